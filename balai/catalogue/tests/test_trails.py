"""Each act on a listing leaves its line, which the village reads."""

from datetime import timedelta

import pytest

from balai.catalogue.actions.drafts import save_draft, submit_draft
from balai.catalogue.actions.listings import withdraw_listing
from balai.catalogue.actions.reviews import accept_revision
from balai.catalogue.queries.trails import trail_of
from balai.catalogue.tests.village import make_cast, make_draft, person
from balai.core import audit
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def test_the_trail_of_a_listing_tells_who_did_what(django_assert_num_queries):
    make_cast()
    revision = make_draft()
    later = NOON + timedelta(minutes=1)
    save_draft(revision, {"words": {"reach": "Perahu."}}, by=person("Mira"), now=later)
    save_draft(revision, {"words": {"title_en": "Honey"}}, by=person("Tomas"), now=later)
    submit_draft(revision, by=person("Tomas"), now=later)
    listing = accept_revision(revision, by=person("Berau"), now=later)
    withdraw_listing(listing, by=None, now=later)
    audit.record("catalogue.bottle_filled", target=listing, by=person("Mira"), now=later)

    with django_assert_num_queries(2):
        trail = [(step.by, step.words) for step in trail_of(listing)]

    assert trail == [
        ("Mira", "Dimulai"),
        ("Mira", "Ditulis"),
        ("Tomas", "Ditulis"),
        ("Tomas", "Dikirim untuk ditinjau"),
        ("Berau", "Diterima dan tayang"),
        ("", "Ditarik"),
        ("Mira", "bottle filled"),
    ]
