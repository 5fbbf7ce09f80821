"""Write down what a village says of itself, and what others say of it."""

from collections.abc import Iterable, Sequence
from typing import Any, TypedDict, Unpack
from urllib.parse import urlsplit

from django.db import models, transaction
from django.utils.translation import gettext as _

from balai.core.freshness import content_changed
from balai.registry.actions.differences import is_written
from balai.registry.errors import FieldUnclear
from balai.registry.models import (
    Level,
    ProfileFact,
    Region,
    RouteLeg,
    VillageLink,
    VillageProfile,
)
from balai.registry.rules.sources import SourceSays, check_address, source_says


class ProfileSays(TypedDict, total=False):
    """What a profile may say; what is left out stays as it is."""

    about: str
    about_en: str
    languages: str
    communities: str


class _FromSource(TypedDict, total=False):
    publisher: str
    url: str
    source_url: str
    said: str


class LegSays(_FromSource, total=False):
    """One leg of the way; without a publisher, the host of the address stands for it."""

    mode: str
    origin: str
    destination: str
    note: str
    note_en: str


class FactSays(_FromSource, total=False):
    """One dated fact; without a key it is known by its place in the list."""

    key: str
    topic: str
    text: str
    text_en: str


@transaction.atomic
def save_profile(*, village: Region, **says: Unpack[ProfileSays]) -> VillageProfile:
    """Write a village's profile; a second saving of the same writes nothing.

    Raises FieldUnclear.
    """
    _check_village(village)
    profile = VillageProfile.objects.filter(village=village).first()
    profile = profile or VillageProfile(village=village)
    if is_written(profile, says):
        content_changed()
    return profile


@transaction.atomic
def save_route_legs(*, village: Region, legs: Iterable[LegSays]) -> None:
    """Write the way to a village, leg by leg, in place of the way that was known.

    A second saving of the same writes nothing. Raises FieldUnclear, AddressUnclear or
    DayUnclear; then nothing is written.
    """
    _check_village(village)
    words = [{**_plain(leg), "position": place} for place, leg in enumerate(legs, 1)]
    known = {leg.position: leg for leg in village.route_legs.all()}
    rows = [(known.get(leg["position"]) or RouteLeg(village=village), leg) for leg in words]
    extra = village.route_legs.filter(position__gt=len(words))
    _write(rows, extra, is_extra=len(known) > len(words))


@transaction.atomic
def save_facts(*, village: Region, facts: Sequence[FactSays]) -> None:
    """Write the facts published about a village, in place of those that were known.

    A second saving of the same writes nothing. Raises FieldUnclear, AddressUnclear or
    DayUnclear; then nothing is written.
    """
    _check_village(village)
    first_part = village.code.replace(".", "-")
    words = [
        {**_plain(fact), "key": fact.get("key") or f"{first_part}-{place}"}
        for place, fact in enumerate(facts, 1)
    ]
    known = {fact.key: fact for fact in village.facts.all()}
    rows = [(known.get(fact["key"]) or ProfileFact(village=village), fact) for fact in words]
    listed = {fact["key"] for fact in words}
    _write(rows, village.facts.exclude(key__in=listed), is_extra=not known.keys() <= listed)


@transaction.atomic
def save_links(*, village: Region, links: Iterable[tuple[str, str]]) -> None:
    """Write the village's own places on the web, each a label and an address, in place of others.

    A second saving of the same writes nothing. Raises FieldUnclear or AddressUnclear.
    """
    _check_village(village)
    known = {link.url: link for link in village.links.all()}
    rows, listed = [], set()
    for label, url in links:
        check_address(url)
        listed.add(url)
        rows.append((known.get(url) or VillageLink(village=village), {"label": label, "url": url}))
    extra = village.links.exclude(url__in=listed)
    _write(rows, extra, is_extra=not known.keys() <= listed)


def _check_village(region: Region) -> None:
    if region.level != Level.VILLAGE:
        raise FieldUnclear("village", _("%(area)s is not a village") % {"area": region})


def _plain(says: LegSays | FactSays) -> dict[str, Any]:
    """Take the source out of what is said, checked, under the names that rows have."""
    words: dict[str, Any] = dict(says)
    url = words.pop("source_url", "") or words.pop("url", "")
    publisher = words.pop("publisher", "") or _host(url)
    source = source_says(SourceSays(publisher, url, words.pop("said", "")))
    return words | source._asdict()


def _host(url: str) -> str:
    if url:
        check_address(url)
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _write(
    rows: Iterable[tuple[models.Model, dict[str, Any]]],
    extra: "models.QuerySet[Any]",
    *,
    is_extra: bool,
) -> None:
    """Write rows that differ and delete those no longer named."""
    is_changed = is_extra
    if is_extra:
        extra.delete()
    for row, words in rows:
        is_changed |= is_written(row, words)
    if is_changed:
        content_changed()
