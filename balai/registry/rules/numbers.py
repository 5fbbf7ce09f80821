"""The NIB of a business."""

import re

from django.utils.translation import gettext as _

from balai.registry.errors import FieldUnclear

_NIB = re.compile(r"\d{13}", re.ASCII)


def check_nib(text: str) -> None:
    """Refuse what is no business number; empty is none yet."""
    if text and not _NIB.fullmatch(text):
        raise FieldUnclear("nib", _("a NIB has 13 digits"))
