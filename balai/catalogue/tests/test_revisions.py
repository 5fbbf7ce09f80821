"""What the workroom and the reviewer read of what is being written."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from balai.accounts.visitors import VISITOR
from balai.catalogue.actions import counts
from balai.catalogue.actions.drafts import drop_draft, save_draft, start_edit, submit_draft
from balai.catalogue.actions.listings import put_in_sectors, withdraw_listing
from balai.catalogue.actions.reviews import accept_revision, return_revision
from balai.catalogue.actions.settings import set_reviewer
from balai.catalogue.models import Kind, Listing, Reviewing, Revision, Sector
from balai.catalogue.queries.content import faults_of
from balai.catalogue.queries.revisions import (
    changes_of,
    due_for_confirmation,
    missing_english,
    own_listings,
    preview_of,
    queue_of,
)
from balai.catalogue.tests.village import make_cast, make_draft, make_submitted, person
from tests.factories import NOON, make_listing, make_organisation, make_person, make_role

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _cast():
    make_cast()


def edit(listing, content):
    revision = start_edit(listing, key=uuid4(), by=person("Mira"), now=NOON)
    return save_draft(revision, content, by=person("Mira"), now=NOON)


def sides(revision):
    return [(one.label, one.before, one.after) for one in changes_of(revision)]


def test_what_changed_stands_beside_what_everyone_sees():
    listing = make_listing(
        price_low=50_000, price_as_of="2026", details={"made_to_order": False, "stock_count": 3}
    )

    revision = edit(
        listing,
        {
            "words": {"price_low": "Rp55.000", "title_en": "Cocoa beans", "text": listing.text},
            "details": {"made_to_order": True, "stock_count": 3},
            "sectors": ["madu"],
            "seller": make_organisation().pk,
        },
    )

    assert sides(revision) == [
        ("Nama dalam bahasa Inggris", "", "Cocoa beans"),
        ("Harga", "Rp50.000", "Rp55.000"),
        ("Dibuat sesuai pesanan", "tidak", "ya"),
        ("Sektor", "", "Madu"),
        ("Penjual", "", "Petani kakao Merasa"),
    ]


def test_of_a_new_listing_all_that_it_says_is_new():
    revision = make_draft(
        kind="event", details={"start_on": "2026-12-01", "start_time": "09:30", "status": ""}
    )

    assert sides(revision) == [
        ("Nama", "", "Madu hutan"),
        ("Keterangan", "", "Madu dari hutan Merasa."),
        ("Harga", "", "Rp70.000"),
        ("Hari pertama", "", "1 Desember 2026"),
        ("Mulai pukul", "", "09.30"),
        ("Sektor", "", "Madu"),
    ]


def test_what_was_accepted_goes_on_telling_what_it_changed():
    listing = make_listing()
    put_in_sectors(listing, [Sector.objects.get()])
    counts.recount()
    revision = edit(listing, {"words": {"title": "Biji kakao"}})
    submit_draft(revision, by=person("Mira"), now=NOON)

    accept_revision(revision, by=person("Hana"), now=NOON)

    accepted = Revision.objects.get()
    assert sides(accepted) == [("Nama", "Biji kakao fermentasi", "Biji kakao")]


def test_what_cannot_be_read_stands_as_it_was_typed():
    revision = make_draft(
        kind="event",
        words={"price_low": "murah", "price_as_of": "kemarin"},
        details={
            "last_held": "2025-06",
            "start_on": "besok",
            "end_on": "2026-13-01",
            "status": "kira-kira",
        },
        sectors=["lain"],
        seller=99,
    )

    assert [one.after for one in changes_of(revision)] == [
        "murah", "kemarin", "kira-kira", "besok", "2026-13-01", "Juni 2025", "lain", "99",
    ]  # fmt: skip


def test_own_listings_stand_where_they_are():
    published = make_listing("Tikar")
    withdrawn = make_listing("Topi")
    counts.recount()
    withdraw_listing(withdrawn, by=None, now=NOON)
    writing, dropped = make_draft(), make_draft()
    drop_draft(dropped, by=person("Mira"), now=NOON)
    submitted, returned = make_submitted(), make_submitted()
    return_revision(returned, said="Harga?", by=person("Berau"), now=NOON)
    change = edit(published, {"words": {"title": "Tikar rotan"}})

    own = own_listings(person("Tomas"))

    assert list(own.writing) == [change, writing]
    assert list(own.submitted) == [submitted]
    assert list(own.returned) == [returned]
    assert list(own.published) == [published]
    assert list(own.withdrawn) == [withdrawn]


@pytest.mark.parametrize("name", ["Ines", "Berau", "Provinsi"])
def test_nobody_has_listings_where_they_do_not_write(name):
    make_listing()
    make_submitted()

    own = own_listings(person(name))

    assert not own.published.exists()
    assert not own.submitted.exists()
    assert not own_listings(VISITOR).published.exists()


def queue(name):
    return [revision.listing.kind for revision in queue_of(person(name))]


def test_each_reviewer_has_the_queue_of_the_own_area():
    make_submitted()
    make_draft()

    assert {name: queue(name) for name in ("Berau", "Rita", "Hana", "Provinsi")} == {
        "Berau": ["product"], "Rita": ["product"], "Hana": ["product"], "Provinsi": ["product"],
    }  # fmt: skip
    assert {name: queue(name) for name in ("Kukar", "Ines", "Mira")} == {
        "Kukar": [], "Ines": [], "Mira": [],
    }  # fmt: skip
    assert not queue_of(VISITOR).exists()


def test_the_queue_follows_what_the_province_chose():
    make_submitted()
    make_submitted(kind="story")
    for kind, who in ((Kind.PRODUCT, Reviewing.HEAD), (Kind.STORY, Reviewing.REGENCY)):
        set_reviewer(kind, who, province_code="64", by=person("Provinsi"), now=NOON)

    assert (queue("Hana"), queue("Berau")) == (["product"], ["story"])


def test_what_somebody_wrote_waits_for_others_but_a_head_sees_the_own():
    make_role("Mira", "reviewer", "64.03")
    make_submitted(by="Mira")
    make_submitted(by="Hana", kind="story")

    assert queue("Mira") == ["story"]
    assert queue("Hana") == ["product", "story"]


def test_a_queue_takes_three_queries_however_long(django_assert_num_queries):
    for _ in range(4):
        make_submitted()
    berau = person("Berau")

    with django_assert_num_queries(3):
        assert [one.listing.village.name for one in queue_of(berau)] == ["Merasa"] * 4


def test_owners_are_asked_of_what_was_not_confirmed_for_180_days():
    old = NOON - timedelta(days=181)
    due = make_listing("Madu", refreshed_at=old)
    make_listing("Kakao", refreshed_at=NOON - timedelta(days=180))
    make_listing("Cerita", kind="story", refreshed_at=old)
    make_listing("Pesta lalu", kind="event", refreshed_at=old, details={"start_on": "2026-05-01"})
    make_listing("Tahunan lalu", kind="event", refreshed_at=old, details={"status": "past"})
    yearly = make_listing("Tahunan", kind="event", refreshed_at=old)
    make_listing("Ditarik", refreshed_at=old, withdrawn_at=NOON)

    assert list(due_for_confirmation(person("Mira"), now=NOON)) == [due, yearly]
    assert not due_for_confirmation(person("Ines"), now=NOON).exists()
    assert not due_for_confirmation(person("Berau"), now=NOON).exists()


def test_what_lacks_english_is_named_of_a_draft_and_of_a_listing():
    draft = make_draft(
        words={
            "title": "Madu",
            "title_en": " ",
            "text": "Manis.",
            "text_en": "Sweet.",
            "reach": "",
        },
        details={"materials": "Madu", "stock_count": 3},
    )
    listing = make_listing(text_en="Beans.", details={"materials": "Kakao"})

    assert missing_english(draft.content) == ["title", "materials"]
    assert missing_english(listing) == ["title", "materials"]


def test_a_preview_shows_what_can_be_read_and_changes_nothing():
    revision = make_draft(
        words={"title": "Madu hutan", "text": "Manis.", "price_low": "70.000", "price_high": "?"},
        details={"stock_count": "12", "made_to_order": True},
    )

    page = preview_of(make_person(), revision, today=TODAY)

    assert (str(page.listing), page.price.amount) == ("Madu hutan", "Rp70.000")
    assert [sector.code for sector in page.sectors] == ["madu"]
    assert [fact.value for fact in page.facts] == ["ya", "12"]
    assert Listing.objects.get().title == ""
    assert Listing.objects.get().product.stock_count is None
    assert set(faults_of(revision)) == {"price_high"}
