"""Whatever people do in whatever order: counts, search and the trail say what stands."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from balai.catalogue.actions import counts
from balai.catalogue.actions.drafts import (
    copy_listing,
    drop_draft,
    save_draft,
    start_draft,
    start_edit,
    submit_draft,
    take_back_draft,
)
from balai.catalogue.actions.listings import confirm_still_so, publish_listing, withdraw_listing
from balai.catalogue.actions.reviews import accept_revision, return_revision
from balai.catalogue.actions.settings import set_reviewer
from balai.catalogue.models import Kind, Listing, ListingCount, Reviewing, Revision, Sector
from balai.catalogue.tests.village import make_cast, person
from balai.core import search
from balai.core.errors import Refused
from balai.core.models import AuditEntry
from tests.factories import NOON, make_region

pytestmark = pytest.mark.django_db

steady = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # to shorten a failing sequence takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
CONTENTS = [
    {"words": {"title": "Madu", "text": "Manis."}, "sectors": ["madu"]},
    {"words": {"title": "Tikar", "price_low": 5000}, "sectors": ["madu", "tenun"]},
    {"words": {"title": ""}},
    {"sectors": []},
    {"sectors": ["tenun"]},
]
names = st.sampled_from(["Mira", "Tomas", "Hana", "Ines", "Berau", "Kukar", "Provinsi"])
acts = st.sampled_from(
    ["start", "edit", "copy", "save", "submit", "take back", "drop", "accept", "return",
     "publish", "withdraw", "confirm", "choose"]
)  # fmt: skip
steps = st.lists(st.tuples(acts, names, st.integers(0, 20)), min_size=20, max_size=40)
# A way that gets somewhere, so that what follows meets a listing that stands.
WAY = [
    ("start", "Mira", 0), ("save", "Mira", 10), ("submit", "Mira", 10), ("accept", "Berau", 10),
    ("start", "Tomas", 0),
]  # fmt: skip


class UndoError(Exception):
    """Ends an example; what it wrote is undone."""


def pick(rows, number):
    rows = list(rows.order_by("pk"))
    return rows[number % len(rows)] if rows else None


def do(act, name, number, *, now):  # noqa: C901, PLR0912  (one line for each act)
    by = person(name)
    revision = pick(Revision.objects.open() if number % 3 else Revision.objects.all(), number)
    listing = pick(Listing.objects.all(), number)
    kind = Kind.values[number % 2]
    if act == "start":
        start_draft(kind=kind, village=make_region(), key=uuid4(), by=by, now=now)
    elif act == "choose":
        who = Reviewing.values[number % 4]
        set_reviewer(Kind(kind), Reviewing(who), province_code="64", by=by, now=now)
    elif listing is None or revision is None:
        return
    elif act == "edit":
        start_edit(listing, key=uuid4(), by=by, now=now)
    elif act == "copy":
        copy_listing(listing, key=uuid4(), by=by, now=now)
    elif act == "save":
        save_draft(revision, CONTENTS[number % len(CONTENTS)], by=by, now=now)
    elif act == "submit":
        submit_draft(revision, by=by, now=now)
    elif act == "take back":
        take_back_draft(revision, by=by, now=now)
    elif act == "drop":
        drop_draft(revision, by=by, now=now)
    elif act == "accept":
        accept_revision(revision, by=by, now=now)
    elif act == "return":
        return_revision(revision, said="Harga?", by=by, now=now)
    else:
        change = {
            "publish": publish_listing,
            "withdraw": withdraw_listing,
            "confirm": confirm_still_so,
        }[act]
        change(listing, by=by, now=now)


def state():
    return (
        list(Listing.objects.order_by("pk").values()),
        list(Revision.objects.order_by("pk").values()),
        AuditEntry.objects.count(),
    )


def check_everything_agrees():
    kept = {
        (row.kind, row.regency_code, row.sector_number): row.standing_count
        for row in ListingCount.objects.filter(standing_count__gt=0)
    }
    public = set(Listing.objects.public().values_list("pk", flat=True))
    assert kept == dict(counts.counted_anew())
    assert set(search.indexed_numbers("listing")) == public
    assert not Listing.objects.public().filter(title="").exists()


@given(steps=steps)
@steady
def test_any_sequence_of_acts_leaves_everything_in_agreement(steps):
    try:
        with transaction.atomic():
            make_cast()
            Sector.objects.get_or_create(code="tenun", name="Tenun", name_en="Weaving")
            for number, (act, name, which) in enumerate([*WAY, *steps]):
                before = state()
                try:
                    # As in a request: what is refused is undone as a whole.
                    do(act, name, which, now=NOON + timedelta(hours=number))
                except Refused:
                    assert state() == before
            check_everything_agrees()
            raise UndoError
    except UndoError:
        pass
