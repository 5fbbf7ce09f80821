"""The way round the workroom is short for everybody, and leads to each of their rooms."""

import pytest

from balai.accounts.tests.entering import enter, make_officer
from balai.portal.context import MOST_SIDE_BY_SIDE
from tests.factories import make_community, make_member, make_region, make_role

pytestmark = pytest.mark.django_db
MERASA = "64.03.01.2005"


def way_round(client):
    """Read the navigation as it stands on the first page: words, with the rooms they open."""
    groups = client.get("/kerja/").context["work_groups"]
    return [
        (group.name, [link.name for link in group.links]) if len(group.links) > 1 else link.name
        for group in groups
        for link in group.links[:1]
    ]


def of(client, name, kind, area_code=MERASA):
    make_region()
    client.force_login(make_role(name, kind, area_code).person)
    return way_round(client)


def test_an_officer_of_the_province_finds_its_rooms_behind_four_words(client):
    make_region()
    make_officer(kind="province_officer", area_code="64")
    enter(client)

    assert way_round(client) == [
        "Ruang kerja",
        ("Pekerjaan", ["Kegiatan", "Desa", "Perlu diperiksa"]),
        ("Orang", ["Orang dan peran", "Persetujuan", "Permintaan data"]),
        ("Lainnya", ["Kiriman", "Kursus", "Pengaturan provinsi", "Akun"]),
    ]


def test_an_operator_finds_the_own_rooms(client):
    assert of(client, "Mira", "operator") == [
        "Ruang kerja",
        ("Pekerjaan", ["Kegiatan", "Sajian", "Pesan"]),
        ("Orang", ["Orang dan peran", "Persetujuan"]),
        ("Lainnya", ["Kiriman", "Akun"]),
    ]


def test_few_rooms_stand_side_by_side(client):
    assert of(client, "Usat", "representative") == [
        "Ruang kerja",
        "Protokol budaya",
        "Kiriman",
        "Akun",
    ]


def test_nobody_has_more_words_than_stand_side_by_side(client):
    make_region()
    mira = make_officer(kind="province_officer", area_code="64")
    for kind in ("village_head", "operator", "representative", "reviewer"):
        make_role("Mira", kind, MERASA)
    make_member(make_community(), "Mira")
    enter(client)

    words = way_round(client)

    assert len(words) == MOST_SIDE_BY_SIDE
    assert mira.name == "Mira"


def test_the_word_of_the_room_one_is_in_is_marked(client):
    of(client, "Mira", "operator")

    page = client.get("/kerja/pesan/").content.decode()

    assert '<summary aria-current="true">Pekerjaan</summary>' in page
    assert '<a href="/kerja/pesan/" aria-current="page">Pesan</a>' in page
    assert page.partition("<nav")[2].partition("</nav>")[0].count("aria-current") == 2
