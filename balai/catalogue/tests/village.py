"""A village with people of each role, and a draft that can be sent."""

from typing import Any
from uuid import uuid4

from balai.accounts.models import Person
from balai.catalogue.actions.drafts import save_draft, start_draft, submit_draft
from balai.catalogue.models import Listing, Revision, Sector
from balai.core.models import AuditEntry
from tests.factories import NOON, make_person, make_region, make_role

MERASA = "64.03.01.2005"
WORDS = {"title": "Madu hutan", "text": "Madu dari hutan Merasa.", "price_low": "Rp70.000"}


def make_cast() -> None:
    """Mira and Tomas run the village, Ines another one; Hana is its head; officers review."""
    make_region()
    make_region("64.02.08.2009")
    Sector.objects.get_or_create(code="madu", name="Madu", name_en="Honey", motif="hexagon")
    make_role("Mira", "operator", MERASA)
    make_role("Tomas", "operator", MERASA)
    make_role("Hana", "village_head", MERASA)
    make_role("Ines", "operator", "64.02.08.2009")
    make_role("Berau", "regency_officer", "64.03")
    make_role("Kukar", "regency_officer", "64.02")
    make_role("Rita", "reviewer", "64.03.01")
    make_role("Provinsi", "province_officer", "64")


def person(name: str) -> Person:
    return make_person(name)


def make_draft(*, kind: str = "product", by: str = "Mira", **content: Any) -> Revision:
    """Begin a listing of Merasa that lacks nothing, unless something else is said."""
    revision = start_draft(kind=kind, village=make_region(), key=uuid4(), by=person(by), now=NOON)
    said = {"words": WORDS, "sectors": ["madu"], **content}
    return save_draft(revision, said, by=person(by), now=NOON)


def make_submitted(**said: Any) -> Revision:
    by = person(said.get("by", "Mira"))
    return submit_draft(make_draft(**said), by=by, now=NOON)


def acts_of(listing: Listing) -> list[str]:
    of_it = AuditEntry.objects.filter(thing="catalogue.listing", thing_number=listing.pk)
    acts = of_it.order_by("pk").values_list("act", flat=True)
    return [act.removeprefix("catalogue.") for act in acts]
