"""Texts that name a person: for whoever answers what that person asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from re import Pattern
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.accounts.models import Person, PlaceToMend, PrivacyRequest
from balai.catalogue.models import DETAILS_BY_KIND, Listing, ListingSource, Picture
from balai.catalogue.rules import as_name, as_number
from balai.registry.models import (
    Organisation,
    ProfileFact,
    Region,
    RouteLeg,
    VillageLink,
    VillageProfile,
)

LISTING, VILLAGE, ORGANISATION = "catalogue.listing", "registry.region", "registry.organisation"
MOST = 100
_OF_VILLAGES = (VillageProfile, ProfileFact, RouteLeg, VillageLink)
# Enough of a number to look for, however it is written.
_LAST_DIGITS = 3

Thing = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """One thing whose words name somebody, and where it is looked at."""

    thing: Thing
    what: str
    title: str
    url: str
    # What keeps it until it is confirmed; none while it was only found.
    to_mend: PlaceToMend | None = None


@dataclass(frozen=True, slots=True)
class Sought:
    """How a person is found in words: patterns, and what a database finds them by."""

    patterns: list[Pattern[str]]
    probes: list[str]


def sought(names: Iterable[str], numbers: Iterable[str]) -> Sought:
    """Look for names whole and for numbers however they are written."""
    named = [name for name in dict.fromkeys(names) if as_name(name)]
    called = [number for number in dict.fromkeys(numbers) if as_number(number)]
    patterns = [one for name in named for one in as_name(name)]
    patterns += [one for number in called for one in as_number(number)]
    probes = [max(name.split(), key=len) for name in named]
    return Sought(patterns, probes + [number[-_LAST_DIGITS:] for number in called])


def things_naming(wanted: Sought, *, by: Person) -> list[Thing]:
    """Name what this person may see whose words name somebody: each thing once."""
    if not wanted.patterns:
        return []
    seen = Listing.objects.visible_to(by)
    found = [
        *((LISTING, number) for number in _naming(seen, "pk", wanted)),
        *((LISTING, number) for number in _beside_listings(seen.values("pk"), wanted)),
        *(
            (VILLAGE, number)
            for model in _OF_VILLAGES
            for number in _naming(model._default_manager.all(), "village_id", wanted)
        ),
        *(
            (ORGANISATION, number)
            for number in _naming(Organisation.objects.visible_to(by), "pk", wanted)
        ),
    ]
    return list(dict.fromkeys(found))[:MOST]


def places_naming(asked: PrivacyRequest, *, by: Person) -> list[Place]:
    """Read where the words of others name the one who asked, while that can be known."""
    contact = asked.person.phone_number if asked.person else asked.contact
    number = contact if contact and "@" not in contact else ""
    return _as_places(things_naming(sought([asked.asked_by], [number or ""]), by=by), {}, by=by)


def places_to_mend(asked: PrivacyRequest, *, by: Person) -> list[Place]:
    """Read what named somebody who was forgotten, and nobody has confirmed yet."""
    rows = {(one.thing, one.thing_number): one for one in asked.places.open()}
    return _as_places(list(rows), rows, by=by)


def _beside_listings(seen: Any, wanted: Sought) -> Iterator[int]:
    for model in (*DETAILS_BY_KIND.values(), ListingSource):
        rows: Any = model
        yield from _naming(rows._default_manager.filter(listing__in=seen), "listing_id", wanted)
    pictures = Picture.objects.standing().filter(listing__in=seen)
    yield from _naming(pictures, "listing_id", wanted)


def _naming(rows: models.QuerySet[Any, Any], owner: str, wanted: Sought) -> Iterator[int]:
    """Let the database find what may be it, and the patterns say what is."""
    fields = [
        field.attname
        for field in rows.model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField)) and not field.choices
    ]
    may_be = Q(pk__in=())
    for field in fields:
        for probe in wanted.probes:
            may_be |= Q(**{f"{field}__icontains": probe})
    for number, *said in rows.filter(may_be).order_by("pk").values_list(owner, *fields):
        words = [str(one) for one in said if one]
        if any(pattern.search(one) for pattern in wanted.patterns for one in words):
            yield number


def _as_places(things: list[Thing], rows: dict[Thing, PlaceToMend], *, by: Person) -> list[Place]:
    """Say what things are and where they stand. Four queries at most."""
    said: dict[Thing, tuple[str, str, str]] = {}
    seen = Listing.objects.visible_to(by).select_related("village")
    for listing in seen.filter(pk__in=_numbers(things, LISTING)):
        said[LISTING, listing.pk] = (_("Listing"), str(listing), _address_of(listing))
    for village in Region.objects.filter(pk__in=_numbers(things, VILLAGE)):
        address = reverse("portal:village", args=[village.code])
        said[VILLAGE, village.pk] = (_("What a village says of itself"), village.called, address)
    organisations = Organisation.objects.visible_to(by).prefetch_related("villages")
    for one in organisations.filter(pk__in=_numbers(things, ORGANISATION)):
        address = next((reverse("portal:village", args=[v.code]) for v in one.villages.all()), "")
        said[ORGANISATION, one.pk] = (_("Organisation"), one.name, address)
    gone = (_("no longer to be seen"), "–", "")
    return [Place(thing, *said.get(thing, gone), rows.get(thing)) for thing in things]


def _address_of(listing: Listing) -> str:
    if listing.is_counted:
        return listing.get_absolute_url()
    return reverse("portal:own_listing", args=[listing.pk])


def _numbers(things: Iterable[Thing], kind: str) -> list[int]:
    return [number for thing, number in things if thing == kind]
