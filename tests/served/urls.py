"""A small site that the tests of the server kill and stop."""

import os
import time
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from balai.core.tasks import later


@later
def note(text: str) -> None:
    Path(os.environ["BALAI_TEST_NOTES"]).write_text(text)


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(os.getpid()))


def slow_page(_request: HttpRequest) -> HttpResponse:
    Path(os.environ["BALAI_TEST_NOTES"]).write_text("begun")
    time.sleep(2)
    return HttpResponse("ended")


def task(request: HttpRequest) -> HttpResponse:
    note.enqueue(request.GET["text"])
    return HttpResponse(timezone.now().isoformat())


urlpatterns = [path("page/", page), path("slow/", slow_page), path("task/", task)]
