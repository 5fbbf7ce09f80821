"""What is withdrawn leaves no picture behind: not on the web, and not in the media."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django_tasks_db.models import DBTaskResult

from balai.accounts.actions.consents import withdraw_with_key
from balai.accounts.consenting import LISTING, ORGANISATION, PHOTO
from balai.catalogue.actions.listings import publish_listing, withdraw_listing
from balai.catalogue.models import Listing
from balai.channels.drawing import share_picture
from balai.channels.kept import _shelf
from balai.channels.pictures import name_of_listing, picture_address
from balai.channels.tasks import draw_pictures, throw_away_drawings
from balai.registry.actions.agreed import show_as_agreed
from tests.factories import (
    NOON,
    make_consent,
    make_giver,
    make_listing,
    make_organisation,
    make_picture,
)

ADDRESSES = [
    "/produk/{}/bagikan.png", "/en/produk/{}/bagikan.png",
    "/produk/{}/poster.pdf", "/en/produk/{}/poster.pdf",
]  # fmt: skip
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def make_published(title="Biji kakao fermentasi", **fields):
    """Make a listing that is counted and found, so that it can be withdrawn."""
    listing = make_listing(title, published_at=None, **fields)
    publish_listing(listing, by=None, now=NOON)
    return listing


def address_on_its_page(listing):
    return picture_address(listing, regency="Berau", cover=None).removeprefix(
        "http://balai.example"
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_picture_withdrawn_after_it_was_drawn_is_not_handed_out(client, address):
    listing = make_published()
    tag = client.get(address.format(listing.pk))["ETag"]

    withdraw_listing(listing, by=None, now=NOON)

    assert client.get(address.format(listing.pk)).status_code == 404
    assert client.get(address.format(listing.pk), headers={"If-None-Match": tag}).status_code == 404


def test_the_address_that_a_page_named_is_gone_with_the_page(client):
    listing = make_published()
    named = address_on_its_page(listing)
    tag = client.get(named)["ETag"]

    withdraw_listing(listing, by=None, now=NOON)

    assert client.get(named, headers={"If-None-Match": tag}).status_code == 404


def test_withdrawing_has_the_drawings_thrown_away_once_it_is_committed(
    django_capture_on_commit_callbacks,
):
    listing = make_published()

    with django_capture_on_commit_callbacks() as waiting:
        withdraw_listing(listing, by=None, now=NOON)
        enqueued_within = DBTaskResult.objects.count()
    waiting[0]()

    assert enqueued_within == 0
    enqueued = DBTaskResult.objects.get()
    assert enqueued.task_path == "balai.channels.tasks.throw_away_drawings"
    assert enqueued.args_kwargs["args"] == [listing.pk]


def test_all_that_was_drawn_of_it_is_thrown_away_and_nothing_else(client, kept_files):
    listing, other = make_published("Madu", title_en="Honey"), make_listing("Kain")
    for address in ADDRESSES:
        client.get(address.format(listing.pk))
    client.get(f"/produk/{other.pk}/bagikan.png")
    kept_before = len(kept_files())

    withdraw_listing(listing, by=None, now=NOON)
    throw_away_drawings.call(listing.pk)

    assert kept_before == 5
    assert [path.name.partition(".")[0] for path in kept_files()] == [f"listing-{other.pk}"]


def test_a_title_from_before_goes_with_the_listing(client, kept_files):
    listing = make_published("Madu palsu")
    client.get(f"/produk/{listing.pk}/bagikan.png")
    Listing.objects.filter(pk=listing.pk).update(title="Madu")
    client.get(f"/produk/{listing.pk}/bagikan.png")
    kept_before = len(kept_files())

    withdraw_listing(listing, by=None, now=NOON)
    throw_away_drawings.call(listing.pk)

    assert kept_before == 2
    assert kept_files() == []


def test_a_listing_that_is_shown_again_keeps_its_pictures(kept_files):
    listing = make_published()
    draw_pictures.call(listing.pk)
    drawn_ahead = kept_files()

    withdraw_listing(listing, by=None, now=NOON)
    publish_listing(listing, by=None, now=NOON)
    throw_away_drawings.call(listing.pk)

    assert drawn_ahead != []
    assert kept_files() == drawn_ahead


def test_a_picture_withdrawn_while_it_was_drawn_does_not_stay(client, monkeypatch, kept_files):
    listing = make_published()

    def press_that_sees_it_withdrawn(picture, *, seconds):
        withdraw_listing(listing, by=None, now=NOON)
        return share_picture(picture, seconds=seconds)

    monkeypatch.setattr("balai.channels.pictures.share_picture", press_that_sees_it_withdrawn)
    client.get(f"/produk/{listing.pk}/bagikan.png")

    assert kept_files() == []


@pytest.mark.parametrize(
    ("purpose", "thing"),
    [("name", ORGANISATION), ("contact", ORGANISATION), ("picture", PHOTO), ("picture", LISTING)],
)
def test_no_drawing_outlives_a_consent(
    django_capture_on_commit_callbacks, settings, tmp_path, purpose, thing
):
    settings.MEDIA_ROOT = tmp_path
    seller = make_organisation("Dayang Rinai", kind="maker", whatsapp_number="6281234567890")
    listing, other = make_published(seller=seller), make_published("Madu")
    picture = make_picture(listing)
    numbers = {ORGANISATION: seller.pk, PHOTO: picture.pk, LISTING: listing.pk}
    agreed = {"purpose": purpose, "thing": thing, "thing_number": numbers[thing]}
    consent = make_consent(make_giver(), **agreed)
    show_as_agreed(seller.pk, now=NOON)
    files = [f"drawings/{_shelf(name)}/{name}.0.png" for name in names_of(listing, other)]
    for file in files:
        default_storage.save(file, ContentFile(b""))

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_with_key(consent, key="ABCDEFGHJKMN", now=NOON)

    assert [default_storage.exists(file) for file in files] == [False, True]


def names_of(*listings):
    return [name_of_listing(listing.pk) for listing in listings]
