"""The WhatsApp button leads to the seller, and each press counts once, for nobody in particular."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from balai.catalogue.actions.listings import publish_listing, withdraw_listing
from balai.catalogue.models import ChatPress
from balai.core.freshness import content_version
from tests.factories import NOON, make_listing, make_organisation

pytestmark = pytest.mark.django_db
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 13) Chrome/130.0 Mobile"}


@pytest.fixture
def listing():
    seller = make_organisation(whatsapp_number="6281234567890", contact_of="organisation")
    return make_listing("Kakao", seller=seller)


def pressed(client, listing, **sent):
    return client.get(f"/produk/{listing.pk}/wa/", **({"headers": PHONE} | sent))


def counted():
    return list(ChatPress.objects.order_by("pk").values_list("listing", "day", "press_count"))


def test_a_press_leads_to_the_chat_and_counts(client, listing):
    answer = pressed(client, listing)

    assert answer.status_code == 303
    assert answer["Location"].startswith("https://wa.me/6281234567890?text=Halo%2C%20saya")
    assert "no-store" in answer["Cache-Control"]
    assert answer.cookies == {}
    assert counted() == [(listing.pk, timezone.localdate(), 1)]


def test_in_english_the_first_words_are_english(client, listing):
    answer = client.get(f"/en/produk/{listing.pk}/wa/", headers=PHONE)

    assert "text=Hello%2C%20I%20saw" in answer["Location"]


def test_pages_stay_as_they_are_kept(client, listing):
    before = content_version()

    pressed(client, listing)

    assert content_version() == before


def test_one_network_counts_a_few_times_and_others_go_on(client, listing):
    answers = [pressed(client, listing) for _time in range(5)]
    pressed(client, listing, REMOTE_ADDR="203.0.113.7")

    assert {answer.status_code for answer in answers} == {303}
    assert counted() == [(listing.pk, timezone.localdate(), 4)]


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1)",
        "facebookexternalhit/1.1",
        "WhatsApp/2.24",
        "curl/8.5",
    ],
)
def test_programs_are_led_on_and_not_counted(client, listing, agent):
    answer = pressed(client, listing, headers={"User-Agent": agent})

    assert (answer.status_code, counted()) == (303, [])


def test_a_look_at_the_head_is_no_press(client, listing):
    answer = client.head(f"/produk/{listing.pk}/wa/", headers=PHONE)

    assert (answer.status_code, counted()) == (303, [])


@pytest.mark.parametrize("header", ["Sec-Purpose", "Purpose", "X-Moz"])
def test_what_is_fetched_ahead_is_fetched_again_when_it_is_pressed(client, listing, header):
    answer = pressed(client, listing, headers=PHONE | {header: "prefetch;prerender"})

    assert (answer.status_code, counted()) == (503, [])
    assert "Location" not in answer


def test_a_withdrawn_listing_tells_no_number(client, listing):
    listing.published_at = None
    listing.save()
    publish_listing(listing, by=None, now=NOON)
    withdraw_listing(listing, by=None, now=NOON + timedelta(hours=1))

    answer = pressed(client, listing)

    assert (answer.status_code, counted()) == (404, [])
    assert b"6281234567890" not in answer.content


def test_a_seller_who_agreed_to_nothing_is_not_reached(client, listing):
    listing.seller.contact_of = ""
    listing.seller.save()

    assert pressed(client, listing).status_code == 404
    assert client.get(f"/acara/{listing.pk}/wa/", headers=PHONE).status_code == 404
    assert client.post(f"/produk/{listing.pk}/wa/", headers=PHONE).status_code == 405


def test_an_order_goes_through_when_nothing_can_be_counted(client, listing, monkeypatch):
    def fail(*_args, **_named):
        raise OperationalError

    monkeypatch.setattr("balai.portal.views.chats.count_press", fail)

    assert pressed(client, listing).status_code == 303


def test_a_listing_called_like_a_noun_below_it_keeps_a_page_of_its_own(client):
    listing = make_listing("WA")

    assert listing.get_absolute_url() == f"/produk/{listing.pk}/wa-product/"
    assert client.get(listing.get_absolute_url()).status_code == 200
