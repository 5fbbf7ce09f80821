"""The province chooses for each kind of listing who reviews it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from balai.catalogue import permissions
from balai.catalogue.actions.settings import set_reviewer
from balai.catalogue.errors import MayNotChoose
from balai.catalogue.models import Kind, Reviewing, ReviewRule
from balai.catalogue.tests.village import make_cast, make_submitted, person
from balai.core import search
from balai.core.models import AuditEntry
from tests.factories import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def _cast():
    make_cast()


def choose(kind, who, *, by="Provinsi", province_code="64", now=NOON):
    return set_reviewer(
        Kind(kind), Reviewing(who), province_code=province_code, by=person(by), now=now
    )


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("area", {"Hana", "Rita", "Berau", "Provinsi"}),
        ("head", {"Hana"}),
        ("regency", {"Rita", "Berau", "Provinsi"}),
        ("none", {"Hana", "Rita", "Berau", "Provinsi"}),
    ],
)
def test_the_province_chooses_who_reviews_a_kind(who, may):
    revision = make_submitted()
    choose("product", who)
    choose("stay", "head")

    everybody = ("Mira", "Tomas", "Hana", "Ines", "Rita", "Berau", "Kukar", "Provinsi")

    assert {name for name in everybody
            if permissions.may_review(person(name), revision.listing)} == may  # fmt: skip


def test_what_nobody_has_to_review_is_published_when_it_is_sent():
    choose("product", "none")

    revision = make_submitted()

    assert (revision.state, revision.decided_by) == ("accepted", None)
    assert search.find("madu", thing="listing").numbers == [revision.listing_id]
    assert permissions.may_publish(person("Mira"), revision.listing)


def test_a_choice_keeps_what_was_chosen_before():
    choose("product", "head")
    choose("product", "head", now=LATER)
    choose("product", "none", now=LATER)

    rules = ReviewRule.objects.order_by("pk").values_list("who", "replaced_at")
    assert list(rules) == [("head", LATER), ("none", None)]
    reasons = AuditEntry.objects.order_by("pk").values_list("reason", flat=True)
    assert list(reasons) == ["product: area → head", "product: head → none"]


@pytest.mark.parametrize(
    ("name", "province_code"), [("Berau", "64"), ("Hana", "64"), ("Provinsi", "63")]
)
def test_only_an_officer_of_the_province_chooses(name, province_code):
    with pytest.raises(MayNotChoose):
        choose("product", "none", by=name, province_code=province_code)

    assert not ReviewRule.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_database_keeps_one_rule_in_force_and_no_rule_that_ends_before_it_began():
    choose("product", "head")

    for broken in ({"chosen_at": LATER}, {"chosen_at": LATER, "replaced_at": NOON}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReviewRule.objects.create(
                province_code="64", kind="product", who="none",
                chosen_by=person("Provinsi"), **broken,
            )  # fmt: skip

    assert ReviewRule.objects.count() == 1
