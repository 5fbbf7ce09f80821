from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from balai.accounts.actions.roles import end_role, give_role, hand_over_role
from balai.accounts.errors import (
    AreaDoesNotFitRole,
    MayNotGiveRole,
    PersonForgotten,
    RoleHasEnded,
    RoleHeldAlready,
)
from balai.accounts.models import Person, Role, RoleKind
from balai.accounts.rules import AREA_LEVELS, Right
from balai.accounts.visitors import VISITOR, rights_of
from balai.core.models import AuditEntry
from tests.factories import NOON, make_person, make_role

pytestmark = pytest.mark.django_db

PROVINCE, REGENCY, VILLAGE = "64", "64.03", "64.03.01.2005"
VILLAGE_ELSEWHERE = "64.02.08.2009"
OPERATOR = Right("operator", VILLAGE)


def trail():
    return list(AuditEntry.objects.order_by("pk").values_list("act", "area_code", "by_number"))


def rows():
    return list(Role.objects.order_by("pk").values())


def test_a_role_is_given_with_its_line_in_the_trail():
    head = make_role("Ines", "village_head", VILLAGE).person

    role = give_role(make_person("Mira"), OPERATOR, by=head, now=NOON, reason="SK 3/2026")

    assert rights_of(make_person("Mira")) == {OPERATOR}
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.thing, entry.thing_number) == (
        "accounts.role_given",
        "accounts.role",
        role.pk,
    )
    assert (entry.by_number, entry.area_code, entry.reason) == (head.pk, VILLAGE, "SK 3/2026")


@pytest.mark.parametrize(
    ("giver", "kind", "area_code"),
    [
        (("province_officer", PROVINCE), "province_officer", PROVINCE),
        (("province_officer", PROVINCE), "regency_officer", REGENCY),
        (("province_officer", PROVINCE), "operator", VILLAGE),
        (("province_officer", PROVINCE), "reviewer", REGENCY),
        (("regency_officer", REGENCY), "village_head", VILLAGE),
        (("regency_officer", REGENCY), "operator", VILLAGE),
        (("regency_officer", REGENCY), "reviewer", VILLAGE),
        (("village_head", VILLAGE), "operator", VILLAGE),
        (("village_head", VILLAGE), "representative", VILLAGE),
    ],
)
def test_authority_flows_down_the_code(giver, kind, area_code):
    by = make_role("Ines", *giver).person

    give_role(make_person("Mira"), Right(kind, area_code), by=by, now=NOON)

    assert rights_of(make_person("Mira")) == {Right(kind, area_code)}


@pytest.mark.parametrize(
    ("giver", "kind", "area_code"),
    [
        (("regency_officer", REGENCY), "province_officer", PROVINCE),
        (("regency_officer", REGENCY), "regency_officer", REGENCY),
        (("regency_officer", REGENCY), "operator", VILLAGE_ELSEWHERE),
        (("regency_officer", REGENCY), "reviewer", PROVINCE),
        (("province_officer", PROVINCE), "operator", "65.01.01.2001"),
        (("province_officer", PROVINCE), "representative", VILLAGE),
        (("regency_officer", REGENCY), "representative", VILLAGE),
        (("village_head", VILLAGE), "village_head", VILLAGE),
        (("village_head", VILLAGE), "operator", VILLAGE_ELSEWHERE),
        (("operator", VILLAGE), "operator", VILLAGE),
        (("representative", VILLAGE), "representative", VILLAGE),
        (("reviewer", PROVINCE), "operator", VILLAGE),
    ],
)
def test_nobody_gives_what_is_not_theirs_to_give(giver, kind, area_code):
    by = make_role("Ines", *giver).person
    mira, before = make_person("Mira"), rows()

    with pytest.raises(MayNotGiveRole):
        give_role(mira, Right(kind, area_code), by=by, now=NOON)

    assert (rows(), trail()) == (before, [])


@pytest.mark.parametrize(
    ("kind", "area_code"),
    [
        ("operator", REGENCY),
        ("regency_officer", VILLAGE),
        ("province_officer", REGENCY),
        ("reviewer", "64.3"),
        ("reviewer", ""),
        ("reviewer", "64.03.01.200x"),
    ],
)
def test_a_role_has_an_area_that_fits(kind, area_code):
    with pytest.raises(AreaDoesNotFitRole):
        give_role(make_person("Mira"), Right(kind, area_code), by=None, now=NOON)

    assert (rows(), trail()) == ([], [])


def test_a_role_is_held_once():
    give_role(make_person("Mira"), OPERATOR, by=None, now=NOON)
    before = rows(), trail()

    with pytest.raises(RoleHeldAlready):
        give_role(make_person("Mira"), OPERATOR, by=None, now=NOON)

    assert (rows(), trail()) == before


def test_a_forgotten_person_is_given_nothing():
    mira = Person.objects.create(name="", forgotten_at=NOON)

    with pytest.raises(PersonForgotten):
        give_role(mira, OPERATOR, by=None, now=NOON)

    assert (rows(), trail()) == ([], [])


def test_a_right_ends_with_its_role_and_can_be_given_again():
    role = make_role("Mira", "operator", VILLAGE)
    head = make_role("Ines", "village_head", VILLAGE).person

    end_role(role, by=head, now=NOON + timedelta(days=1))

    assert rights_of(make_person("Mira")) == frozenset()
    assert trail() == [("accounts.role_ended", VILLAGE, head.pk)]
    give_role(make_person("Mira"), OPERATOR, by=head, now=NOON)
    assert rights_of(make_person("Mira")) == {OPERATOR}


def test_a_role_ends_once():
    role = make_role("Mira", "operator", VILLAGE)
    end_role(role, by=role.person, now=NOON)
    before = rows(), trail()

    with pytest.raises(RoleHasEnded):
        end_role(role, by=role.person, now=NOON + timedelta(days=1))

    assert (rows(), trail()) == before


def test_an_operator_hands_over_to_the_next():
    role = make_role("Mira", "operator", VILLAGE)

    hand_over_role(role, to=make_person("Tomas"), by=role.person, now=NOON)

    assert rights_of(make_person("Mira")) == frozenset()
    assert rights_of(make_person("Tomas")) == {OPERATOR}
    assert [act for act, *_ in trail()] == ["accounts.role_ended", "accounts.role_given"]


def test_a_handover_that_cannot_begin_does_not_end():
    role = make_role("Mira", "operator", VILLAGE)
    make_role("Tomas", "operator", VILLAGE)
    before = rows()

    with pytest.raises(RoleHeldAlready):
        hand_over_role(role, to=make_person("Tomas"), by=role.person, now=NOON)

    assert (rows(), trail()) == (before, [])


def test_a_neighbour_hands_nothing_over():
    role = make_role("Mira", "operator", VILLAGE)
    ines = make_role("Ines", "operator", VILLAGE_ELSEWHERE).person
    before = rows()

    with pytest.raises(MayNotGiveRole):
        hand_over_role(role, to=ines, by=ines, now=NOON)

    assert (rows(), trail()) == (before, [])


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "operator", "area_code": REGENCY},
        {"kind": "mayor", "area_code": REGENCY},
        {"kind": "reviewer", "area_code": ""},
        {"kind": "operator", "area_code": VILLAGE, "ended_at": NOON - timedelta(days=1)},
    ],
    ids=["area", "kind", "nowhere", "ended before it began"],
)
def test_the_database_refuses(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.create(person=make_person(), given_at=NOON, **fields)

    assert rows() == []


def test_somebody_who_held_a_role_is_not_deleted():
    person = make_role("Mira", "operator", VILLAGE).person

    with pytest.raises(ProtectedError):
        person.delete()

    assert Role.objects.count() == 1


def test_a_visitor_is_nothing_and_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert rights_of(VISITOR) == frozenset()


def test_every_kind_of_role_has_its_areas():
    assert set(AREA_LEVELS) == set(RoleKind.values)
