"""A season opens and closes what a community keeps, at midnight in WITA."""

from datetime import datetime, timedelta

import pytest

from balai.catalogue.actions.doors import settle_due
from balai.catalogue.actions.listings import publish_listing
from balai.catalogue.models import Listing, Protocol
from balai.catalogue.tests.protocols import Keepers, is_shown, season, who_sees
from tests.factories import NOON, WITA, make_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def keepers():
    return Keepers()


@pytest.fixture
def listing(keepers):
    listing = make_listing("Tari hudoq", kind="culture", village=keepers.village, published_at=None)
    publish_listing(listing, by=None, now=NOON)
    return listing


def at(day):
    return datetime.fromisoformat(f"{day}T00:00:00").replace(tzinfo=WITA)


def test_a_season_closes_at_midnight_though_nobody_sweeps(keepers, listing, monkeypatch):
    keepers.keep_as(listing, season("2024-11-20", "2024-11-25"))
    seen = [is_shown(listing)]

    for moment in (at("2026-11-26") - timedelta(seconds=1), at("2026-11-26")):
        monkeypatch.setattr("django.utils.timezone.now", lambda moment=moment: moment)
        seen.append(Listing.objects.public().exists())
        seen.append(bool(who_sees(listing, "Usat")))

    assert seen == [True, True, True, False, True]


def test_a_sweep_opens_and_closes_with_counts_and_search(keepers, listing, monkeypatch):
    keepers.keep_as(listing, season("2024-11-25", "2024-11-25"))
    seen = [is_shown(listing)]

    for day in ("2026-11-25", "2026-11-26", "2027-11-25"):
        monkeypatch.setattr("django.utils.timezone.now", lambda day=day: at(day))
        swept = [settle_due(now=at(day)), settle_due(now=at(day))]
        seen.append((swept, is_shown(listing)))

    assert seen == [False, ([1, 0], True), ([1, 0], False), ([1, 0], True)]
    assert Protocol.objects.get().changes_at == at("2027-11-26")


def test_a_page_kept_from_before_midnight_is_not_shown_after_it(
    keepers, listing, settings, client, monkeypatch
):
    settings.PAGE_CACHE_SECONDS = 300_000
    keepers.keep_as(listing, season("2024-11-20", "2024-11-25"))
    before = client.get("/budaya/").content.decode()

    monkeypatch.setattr("django.utils.timezone.now", lambda: at("2026-11-26"))
    after = client.get("/budaya/").content.decode()

    assert "Tari hudoq" in before
    assert "Tari hudoq" not in after
    # The first who came had it counted out, too.
    assert not is_shown(listing)
    assert not Protocol.objects.filter(changes_at__lte=at("2026-11-26")).exists()


def test_a_page_kept_from_before_midnight_is_not_shown_though_nothing_can_be_written(
    keepers, listing, settings, client, monkeypatch
):
    settings.PAGE_CACHE_SECONDS = 300_000
    keepers.keep_as(listing, season("2024-11-20", "2024-11-25"))
    client.get("/budaya/")
    monkeypatch.setattr("balai.catalogue.middleware.settle_due", lambda *, now: 0)

    monkeypatch.setattr("django.utils.timezone.now", lambda: at("2026-11-26"))

    assert "Tari hudoq" not in client.get("/budaya/").content.decode()
