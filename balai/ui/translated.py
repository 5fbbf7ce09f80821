"""Words that villages write in two languages: Indonesian always, English where it exists."""

from django.db import models
from django.utils.translation import get_language


def in_language(row: object, field: str) -> str:
    """Read a text in the reader's language; what has no English is shown in Indonesian."""
    indonesian: str = getattr(row, field)
    if get_language() != "en":
        return indonesian
    return getattr(row, f"{field}_en") or indonesian


def language_of(row: models.Model, field: str) -> str:
    """Name the language a text is shown in, where it is not the page's; else nothing."""
    return "id" if get_language() == "en" and not getattr(row, f"{field}_en") else ""
