import pytest
from django.db import IntegrityError, transaction

from balai.accounts.actions.roles import end_role, give_role, hand_over_role
from balai.accounts.errors import AreaDoesNotFitRole, MayNotGiveRole, RoleHeldAlready
from balai.accounts.models import Role
from balai.accounts.rules import Right
from balai.accounts.visitors import VISITOR, rights_of
from balai.core.models import AuditEntry
from balai.registry.actions.members import add_member
from balai.registry.errors import OrganisationElsewhere
from balai.registry.queries.organisations import organisations_of
from tests.factories import NOON, make_organisation, make_person, make_region, make_role

pytestmark = pytest.mark.django_db

VILLAGE, VILLAGE_ELSEWHERE = "64.03.01.2005", "64.02.08.2009"


def add(name="Mira", *, giver=("Ines", "operator", VILLAGE), village=VILLAGE):
    by = make_role(*giver).person
    return add_member(
        make_organisation(), make_person(name), village=make_region(village), by=by, now=NOON
    )


def test_an_operator_makes_somebody_a_member(django_assert_num_queries):
    role = add()

    mira = make_person("Mira")
    with django_assert_num_queries(1):
        assert [str(one) for one in organisations_of(mira)] == ["Petani kakao Merasa"]
    assert rights_of(mira) == {Right("member", VILLAGE, role.organisation_number)}
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.area_code) == ("accounts.role_given", VILLAGE)


@pytest.mark.parametrize(
    "giver",
    [
        ("Ines", "village_head", VILLAGE),
        ("Ines", "regency_officer", "64.03"),
        ("Ines", "province_officer", "64"),
    ],
)
def test_those_above_an_operator_do_so_too(giver):
    add(giver=giver)

    assert organisations_of(make_person("Mira")).count() == 1


@pytest.mark.parametrize(
    "giver",
    [
        ("Ines", "operator", VILLAGE_ELSEWHERE),
        ("Ines", "regency_officer", "64.02"),
        ("Ines", "representative", VILLAGE),
        ("Ines", "reviewer", VILLAGE),
    ],
)
def test_others_do_not(giver):
    with pytest.raises(MayNotGiveRole):
        add(giver=giver)

    assert organisations_of(make_person("Mira")).count() == 0


def test_a_member_is_one_of_the_people_of_a_village_that_is_served():
    with pytest.raises(OrganisationElsewhere):
        add(giver=("Ines", "operator", VILLAGE_ELSEWHERE), village=VILLAGE_ELSEWHERE)

    assert Role.objects.filter(kind="member").exists() is False


def test_somebody_is_a_member_of_an_organisation_once_but_of_several_organisations():
    add()
    weavers, mira = make_organisation("Penenun Merasa"), make_person("Mira")
    add_member(weavers, mira, village=make_region(), by=None, now=NOON)

    with pytest.raises(RoleHeldAlready):
        add_member(weavers, mira, village=make_region(), by=None, now=NOON)

    assert organisations_of(mira).count() == 2


def test_a_membership_ends_and_is_handed_over_like_any_role():
    role = add()

    handed = hand_over_role(role, to=make_person("Tomas"), by=make_person("Mira"), now=NOON)

    assert [organisations_of(make_person(name)).count() for name in ("Mira", "Tomas")] == [0, 1]
    end_role(handed, by=make_person("Ines"), now=NOON)
    assert organisations_of(make_person("Tomas")).count() == 0


def test_a_visitor_is_no_member_and_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(organisations_of(VISITOR)) == []


@pytest.mark.parametrize(
    "right",
    [Right("member", VILLAGE), Right("operator", VILLAGE, 1), Right("member", "64.03", 1)],
    ids=["of nothing", "an operator of an organisation", "of a regency"],
)
def test_only_members_are_of_an_organisation(right):
    with pytest.raises(AreaDoesNotFitRole):
        give_role(make_person(), right, by=None, now=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.create(person=make_person(), given_at=NOON, **right._asdict())
