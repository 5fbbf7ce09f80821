"""The demo province: each fact of the seed list once, with its source, and no hub called open."""

import csv
import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

from balai.catalogue.actions import counts
from balai.catalogue.actions.listings import withdraw_listing
from balai.catalogue.models import Listing, ListingCount
from balai.core import search
from balai.portal.actions.demo import FOLDER, load_demo
from balai.registry.actions.bundled import load_bundled_regions
from balai.registry.models import Organisation, ProfileFact, Region, VillageProfile
from tests.factories import NOON

SEEDS = Path(__file__).resolve().parents[4] / "shared/data/villages_seed.csv"


def rows(name, table):
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)[table]


def listings():
    return [row for file in FOLDER.glob("listings_*.toml") for row in rows(file.stem, "listing")]


@pytest.fixture
def demo(db):
    load_bundled_regions()
    return load_demo(now=NOON)


def test_every_fact_of_the_seed_list_is_told():
    told = {
        number
        for row in [
            *listings(),
            *rows("organisations", "organisation"),
            *rows("profile_facts", "fact"),
        ]
        for number in row["seed"]
    }

    assert told == set(range(1, 127))


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed list is not beside this repository")
def test_each_listing_names_the_page_of_its_facts():
    with SEEDS.open(encoding="utf-8", newline="") as file:
        pages = [row["source_url"] for row in csv.DictReader(file)]

    unnamed = [
        row["key"]
        for row in listings()
        if not {pages[number - 1] for number in row["seed"]}
        <= {one["url"] for one in row["source"]}
    ]

    assert unnamed == []


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed list is not beside this repository")
def test_no_sentence_of_the_seed_list_is_copied():
    with SEEDS.open(encoding="utf-8", newline="") as file:
        facts = [" ".join(row["fact"].lower().split()) for row in csv.DictReader(file)]
    told = " ".join(f"{row['text']} {row['text_en']}" for row in listings()).lower()

    assert [fact for fact in facts if len(fact) > 40 and fact in told] == []


def test_hub_candidates_are_never_called_open():
    candidates = [row for row in rows("profile_facts", "fact") if row["topic"] == "hub_candidate"]

    assert len(candidates) == 4
    assert all(re.search(r"calon|percontohan", row["text"].lower()) for row in candidates)


@pytest.mark.slow
def test_loading_writes_it_all(demo):
    assert demo == {
        "sectors": 22, "organisations": 20, "listings": 99, "profiles": 85, "facts": 40,
    }  # fmt: skip
    assert Listing.objects.standing().count() == 99
    assert Organisation.objects.count() == 20
    assert VillageProfile.objects.count() == 85
    assert ProfileFact.objects.count() == 40
    assert Region.objects.villages().desa().count() == 841
    kept = ListingCount.objects.filter(standing_count__gt=0)
    assert {
        (row.kind, row.regency_code, row.sector_number): row.standing_count for row in kept
    } == dict(counts.counted_anew())


@pytest.mark.slow
def test_loading_again_changes_nothing(demo):
    before = list(
        Listing.objects.order_by("pk").values_list("pk", "key", "refreshed_at", "motif_salt")
    )

    load_demo(now=NOON)

    after = list(
        Listing.objects.order_by("pk").values_list("pk", "key", "refreshed_at", "motif_salt")
    )
    assert after == before


@pytest.mark.slow
def test_setting_up_again_leaves_what_was_changed(demo):
    beans = Listing.objects.get(key="merasa-biji-kakao")
    withdraw_listing(beans, by=None, now=NOON)

    call_command("load_demo", if_empty=True)

    beans.refresh_from_db()
    assert not beans.is_standing


@pytest.mark.slow
@pytest.mark.parametrize("word", ["coklat", "cokelat", "kakao", "cacao", "cocoa"])
def test_every_word_for_cocoa_finds_merasas(demo, word):
    beans = Listing.objects.get(key="merasa-biji-kakao")

    assert beans.pk in search.find(word, thing="listing").numbers


@pytest.mark.slow
def test_only_example_numbers_are_known(demo):
    numbers = Organisation.objects.exclude(whatsapp_number="")

    assert {one.whatsapp_number for one in numbers} == {f"62800000000{n}" for n in range(1, 6)}
    assert all(one.contact_is_example for one in numbers)
