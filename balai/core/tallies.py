"""Counts of a day that many raise at once, each in a row of its own."""

from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F


@transaction.atomic
def add_one(model: type[models.Model], *, count: str, **of_the_day: Any) -> None:
    """Raise the count of the row of this day by one; the first of the day makes the row.

    The model's count begins at one, and its constraint allows one row of each day.
    """
    rows = model._default_manager.filter(**of_the_day)
    if rows.update(**{count: F(count) + 1}):
        return
    try:
        with transaction.atomic():
            model._default_manager.create(**of_the_day)
    except IntegrityError:
        # The first of the day, and another was first.
        rows.update(**{count: F(count) + 1})
