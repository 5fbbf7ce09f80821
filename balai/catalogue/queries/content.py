"""What a draft holds, read as a listing; and what keeps it from being one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from balai.catalogue import rules
from balai.catalogue.models import (
    DETAILS_BY_KIND,
    Event,
    Kind,
    Listing,
    Picture,
    Revision,
    Sector,
)
from balai.catalogue.queries.arrangements import arranged, shown_arrangement
from balai.registry.models import Organisation

WORDS = (
    "title", "title_en", "text", "text_en", "price_low", "price_high", "price_unit",
    "price_unit_en", "price_as_of", "price_valid_until", "price_note", "price_note_en",
    "reach", "reach_en", "accessibility", "accessibility_en", "longitude", "latitude",
)  # fmt: skip
DETAILS: dict[str, tuple[str, ...]] = {
    kind: tuple(field.name for field in DETAILS_BY_KIND[kind]._meta.fields if not field.primary_key)
    for kind in Kind.values
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a draft says, as far as it can be read, and what is wrong with it, by answer."""

    words: dict[str, Any]
    details: dict[str, Any]
    sectors: list[Sector]
    seller: Organisation | None
    faults: dict[str, str] = field(default_factory=dict)


def content_of(listing: Listing) -> dict[str, Any]:
    """Write down what a listing says, as a draft holds it. Three queries."""
    details = DETAILS_BY_KIND[listing.kind]._default_manager.filter(pk=listing.pk).first()
    return {
        "words": {name: _kept(listing, name) for name in WORDS},
        "details": {name: _kept(details, name) for name in DETAILS[listing.kind] if details},
        "sectors": list(listing.sectors.order_by("pk").values_list("code", flat=True)),
        "seller": listing.seller_id,
        "pictures": shown_arrangement(listing),
    }


def _kept(row: models.Model, name: str) -> Any:
    """Read a field as JSON holds it: days and times by their ISO names."""
    value = getattr(row, name)
    return value.isoformat() if isinstance(value, date | time) else value


def reading_of(revision: Revision) -> Reading:
    """Read a draft: three queries, however much it says."""
    listing, content = revision.listing, revision.content
    words, faults = _read(Listing, content.get("words", {}))
    said, wrong = _read(DETAILS_BY_KIND[listing.kind], content.get("details", {}))
    if listing.kind == Kind.EVENT:
        said = _with_a_state(said)
    faults |= wrong
    faults |= {
        name: problem for name, problem in rules.crossed(words | said).items() if name not in faults
    }
    sectors = _sectors(content.get("sectors") or [])
    seller = _seller(content.get("seller"), listing)
    if content.get("seller") is not None and seller is None:
        faults["seller"] = _("Choose a seller of this village, or none.")
    return Reading(words=words, details=said, sectors=sectors, seller=seller, faults=faults)


def faults_of(revision: Revision) -> dict[str, str]:
    """Tell what keeps a draft from being sent, answer by answer."""
    return missing_of(revision, reading_of(revision))


def missing_of(revision: Revision, reading: Reading) -> dict[str, str]:
    """Add what a draft lacks to what is wrong with it."""
    faults = dict(reading.faults)
    if not reading.words.get("title"):
        faults.setdefault("title", _("Say what it is called."))
    if not reading.words.get("text"):
        faults.setdefault("text", _("Tell what it is, in a few sentences."))
    if fault := rules.fault_of_sectors(reading.sectors):
        faults["sectors"] = fault
    pictures = arranged(revision)
    if not all(picture.alt and picture.shows_somebody is not None for picture in pictures):
        faults["pictures"] = _(
            "Say of every photo what is to be seen, and whether somebody can be recognised."
        )
    return _naming(revision, reading, pictures) | faults


def _naming(revision: Revision, reading: Reading, pictures: list[Picture]) -> dict[str, str]:
    """Tell which answers name somebody of the village who has not agreed, or tell a number."""
    said = {name: str(value) for name, value in (reading.words | reading.details).items() if value}
    said["pictures"] = "\n".join(f"{one.alt}\n{one.alt_en}\n{one.credit}" for one in pictures)
    faults: dict[str, str] = {}
    for other in Organisation.objects.filter(villages=revision.listing.village_id):
        hidden = [] if other.shows_name else rules.as_name(other.name)
        hidden += [] if other.shows_contact else rules.as_number(other.whatsapp_number)
        for name, words in said.items():
            if any(pattern.search(words) for pattern in hidden):
                faults[name] = _(
                    "%(name)s has not agreed to be shown here. Ask for the consent, or leave "
                    "out name and number."
                ) % {"name": other.name}
    return faults


def _read(
    model: type[models.Model], said: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    read: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name, value in said.items():
        try:
            read[name] = _value(model._meta.get_field(name), value)
        except ValidationError as wrong:
            faults[name] = " ".join(wrong.messages)
    return read, faults


def _value(one: Any, said: Any) -> Any:
    """Read one answer as a value of its field. Raises ValidationError."""
    text = said.strip() if isinstance(said, str) else said
    if text in ("", None):
        if one.name in rules.REQUIRED:
            return ""  # what is missing is said in one place
        return None if one.null else one.get_default()
    if one.name in {"price_low", "price_high"} and isinstance(text, str):
        text = rules.whole_rupiah(text)
    if isinstance(one, models.IntegerField) and isinstance(text, float) and text % 1:
        raise ValidationError(one.error_messages["invalid"], params={"value": text})
    if isinstance(one, models.CharField | models.TextField):
        text = str(text)
    return one.clean(text, None)


def _with_a_state(said: dict[str, Any]) -> dict[str, Any]:
    """Take an event whose day is known as scheduled, if nothing else was said."""
    if said.get("start_on") and said.get("status", Event.Status.UNDATED) == Event.Status.UNDATED:
        return said | {"status": Event.Status.SCHEDULED}
    return said


def _sectors(codes: list[str]) -> list[Sector]:
    known = {sector.code: sector for sector in Sector.objects.filter(code__in=codes)}
    return [known[code] for code in codes if code in known]


def _seller(number: int | None, listing: Listing) -> Organisation | None:
    if number is None:
        return None
    return Organisation.objects.filter(pk=number, villages=listing.village_id).first()
