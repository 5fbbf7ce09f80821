"""What the frame round every page needs."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from balai.ui.sheet import SHEET

_SHEET = mark_safe(SHEET)  # noqa: S308  (our own file)


def frame(request: HttpRequest) -> dict[str, object]:
    """Give every template the sheet, the other language, and whether this is a demo."""
    other = "id" if get_language() == "en" else "en"
    return {
        "sheet": _SHEET,
        "is_demo": settings.IS_DEMO,
        "other_language": other,
        "in_other_language": translate_url(request.path, other),
    }
