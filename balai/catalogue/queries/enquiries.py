"""Messages and presses, for those who write for a listing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, Sum

from balai.accounts.models import Person, Role
from balai.accounts.rules import MEMBER
from balai.accounts.visitors import Viewer
from balai.catalogue.models import ChatPress, Enquiry, EnquiryQuerySet, Listing
from balai.catalogue.rules import WRITERS

WEEK, MONTH = timedelta(days=7), timedelta(days=30)
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Pressed:
    """How often the WhatsApp button of a listing was pressed lately."""

    listing: Listing
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
    """Count the presses on somebody's listings, the most pressed first. Three queries."""
    lately = ChatPress.objects.filter(
        listing__in=Listing.objects.editable_by(person), day__gt=today - MONTH
    )
    counted = lately.values("listing").annotate(
        month=Sum("press_count"), week=Sum("press_count", filter=Q(day__gt=today - WEEK))
    )
    rows = list(counted.order_by("-month", "listing")[:MOST_SHOWN])
    listings = Listing.objects.in_bulk([row["listing"] for row in rows])
    return [
        Pressed(listings[row["listing"]], row["week"] or 0, row["month"])
        for row in rows
        if row["listing"] in listings
    ]
