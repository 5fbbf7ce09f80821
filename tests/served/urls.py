"""A small site that the tests of the server kill and stop."""

import os
import time
from pathlib import Path

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from balai.core.freshness import content_changed
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


def told(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(Path(os.environ["BALAI_TEST_NOTES"]).read_text())


def change(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        Path(os.environ["BALAI_TEST_NOTES"]).write_text(request.GET["to"])
        content_changed()
    return HttpResponse(status=204)


urlpatterns = [
    path("page/", page),
    path("slow/", slow_page),
    path("task/", task),
    path("told/", told),
    path("change/", change),
]
