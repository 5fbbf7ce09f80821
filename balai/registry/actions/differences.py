"""Write rows only where they differ from what is there, so that saving twice writes once."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from balai.registry.errors import FieldUnclear


def is_written(row: models.Model, words: Mapping[str, Any]) -> bool:
    """Give a row these words and save it if that makes a difference; tells whether it did.

    Raises FieldUnclear for a word that its field cannot hold.
    """
    different = [name for name, word in words.items() if getattr(row, name) != word]
    is_new = row._state.adding
    if not different and not is_new:
        return False
    for name in different:
        setattr(row, name, words[name])
    try:
        row.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as wrong:
        field, reasons = next(iter(wrong.message_dict.items()))
        raise FieldUnclear(field, reasons[0]) from wrong
    row.save(update_fields=None if is_new else different)
    return True
