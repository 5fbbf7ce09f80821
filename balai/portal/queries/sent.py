"""What was sent from phones and waits, for whoever sent it and for the officers of its area."""

from dataclasses import dataclass

from django.db.models import Q

from balai.accounts.models import Person
from balai.accounts.visitors import rights_of
from balai.catalogue.rules.reviews import OFFICERS
from balai.intake.models import Receipt, ReceiptQuerySet

_LATEST = 20
_MOST = 200


@dataclass(frozen=True, slots=True)
class SentItem:
    """One receipt with the name of who wrote it."""

    receipt: Receipt
    sender: str


def areas_of_help(person: Person) -> list[str]:
    """Name the areas in which somebody helps with what others sent."""
    return sorted({right.area_code for right in rights_of(person) if right.kind in OFFICERS})


def visible_to(person: Person) -> ReceiptQuerySet:
    """Find what somebody sent, and what waits or waited in the area of an officer."""
    areas = areas_of_help(person)
    inside = Receipt.objects.within(areas).values("pk") if areas else Receipt.objects.none()
    return Receipt.objects.filter(Q(sender_number=person.pk) | Q(pk__in=inside.values("pk")))


def waiting_of(person: Person) -> list[Receipt]:
    return list(Receipt.objects.of(person.pk).waiting().order_by("-received_at")[:_MOST])


def decided_of(person: Person) -> list[Receipt]:
    own = Receipt.objects.of(person.pk).decided().filter(sealed_body__isnull=False)
    return list(own.order_by("-received_at")[:_LATEST])


def waiting_in_area_of(person: Person) -> list[SentItem]:
    """List what others sent and waits, first what was handed over, the oldest on top."""
    areas = areas_of_help(person)
    if not areas:
        return []
    rows = Receipt.objects.within(areas).waiting().exclude(sender_number=person.pk)
    ordered = rows.order_by("handed_over_at", "received_at")[:_MOST]
    receipts = sorted(ordered, key=lambda one: (one.handed_over_at is None, one.received_at))
    names = names_of([one.sender_number for one in receipts])
    return [SentItem(one, names.get(one.sender_number, "")) for one in receipts]


def names_of(numbers: list[int]) -> dict[int, str]:
    return dict(Person.objects.filter(pk__in=numbers).values_list("pk", "name"))
