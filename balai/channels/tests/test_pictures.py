"""Share pictures and posters: fetched by messengers, printed by people."""

import struct
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import date, timedelta
from itertools import islice
from threading import Event

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from balai.accounts.models import Person
from balai.catalogue.actions.listings import publish_listing
from balai.channels.drawing import Line
from balai.channels.kept import KEPT_FOR, throw_away_old
from balai.channels.pictures import picture_address, picture_of_listing, poster_of_listing
from balai.channels.tasks import draw_ahead, draw_pictures
from balai.channels.views.answers import answer_drawing
from tests.factories import NOON, make_listing

LISTING_ADDRESSES = ["/produk/{}/bagikan.png", "/en/produk/{}/bagikan.png",
                     "/produk/{}/poster.pdf", "/en/produk/{}/poster.pdf"]  # fmt: skip
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def fetched(address):
    """Ask in a thread, which has a connection of its own to close."""
    try:
        return Client().get(address)
    finally:
        connection.close()


@pytest.mark.parametrize(
    "address",
    ["/produk/{}/bagikan.png", "/en/produk/{}/bagikan.png", "/desa/64.03.01.2005/bagikan.png",
     "/en/desa/64.03.01.2005/bagikan.png", "/bagikan.png", "/en/bagikan.png"],
)  # fmt: skip
def test_a_share_picture_is_what_messengers_ask_for(client, address):
    listing = make_listing("Madu hutan")

    answer = client.get(address.format(listing.pk))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert struct.unpack(">II", answer.content[16:24]) == (1200, 630)
    assert len(answer.content) < 300_000


@pytest.mark.parametrize(
    "address",
    ["/produk/{}/poster.pdf", "/en/produk/{}/poster.pdf", "/desa/64.03.01.2005/poster.pdf"],
)
def test_a_poster_is_a_document_to_print(client, address):
    listing = make_listing("Madu hutan")

    answer = client.get(address.format(listing.pk))

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize("address", LISTING_ADDRESSES)
@pytest.mark.parametrize("state", [{"published_at": None}, {"withdrawn_at": NOON}])
def test_what_is_hidden_has_no_picture_and_no_poster(client, kept_files, address, state):
    listing = make_listing(**state)

    answer = client.get(address.format(listing.pk))

    assert answer.status_code == 404
    assert kept_files() == []


@pytest.mark.parametrize(
    "address",
    ["/wisata/{}/bagikan.png", "/produk/999999/bagikan.png", "/desa/64.03.01.2099/bagikan.png",
     "/desa/64.03/poster.pdf"],
)  # fmt: skip
def test_what_is_not_there_has_no_picture(client, address):
    listing = make_listing()

    assert client.get(address.format(listing.pk)).status_code == 404


def test_a_picture_is_drawn_once_and_not_sent_twice(client, kept_files):
    listing = make_listing()
    address = f"/produk/{listing.pk}/bagikan.png"

    first = client.get(address)
    second = client.get(address)
    third = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert first.content == second.content
    assert (third.status_code, third.content) == (304, b"")
    assert len(kept_files()) == 1


def test_a_changed_title_draws_anew_under_another_address(client, kept_files):
    listing = make_listing("Madu")
    address = f"/produk/{listing.pk}/bagikan.png"
    before = client.get(address)
    named_before = picture_address(listing, regency="Berau", cover=None)
    listing.title = "Madu asli"
    listing.save()

    after = client.get(address, headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert after.content != before.content
    assert picture_address(listing, regency="Berau", cover=None) != named_before
    assert len(kept_files()) == 2


@pytest.mark.parametrize(
    "address", ["{}", "/produk/1/bagikan.png", "/produk/1/poster.pdf", "/bagikan.png",
                "/desa/64.03.01.2005/bagikan.png", "/desa/64.03.01.2005/poster.pdf"],
)  # fmt: skip
def test_whoever_keeps_a_picture_asks_again_each_time(client, address):
    listing = make_listing(pk=1)
    named = picture_address(listing, regency="Berau", cover=None).removeprefix(
        "http://balai.example"
    )

    answer = client.get(address.format(named))
    again = client.get(address.format(named), headers={"If-None-Match": answer["ETag"]})

    assert (answer.status_code, again.status_code) == (200, 304)
    assert answer["Cache-Control"] == again["Cache-Control"] == "public, no-cache"


def test_a_picture_for_somebody_signed_in_stays_with_them():
    request = RequestFactory().get("/produk/1/bagikan.png")
    request.user = Person.objects.create_person(email="mira@balai.example", name="Mira")

    answer = answer_drawing(
        request, picture_of_listing(make_listing(), regency="Berau", cover=None)
    )

    assert answer["Cache-Control"] == "private, no-cache"


@pytest.mark.django_db(transaction=True)
def test_a_crowd_that_asks_for_posters_leaves_the_pages_to_others(client, monkeypatch):
    may_end = Event()

    def slow_press(_poster, *, seconds):
        assert may_end.wait(10)
        return b"%PDF-1.7 %%EOF"

    monkeypatch.setattr("balai.channels.pictures.poster", slow_press)
    addresses = [f"/produk/{make_listing(f'Madu {one}').pk}/poster.pdf" for one in range(8)]
    with ThreadPoolExecutor(8) as crowd:
        asked = [crowd.submit(fetched, address) for address in addresses]
        refused = [one.result() for one in islice(as_completed(asked, timeout=10), 6)]
        page = client.get("/cari/?q=madu")
        may_end.set()
        drawn = [one.result() for one in asked if one.result() not in refused]

    assert {answer.status_code for answer in refused} == {503}
    assert page.status_code == 200
    assert [answer.status_code for answer in drawn] == [200, 200]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("", "Banyak gambar sedang dibuat. Coba lagi beberapa detik lagi."),
        ("/en", "Many pictures are being drawn just now. Please try again in a few seconds."),
    ],
)
def test_who_comes_while_the_line_is_full_is_told_when_to_come_back(
    client, monkeypatch, kept_files, caplog, language, sentence
):
    line = Line(places=1)
    monkeypatch.setattr("balai.channels.kept._LINE", line)
    address = f"{language}/produk/{make_listing().pk}/poster.pdf"

    with line.turn(seconds=1):
        answer = client.get(address)

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == sentence
    assert kept_files() == []
    assert [each.levelname for each in caplog.records if each.levelname == "ERROR"] == []
    assert client.get(address).status_code == 200


def test_what_is_kept_is_answered_while_the_line_is_full(client, monkeypatch):
    address = f"/produk/{make_listing().pk}/bagikan.png"
    before = client.get(address)
    line = Line(places=1)
    monkeypatch.setattr("balai.channels.kept._LINE", line)

    with line.turn(seconds=1):
        answers = [client.get(address), client.get(address, headers={"If-None-Match": "*"})]

    assert [answer.status_code for answer in answers] == [200, 304]
    assert answers[0].content == before.content


def test_pictures_are_drawn_ahead_once_what_they_show_is_saved(
    django_capture_on_commit_callbacks, kept_files
):
    listing = make_listing()

    with django_capture_on_commit_callbacks() as waiting:
        draw_ahead(listing.pk)
        enqueued_within = DBTaskResult.objects.count()
    waiting[0]()

    assert enqueued_within == 0
    assert DBTaskResult.objects.get().args_kwargs["args"] == [listing.pk]
    assert kept_files() == []


def test_drawing_ahead_leaves_nothing_to_draw_for_the_first_who_asks(client, kept_files):
    listing = make_listing("Madu", title_en="Honey")

    draw_pictures.call(listing.pk)
    drawn_ahead = kept_files()
    client.get(f"/produk/{listing.pk}/bagikan.png")
    client.get(f"/en/produk/{listing.pk}/bagikan.png")
    client.get("/desa/64.03.01.2005/bagikan.png")
    client.get("/en/desa/64.03.01.2005/bagikan.png")

    assert drawn_ahead != []
    assert kept_files() == drawn_ahead


def test_drawing_ahead_twice_draws_once(kept_files):
    listing = make_listing()
    draw_pictures.call(listing.pk)
    once = kept_files()

    draw_pictures.call(listing.pk)

    assert kept_files() == once


def test_nothing_is_drawn_ahead_of_what_was_withdrawn_meanwhile(kept_files):
    listing = make_listing(withdrawn_at=NOON)

    draw_pictures.call(listing.pk)

    assert kept_files() == []


def test_what_is_old_is_thrown_away_from_the_shelves_that_are_drawn_for(kept_files):
    listing = make_listing()
    draw_pictures.call(listing.pk)
    drawn_now = kept_files()
    shelves = {str(path).rpartition("/")[0].rpartition("/")[2] for path in drawn_now}
    just_before = timezone.now() + KEPT_FOR - timedelta(minutes=1)
    just_after = timezone.now() + KEPT_FOR + timedelta(minutes=1)

    assert sum(throw_away_old(shelf, now=just_before) for shelf in shelves) == 0
    assert sum(throw_away_old(shelf, now=just_after) for shelf in shelves) == len(drawn_now)
    assert kept_files() == []


def test_publishing_has_the_pictures_drawn_once_it_is_committed(
    django_capture_on_commit_callbacks,
):
    listing = make_listing(published_at=None)

    with django_capture_on_commit_callbacks(execute=True):
        publish_listing(listing, by=None, now=NOON)

    assert DBTaskResult.objects.ready().count() == 1


@pytest.mark.parametrize(
    ("said", "label"),
    [
        (
            {"status": "cancelled", "start_on": date(2027, 4, 20)},
            "Acara · Dibatalkan. 20 April 2027",
        ),
        ({"status": "undated", "recurrence": "setiap tahun"}, "Acara · Setiap tahun"),
    ],
)
def test_a_poster_and_a_picture_of_an_event_say_when_and_whether(said, label):
    listing = make_listing("Lom Plai", kind="event", details=said)

    poster = poster_of_listing(listing, regency="Berau", cover=None, today=date(2026, 11, 24))
    picture = picture_of_listing(listing, regency="Berau", cover=None)

    assert (poster.shows.kind, picture.shows.kind) == (label, label)
