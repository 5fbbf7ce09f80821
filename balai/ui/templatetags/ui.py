"""Tags and filters that every template has without loading them."""

from django import template
from django.db import models

from balai.core.calendar import partial_day_in_words
from balai.ui.translated import in_language

register = template.Library()


@register.filter
def say(row: models.Model, field: str) -> str:
    """`{{ listing|say:"title" }}`: a text in the reader's language."""
    return in_language(row, field)


@register.filter
def number(count: int) -> str:
    """Write 1234 as 1.234, the Indonesian way in both languages."""
    return f"{count:,}".replace(",", ".")


@register.filter
def partial_day(text: str) -> str:
    return partial_day_in_words(text)
