"""Days that are known only to the month or the year.

A source often says "June 2021" or just "2021". Such a day is kept as reduced ISO 8601
(`2021`, `2021-06`, `2021-06-10`), which sorts as text and claims no more than was said.
"""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats
from django.utils.translation import gettext_lazy as _

_SHAPE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def check_partial_day(text: str) -> None:
    """Refuse what is not a year, a month or a day that the calendar has."""
    shape = _SHAPE.fullmatch(text)
    try:
        if shape is None:
            raise ValueError  # noqa: TRY301
        date(int(shape[1]), int(shape[2] or 1), int(shape[3] or 1))
    except ValueError as wrong:
        raise ValidationError(
            _("Write a year, a month or a day: 2021, 2021-06 or 2021-06-10.")
        ) from wrong


def partial_day_in_words(text: str) -> str:
    """Write 2021-06 as "Juni 2021" (or "June 2021"), 2021 as it is."""
    if len(text) <= len("2021"):
        return text
    year, month, day = (*text.split("-"), "1")[:3]
    style = "F Y" if len(text) == len("2021-06") else "j F Y"
    return formats.date_format(date(int(year), int(month), int(day)), style)


def last_day_of(text: str) -> date:
    """Name the latest day that a partial day may mean."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:  # noqa: PLR2004
        year, month = parts
        following = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    return date(*parts)


class PartialDayField(models.CharField[str, str]):
    """A day known to the year, the month or the day; empty when unknown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": 10, "blank": True, "default": ""}
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, check_partial_day]
