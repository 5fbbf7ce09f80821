"""What an organisation shows of a person stands and falls with the consents for it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import Q

from balai.accounts.actions.consents import (
    Agreed,
    record_consent,
    withdraw_consent,
    write_giver_down,
)
from balai.accounts.consenting import ORGANISATION
from balai.accounts.models import Consent
from balai.accounts.visitors import VISITOR
from balai.core.events import publish
from balai.core.freshness import content_version
from balai.core.models import AuditEntry
from balai.registry.actions.agreed import say_whose_contact
from balai.registry.actions.members import add_member
from balai.registry.actions.own_organisations import Told, change_organisation, write_organisation
from balai.registry.errors import MayNotSayWhoseContact, MayNotWriteOrganisation
from balai.registry.events import RegionsEnded
from balai.registry.models import Organisation
from balai.registry.queries.villages import village_profile
from tests.factories import (
    NOON,
    make_organisation,
    make_person,
    make_privacy_request,
    make_region,
    make_role,
)

pytestmark = pytest.mark.django_db

VILLAGE, ELSEWHERE = "64.03.01.2005", "64.02.08.2009"
NUMBER = "6281234567890"


def make_maker(**fields):
    return make_organisation(
        "Dayang Rinai",
        **{"kind": "maker", "contact_of": "", "whatsapp_number": NUMBER, **fields},
    )


def agree(organisation, purpose):
    giver = write_giver_down("Dayang Rinai", area_code=VILLAGE, by=None, now=NOON)
    agreed = Agreed(
        purpose=purpose, thing=ORGANISATION, thing_number=organisation.pk, area_code=VILLAGE
    )
    return record_consent(giver, agreed, by=None, now=NOON, key=uuid4())


def shown(organisation):
    organisation.refresh_from_db()
    return organisation.public_name, organisation.public_number


def test_a_maker_shows_nothing_until_she_agrees():
    maker = make_maker()

    assert shown(maker) == ("", "")
    assert not Organisation.objects.public().exists()
    assert village_profile(VISITOR, make_region()).organisations == []


@pytest.mark.parametrize(
    ("purpose", "shows"), [("name", ("Dayang Rinai", "")), ("contact", ("", NUMBER))]
)
def test_a_maker_shows_just_what_she_agreed_to(purpose, shows):
    maker, version = make_maker(), content_version()

    agree(maker, purpose)

    assert shown(maker) == shows
    assert content_version() != version


@pytest.mark.parametrize(
    ("purpose", "shows"), [("name", ("", NUMBER)), ("contact", ("Dayang Rinai", ""))]
)
def test_what_she_withdraws_goes_and_the_other_stays(purpose, shows):
    maker = make_maker()
    consents = {one: agree(maker, one) for one in ("name", "contact")}

    make_role("Mira", "operator", VILLAGE)
    withdraw_consent(consents[purpose], by=make_person("Mira"), now=NOON + timedelta(days=1))

    assert shown(maker) == shows


def test_an_invented_number_is_nobodys():
    assert shown(make_maker(contact_is_example=True)) == ("", NUMBER)


@pytest.mark.parametrize(
    ("contact_of", "number"), [("organisation", NUMBER), ("person", ""), ("", "")]
)
def test_a_group_shows_its_own_number_and_no_persons(contact_of, number):
    group = make_organisation("Penenun", contact_of=contact_of, whatsapp_number=NUMBER)

    assert shown(group) == ("Penenun", number)


def test_a_group_shows_a_persons_number_while_that_person_agrees():
    group = make_organisation("Penenun", contact_of="person", whatsapp_number=NUMBER)

    agree(group, "contact")

    assert shown(group) == ("Penenun", NUMBER)


def test_the_word_of_a_group_opens_nothing_of_a_maker():
    assert shown(make_maker(contact_of="organisation")) == ("", "")


def test_who_works_there_sees_a_maker_who_agreed_to_nothing():
    maker = make_maker()
    seen = {
        name: list(Organisation.objects.visible_to(make_role(name, kind, area).person))
        for name, kind, area in [
            ("Mira", "operator", VILLAGE),
            ("Tomas", "regency_officer", "64.03"),
            ("Ines", "operator", ELSEWHERE),
            ("Lung", "regency_officer", "64.02"),
        ]
    }

    assert seen == {"Mira": [maker], "Tomas": [maker], "Ines": [], "Lung": []}
    assert list(Organisation.objects.visible_to(VISITOR)) == []


def test_a_member_sees_her_own_organisation_and_no_other_maker():
    own, _other = make_maker(), make_maker(key="tomas")
    mira = make_person("Mira")
    add_member(own, mira, village=make_region(), by=None, now=NOON)

    assert list(Organisation.objects.visible_to(mira)) == [own]


def test_the_public_page_shows_her_to_nobody_even_if_they_work_there():
    make_maker()
    mira = make_role("Mira", "operator", VILLAGE).person

    assert village_profile(mira, make_region()).organisations == []


def test_what_is_kept_equals_what_stands():
    for purposes in ((), ("name",), ("contact",), ("name", "contact")):
        maker = make_maker(key=f"pembuat-{'-'.join(purposes)}")
        for purpose in purposes:
            agree(maker, purpose)
    gone = agree(Organisation.objects.get(key="pembuat-"), "name")
    mira = make_role("Mira", "operator", VILLAGE).person
    withdraw_consent(gone, by=mira, now=NOON + timedelta(days=1))

    kept = {
        (number, purpose)
        for purpose in ("name", "contact")
        for number in Organisation.objects.filter(~Q(**{f"{purpose}_agreed_at": None})).values_list(
            "pk", flat=True
        )
    }

    assert kept == set(Consent.objects.standing().values_list("thing_number", "purpose"))


def test_who_works_there_says_whose_number_it_is():
    group = make_organisation("Penenun", contact_of="", whatsapp_number=NUMBER)
    mira = make_role("Mira", "operator", VILLAGE).person
    assert shown(group) == ("Penenun", "")

    say_whose_contact(group, "organisation", by=mira, now=NOON)

    assert shown(group) == ("Penenun", NUMBER)
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.by_number) == ("registry.contact_of_organisation", mira.pk)


@pytest.mark.parametrize(
    ("kind", "area_code"), [("operator", ELSEWHERE), ("reviewer", VILLAGE), ("member", VILLAGE)]
)
def test_nobody_else_says_whose_number_it_is(kind, area_code):
    group = make_organisation("Penenun", contact_of="", whatsapp_number=NUMBER)
    number = {"organisation_number": group.pk} if kind == "member" else {}
    ines = make_role("Ines", kind, area_code, **number).person

    with pytest.raises(MayNotSayWhoseContact):
        say_whose_contact(group, "organisation", by=ines, now=NOON)

    assert (shown(group), AuditEntry.objects.count()) == (("Penenun", ""), 0)


def test_consents_follow_their_village_to_its_new_code():
    maker = make_maker()
    consent = agree(maker, "name")
    request = make_privacy_request(area_code=VILLAGE)

    make_region(ELSEWHERE)
    publish(RegionsEnded(((VILLAGE, ELSEWHERE), ("64.03.01.2001", ""))))

    for row in (consent, consent.giver, request):
        row.refresh_from_db()
        assert row.area_code == ELSEWHERE


@pytest.mark.parametrize("kind", ["operator", "regency_officer"])
def test_nobody_writes_or_changes_an_organisation_of_elsewhere(kind):
    group = make_organisation("Penenun", about="Lama")
    ines = make_role("Ines", kind, ELSEWHERE if kind == "operator" else "64.02").person
    told = Told(name="Lain")

    with pytest.raises(MayNotWriteOrganisation):
        change_organisation(group, told, by=ines, now=NOON)
    with pytest.raises(MayNotWriteOrganisation):
        write_organisation(
            told, kind="maker", village=make_region(), by=ines, now=NOON, key=uuid4()
        )

    assert list(Organisation.objects.values_list("name", "about")) == [("Penenun", "Lama")]
    assert not AuditEntry.objects.exists()
