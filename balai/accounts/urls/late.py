"""Views whose module is read when the first of them is asked."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string


def late(view: str) -> Callable[..., HttpResponse]:
    """Stand for a view until somebody asks it.

    What passkeys are understood with takes 5 MB in each process that has read it, and most
    processes never need it.
    """

    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = import_string(view)(request, *args, **kwargs)
        return answer

    return asked
