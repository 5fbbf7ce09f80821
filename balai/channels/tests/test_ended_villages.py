"""Feeds, pictures and posters under a code that ended lead on, as the page does."""

from datetime import date

import pytest

from tests.factories import make_decree, make_listing, make_region

OLD, NEW = "64.03.01.2005", "64.03.01.2011"
pytestmark = pytest.mark.django_db
of_village = pytest.mark.parametrize("name", ["atom.xml", "bagikan.png", "poster.pdf"])


def make_ended(code, *successors):
    decree = make_decree("Kepmen 2")
    village = make_region(code, valid_until=date(2026, 1, 1), ended_by=decree)
    village.successors.add(*successors)
    return village


@of_village
@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("written", [OLD, "6403012005", f"{OLD}-merasa"])
def test_an_old_code_leads_to_the_same_of_its_successor(client, name, language, written):
    make_ended(OLD, make_region(NEW))

    answer = client.get(f"{language}/desa/{written}/{name}")

    assert (answer.status_code, answer["Location"]) == (301, f"{language}/desa/{NEW}/{name}")
    assert "no-cache" in answer["Cache-Control"]


def test_who_follows_an_old_feed_reads_the_new_one(client):
    village = make_region(NEW)
    make_ended(OLD, village)
    make_listing("Madu", village=village)

    answer = client.get(f"/desa/{OLD}/atom.xml", follow=True)

    assert answer.status_code == 200
    assert "<title>Madu</title>" in answer.content.decode()


@of_village
def test_a_code_changed_twice_leads_to_where_it_is_now(client, name):
    between = make_ended("64.03.01.2010", make_region(NEW))
    make_ended(OLD, between)

    assert client.get(f"/desa/{OLD}/{name}")["Location"] == f"/desa/{NEW}/{name}"


@of_village
@pytest.mark.parametrize("after", [[], [NEW, "64.03.01.2012"]], ids=["nothing", "two villages"])
def test_a_code_that_no_one_village_followed_has_none(client, name, after):
    make_ended(OLD, *map(make_region, after))

    assert client.get(f"/desa/{OLD}/{name}").status_code == 404
