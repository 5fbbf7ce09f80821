"""What the answers are made of."""

from datetime import date, datetime, time
from typing import Annotated, Any, Self

from django.db import models
from ninja import Schema
from pydantic import Field

from balai.catalogue.models import Kind, RevisionState
from balai.channels.addresses import in_each_language


class Words(Schema):
    """A text that villages write: Indonesian always, English where there is one."""

    id: str
    en: str | None


class InEachLanguage(Schema):
    """The same page in each language."""

    id: str
    en: str

    @classmethod
    def of(cls, path: str) -> Self:
        """Name a page in each language, given its path in any."""
        return cls(**in_each_language(path))


class Price(Schema):
    """Whole rupiah as its owner gave them. Past `current_until` it is only the last reported."""

    low: int
    high: int | None
    currency: str = "IDR"
    unit: Words | None
    note: Words | None
    as_of: Annotated[str | None, Field(description="A year, a month or a day: 2026, 2026-11, …")]
    valid_until: date | None
    current_until: date | None


class Position(Schema):
    """A point in WGS 84."""

    longitude: float
    latitude: float


class Regency(Schema):
    """A regency or city."""

    code: str
    name: str
    page: InEachLanguage


class Sector(Schema):
    """A field of work that ties listings of many villages together."""

    code: str
    name: Words
    page: InEachLanguage


class Place(Schema):
    """The village something is in."""

    code: str
    name: str
    regency_code: str
    regency: str | None


class Seller(Schema):
    """Whom to ask. How to reach them stands on the page, where nobody collects it."""

    name: str
    kind: str
    example: bool


class EventDays(Schema):
    """When an event is: local days and times in WITA."""

    status: str
    start_on: date | None
    start_time: time | None
    end_on: date | None
    end_time: time | None


class ListingInList(Schema):
    """One thing that a village shows."""

    number: int
    kind: Kind
    title: Words
    village: Place
    seller: Seller | None
    sectors: list[str]
    price: Price | None
    event: EventDays | None
    position: Position | None
    example: Annotated[bool, Field(description="Invented, to try Balai out.")]
    refreshed_at: datetime
    page: InEachLanguage
    share_picture: InEachLanguage
    url: str


class Source(Schema):
    """Where something was read, and as of when it was said there."""

    publisher: str
    url: str | None
    said: str | None


class Fact(Schema):
    """A thing that listings of a kind say, by the name it has in the code."""

    name: str
    value: Words | bool | int | str


class ListingWhole(ListingInList):
    """One listing with all that it says."""

    text: Words
    reach: Words | None
    accessibility: Words | None
    facts: list[Fact]
    sources: list[Source]


class VillageInList(Schema):
    """One village."""

    code: str
    name: str
    kind: str
    term: Annotated[str, Field(description="What people there call such a place.")]
    district_code: str
    regency_code: str
    regency: str | None
    page: InEachLanguage
    url: str


class Status(Schema):
    """A class that an office gave the village, as it was decided."""

    scheme: str
    year: int
    label: str
    publisher: str


class VillageWhole(VillageInList):
    """One village with what it says of itself. One whose code has ended names what followed."""

    about: Words | None
    languages: str
    communities: str
    also_written: list[str]
    statuses: list[Status]
    valid_until: date | None
    successors: list[str]


class Page(Schema):
    """A stretch of a list, and where the next begins; the header Link says the same."""

    next: str | None


class Listings(Page):
    """Listings, freshest first."""

    items: list[ListingInList]


class Villages(Page):
    """Villages in the order of their codes."""

    items: list[VillageInList]


class Found(Listings):
    """What was found, best first; past a thousand nobody counts."""

    total: int
    more_than_total: bool


class Wrong(Schema):
    """One place of a request, and the rule that it breaks."""

    at: str
    rule: str
    says: str


class Trouble(Schema):
    """A problem, as RFC 9457 writes it. The code stays the same; the title is for people."""

    type: str
    title: str
    status: int
    code: str
    errors: list[Wrong]


class DraftInList(Schema):
    """What somebody is writing of a listing."""

    number: int
    listing: int
    kind: Kind
    village: str
    title: str
    state: RevisionState
    version: int
    to_mend: Annotated[str, Field(description="What its reviewer asked for.")]
    started_at: datetime
    changed_at: datetime
    submitted_at: datetime | None
    url: str


class Draft(DraftInList):
    """A draft with its answers, right or wrong, and what is still missing."""

    words: dict[str, Any]
    details: dict[str, Any]
    sectors: list[str]
    seller: Any
    missing: list[Wrong]


class Drafts(Page):
    """Open drafts, the newest first."""

    items: list[DraftInList]


def words_of(row: models.Model, field: str) -> Words | None:
    """Read what is said in both languages; None where nothing is."""
    said: str = getattr(row, field)
    return Words(id=said, en=getattr(row, f"{field}_en") or None) if said else None
