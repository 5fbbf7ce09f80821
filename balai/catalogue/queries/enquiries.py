"""Messages and presses, for those who write for a listing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.urls import reverse

from balai.accounts.models import Person, Role
from balai.accounts.rules import MEMBER
from balai.accounts.visitors import Viewer, rights_of
from balai.catalogue.models import ChatPress, Enquiry, EnquiryQuerySet, Listing
from balai.catalogue.rules import WRITERS
from balai.registry.models import ContactPress, Organisation

WEEK, MONTH = timedelta(days=7), timedelta(days=30)
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Pressed:
    """How often a WhatsApp button was pressed lately, and on which page it stands."""

    name: str
    url: str
    week: int
    month: int


def readers_of(listing: Listing) -> list[Person]:
    """List those who read what is written about a listing: its village's writers, its sellers."""
    in_charge = Q(kind__in=WRITERS, area_code=listing.village.code)
    if listing.seller_id is not None:
        in_charge |= Q(kind=MEMBER, organisation_number=listing.seller_id)
    people = Person.objects.get_queryset().admissible()
    return list(
        people.filter(pk__in=Role.objects.standing().filter(in_charge).values("person")).order_by(
            "pk"
        )
    )


def enquiries_for(person: Viewer, *, is_answered: bool, now: datetime) -> EnquiryQuerySet:
    """Read what was written to somebody, the newest first."""
    kept = Enquiry.objects.visible_to(person).kept(now=now)
    kept = kept.select_related("listing__village", "answered_by").order_by("-pk")
    return kept.filter(answered_at__isnull=not is_answered)


def enquiries_from(*, email: str = "", phone_number: str = "") -> EnquiryQuerySet:
    """Find what somebody wrote, by how they wanted to be reached; for those who ask for it."""
    reached = Q(pk__in=[])
    if email:
        reached |= Q(email=email.strip().lower())
    if phone_number:
        reached |= Q(phone_number=phone_number)
    return Enquiry.objects.filter(reached).select_related("listing").order_by("pk")


def presses_for(person: Viewer, *, today: date) -> list[Pressed]:
    """Count the presses on somebody's listings and organisations, the most pressed first.

    Five queries, however many there are.
    """
    presses = [*_presses_of_listings(person, today), *_presses_of_organisations(person, today)]
    return sorted(presses, key=lambda one: -one.month)[:MOST_SHOWN]


def _presses_of_listings(person: Viewer, today: date) -> Iterator[Pressed]:
    own = ChatPress.objects.filter(listing__in=Listing.objects.editable_by(person))
    rows = _lately(own, ("listing",), today=today)
    listings = Listing.objects.in_bulk([row["listing"] for row in rows])
    for row in rows:
        listing = listings[row["listing"]]
        yield Pressed(str(listing), listing.get_absolute_url(), row["week"] or 0, row["month"])


def _presses_of_organisations(person: Viewer, today: date) -> Iterator[Pressed]:
    """Count those on the pages of the villages that somebody writes for, or of their own."""
    own = Q(pk__in=[])
    for right in rights_of(person):
        within = Q(village__code__within=right.area_code)
        if right.kind in WRITERS:
            own |= within
        elif right.kind == MEMBER:
            own |= within & Q(organisation=right.organisation_number)
    rows = _lately(ContactPress.objects.filter(own), ("organisation", "village__code"), today=today)
    seen = Organisation.objects.visible_to(person)
    organisations = seen.in_bulk({row["organisation"] for row in rows})
    for row in rows:
        if organisation := organisations.get(row["organisation"]):
            url = f"{reverse('portal:village', args=[row['village__code']])}#kontak"
            yield Pressed(organisation.name, url, row["week"] or 0, row["month"])


def _lately(presses: QuerySet[Any], of: tuple[str, ...], *, today: date) -> list[dict[str, Any]]:
    counted = presses.filter(day__gt=today - MONTH).values(*of)
    counted = counted.annotate(
        month=Sum("press_count"), week=Sum("press_count", filter=Q(day__gt=today - WEEK))
    )
    return list(counted.order_by("-month", *of)[:MOST_SHOWN])
