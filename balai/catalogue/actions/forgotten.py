"""Names and numbers of those who are forgotten are struck out of what listings say."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.text import slugify

from balai.catalogue.models import (
    Consent,
    Enquiry,
    Kind,
    Listing,
    Picture,
    Protocol,
    ProtocolChange,
)
from balai.catalogue.rules import as_name, as_number
from balai.catalogue.search import index_listings
from balai.core.freshness import content_changed

STRUCK_OUT = "…"
_SAYING = (models.CharField, models.TextField, models.JSONField)


@transaction.atomic
def erase_from_words(name: str, number: str, *, village_codes: Sequence[str]) -> None:
    """Strike a name and a number out of all listings of these villages, seen or unseen."""
    patterns = [*as_name(name), *as_number(number)]
    if not patterns:
        return
    there = Listing.objects.filter(village__code__in=village_codes)
    listings = there.select_related(*Kind.values).prefetch_related("pictures", "revisions")
    changed = [one.pk for one in listings if _erase(one, patterns, name=name)]
    if changed:
        index_listings(Listing.objects.filter(pk__in=changed))
        content_changed()


@transaction.atomic
def delete_enquiries_of(contact: str) -> int:
    """Count the messages deleted that somebody sent who is reached here."""
    if not contact:
        return 0
    return Enquiry.objects.filter(Q(email=contact) | Q(phone_number=contact)).delete()[0]


def _erase(listing: Listing, patterns: Iterable[re.Pattern[str]], *, name: str) -> bool:
    pictures: list[Picture] = list(listing.pictures.all())
    protocols = Protocol.objects.filter(Q(listing=listing) | Q(picture__in=pictures))
    said: list[models.Model] = [
        listing,
        getattr(listing, listing.kind),
        *pictures,
        *listing.revisions.all(),
        *protocols,
        *ProtocolChange.objects.filter(protocol__in=protocols),
        *Consent.objects.filter(protocol__in=protocols),
    ]
    struck = sum(strike_out(row, patterns) for row in said)
    if listing.key and slugify(name) and slugify(name) in listing.key:
        Listing.objects.filter(pk=listing.pk).update(key=None)
    return struck > 0


def strike_out(row: models.Model, patterns: Iterable[re.Pattern[str]]) -> bool:
    """Strike out of all that a row says; tell whether anything was."""
    struck = {}
    for field in row._meta.concrete_fields:
        if isinstance(field, _SAYING) and not field.choices:
            said = getattr(row, field.attname)
            if (left := _without(said, patterns)) != said:
                struck[field.attname] = left
    if struck:
        type(row)._default_manager.filter(pk=row.pk).update(**struck)
    return bool(struck)


def _without(said: Any, patterns: Iterable[re.Pattern[str]]) -> Any:
    """Strike out of a text, and of every text in what a revision holds."""
    if isinstance(said, dict):
        return {key: _without(value, patterns) for key, value in said.items()}
    if isinstance(said, list):
        return [_without(value, patterns) for value in said]
    if isinstance(said, str):
        for pattern in patterns:
            said = pattern.sub(STRUCK_OUT, said)
    return said
