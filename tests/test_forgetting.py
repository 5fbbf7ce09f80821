"""Who asks to be forgotten is found in no table any more; what happened keeps its numbers."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection

from balai.accounts.actions.consents import (
    Agreed,
    giver_with_account,
    record_consent,
    write_giver_down,
)
from balai.accounts.actions.forgetting import forget_giver, forget_person
from balai.accounts.actions.privacy import Asked, send_request
from balai.accounts.actions.tokens import make_token
from balai.accounts.consenting import ORGANISATION
from balai.accounts.errors import LastProvinceOfficer, MayNotForget, PersonForgotten
from balai.accounts.models import (
    Consent,
    ConsentGiver,
    Invitation,
    JoinRequest,
    Person,
    Role,
)
from balai.accounts.visitors import rights_of
from balai.activities import models as activities
from balai.activities.actions.calendars import make_calendar_link
from balai.activities.actions.participants import join_with_account
from balai.catalogue.actions.consents import Agreement
from balai.catalogue.actions.consents import record_consent as record_community_consent
from balai.catalogue.actions.drafts import save_draft, start_edit
from balai.catalogue.actions.listings import Draft, add_listing, publish_listing
from balai.catalogue.models import Enquiry, Listing
from balai.catalogue.tests.protocols import Keepers
from balai.core import search
from balai.core.models import AuditEntry
from balai.registry.models import CommunityMember, Organisation
from tests.factories import (
    NOON,
    make_community,
    make_listing,
    make_member,
    make_organisation,
    make_person,
    make_region,
    make_role,
)
from tests.factories_of_activities import make_session

pytestmark = pytest.mark.django_db

VILLAGE, REGENCY, PROVINCE = "64.03.01.2005", "64.03", "64"
LATER = NOON + timedelta(days=1)
TRACES = ("dayang", "rinai", "81234567890", "812-3456")


def officer():
    return make_role("Tomas", "regency_officer", REGENCY).person


def tables():
    """Name the tables that hold what was written; FTS5 keeps its own besides."""
    shadows = ("_data", "_idx", "_docsize", "_content", "_config")
    return [
        name
        for name in connection.introspection.table_names()
        if not (name.startswith("core_searchwords") and name.endswith(shadows))
    ]


def dumped():
    """Read every row of every table, as text."""
    said = {}
    with connection.cursor() as cursor:
        for name in tables():
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608
            said[name] = repr(cursor.fetchall()).lower()
    return said


def found_in(dump):
    return {(name, trace) for name, rows in dump.items() for trace in TRACES if trace in rows}


def dayang_with_an_account(client):
    """A maker with an account, roles, sessions, consents, requests, and listings that name her."""
    dayang = Person.objects.create_person(
        name="Dayang Rinai", email="dayang@balai.example", phone_number="0812-3456-7890"
    )
    Role.objects.create(person=dayang, kind="operator", area_code=VILLAGE, given_at=NOON)
    dayang.set_password("dayang rinai suka pantun")
    dayang.save()
    EmailAddress.objects.create(user=dayang, email=dayang.email, verified=True, primary=True)
    secret = {"known_as": "dayang@balai.example", "password": "dayang rinai suka pantun"}
    client.post("/masuk/", secret)
    make_token(name="Dayang", lasts=timedelta(days=9), key=uuid4(), by=dayang, now=NOON)
    Authenticator.objects.create(user=dayang, type="totp", data={"secret": "dayang"})
    maker = maker_of(dayang.name)
    for purpose in ("name", "contact"):
        agree(giver_with_account(dayang, area_code=VILLAGE, now=NOON), maker, purpose)
    listings_of(maker)
    Enquiry.objects.create(
        listing=Listing.objects.earliest("pk"),
        request_key=uuid4(),
        name="Dayang Rinai",
        phone_number="6281234567890",
        message="Saya Dayang Rinai.",
        language="id",
        received_at=NOON,
    )
    JoinRequest.objects.create(
        area_code=VILLAGE,
        name="Dayang Rinai",
        email="dayang@balai.example",
        request_key=uuid4(),
        adult_said_at=NOON,
        asked_at=NOON,
    )
    make_invitation_for("Dayang Rinai")
    make_member(make_community(), "Dayang", "Penenun")
    takes_part(dayang)
    asked = Asked(wish="correct", area_code=REGENCY, words="Nama saya Dayang Rinai.")
    send_request(asked, by=dayang, now=NOON, key=uuid4())
    return dayang


def takes_part(dayang):
    """Let her lead a session that names her, and stand on its list with her number."""
    session = make_session(about="Dipandu Dayang  Rinai, WA 0812-3456-7890", guests="Dayang Rinai")
    session.facilitators.add(dayang)
    participant = join_with_account(dayang, village=make_region(), now=NOON, key=uuid4())
    activities.Participant.objects.filter(pk=participant.pk).update(
        phone_number=dayang.phone_number
    )
    make_calendar_link(by=dayang, now=NOON)


def make_invitation_for(name):
    return Invitation.objects.create(
        kind="operator",
        area_code=VILLAGE,
        token_hash="0" * 64,
        meant_for=name,
        made_by=make_person("Mira"),
        made_at=NOON,
        expires_at=LATER,
    )


def maker_of(name):
    maker = make_organisation(
        name, kind="maker", whatsapp_number="6281234567890", email="dayang@balai.example"
    )
    Organisation.objects.filter(pk=maker.pk).update(about="Dayang Rinai menenun.")
    return maker


def agree(giver, maker, purpose):
    agreed = Agreed(
        purpose=purpose,
        thing=ORGANISATION,
        thing_number=maker.pk,
        area_code=VILLAGE,
        how="spoken",
        proof="Ibu dari Dayang Rinai",
    )
    return record_consent(giver, agreed, by=None, now=NOON, key=uuid4())


def listings_of(maker):
    words = {"title": "Kain Dayang Rinai", "text": "WA 0812-3456-7890, tanya Dayang  Rinai."}
    draft = Draft(kind="product", village=make_region(), words=words, seller=maker)
    listing = add_listing(draft, now=NOON, key="kain-dayang-rinai")
    publish_listing(listing, by=None, now=NOON)
    mira = make_role("Mira", "operator", VILLAGE).person
    revision = start_edit(listing, key=uuid4(), by=mira, now=NOON)
    save_draft(revision, {"words": {"text": "Dayang Rinai sendiri."}}, by=mira, now=NOON)
    publish_listing(
        add_listing(
            Draft(
                kind="story",
                village=make_region(),
                words={"title": "Cerita", "text": "Doyo."},
                details={"byline": "DAYANG RINAI"},
                seller=maker,
            ),
            now=NOON,
        ),
        by=None,
        now=NOON,
    )


def test_no_table_names_somebody_who_was_forgotten(client):
    dayang = dayang_with_an_account(client)
    before = found_in(dumped())

    forget_person(dayang, by=officer(), now=LATER)

    assert {trace for _, trace in before} == set(TRACES)
    assert found_in(dumped()) == set()


def test_no_table_names_a_maker_without_an_account_who_was_forgotten():
    giver = write_giver_down("Dayang Rinai", area_code=VILLAGE, by=None, now=NOON)
    maker = maker_of("Dayang Rinai")
    agree(giver, maker, "name")
    agree(giver, maker, "contact")
    listings_of(maker)
    before = found_in(dumped())

    forget_giver(giver, by=officer(), now=LATER)

    assert {trace for _, trace in before} == set(TRACES)
    assert found_in(dumped()) == set()


def test_what_happened_keeps_its_numbers(client):
    dayang = dayang_with_an_account(client)
    acts = list(AuditEntry.objects.order_by("pk").values())

    forget_person(dayang, by=officer(), now=LATER)

    assert list(AuditEntry.objects.order_by("pk").values())[: len(acts)] == acts
    assert Consent.objects.filter(withdrawn_at=LATER, giver__person=dayang).count() == 3
    assert Role.objects.get(person=dayang).ended_at == LATER
    assert Listing.objects.count() == 2
    assert AuditEntry.objects.filter(
        act="accounts.person_forgotten", thing_number=dayang.pk
    ).exists()


def test_who_was_forgotten_is_signed_out_and_comes_back_with_nothing(client):
    dayang = dayang_with_an_account(client)

    forget_person(dayang, by=officer(), now=LATER)

    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
    assert client.get("/akun/").status_code == 302
    assert rights_of(dayang) == frozenset()
    assert not dayang.has_usable_password()


def test_she_belongs_to_no_community_any_more(client):
    dayang = dayang_with_an_account(client)

    forget_person(dayang, by=officer(), now=LATER)

    member = CommunityMember.objects.get(person=dayang)
    assert (member.ended_at, list(member.groups.all())) == (LATER, [])


def test_she_leads_no_session_and_stands_on_no_list_any_more(client):
    dayang = dayang_with_an_account(client)

    forget_person(dayang, by=officer(), now=LATER)

    session, participant = activities.Session.objects.get(), activities.Participant.objects.get()
    assert (session.about, session.guests) == ("Dipandu …, WA …", "…")
    assert (list(session.facilitators.all()), participant.agreed_at) == ([], None)


def test_who_agreed_for_a_community_is_struck_out():
    keepers = Keepers()
    protocol = keepers.keep(make_listing("Hudoq", published_at=None))
    said = Agreement(given_by="Dayang Rinai, tetua", given_on=NOON.date(), given="spoken")
    record_community_consent(protocol, said, by=make_person("Usat"), now=NOON)
    giver = write_giver_down("Dayang Rinai", area_code=VILLAGE, by=None, now=NOON)

    forget_giver(giver, by=officer(), now=LATER)

    assert protocol.consents.get().given_by == "…, tetua"


def test_her_listings_are_found_by_what_is_left(client):
    dayang = dayang_with_an_account(client)

    forget_person(dayang, by=officer(), now=LATER)

    assert search.find("rinai", thing="listing").numbers == []
    assert sorted(Listing.objects.values_list("title", "text")) == [
        ("Cerita", "Doyo."),
        ("Kain …", "WA …, tanya …."),
    ]


def test_another_of_the_same_village_keeps_her_name():
    giver = write_giver_down("Dayang Rinai", area_code=VILLAGE, by=None, now=NOON)
    write_giver_down("Dayang Rinaiwati", area_code=VILLAGE, by=None, now=NOON)
    draft = Draft(
        kind="product",
        village=make_region(),
        words={"title": "Kain Dayang Rinaiwati", "text": "Kain."},
    )
    add_listing(draft, now=NOON)

    forget_giver(giver, by=officer(), now=LATER)

    assert Listing.objects.get().title == "Kain Dayang Rinaiwati"
    assert sorted(ConsentGiver.objects.values_list("name", flat=True)) == ["", "Dayang Rinaiwati"]


@pytest.mark.parametrize(
    ("name", "kind", "area_code"),
    [
        ("Ines", "operator", VILLAGE),
        ("Ines", "village_head", VILLAGE),
        ("Ines", "regency_officer", "64.02"),
        ("Ines", "reviewer", REGENCY),
    ],
)
def test_nobody_forgets_whom_they_may_not(client, name, kind, area_code):
    dayang = dayang_with_an_account(client)
    ines = make_role(name, kind, area_code).person
    before = dumped()

    with pytest.raises(MayNotForget):
        forget_person(dayang, by=ines, now=LATER)

    assert dumped() == before


def test_a_regency_officer_does_not_forget_an_officer_of_the_province():
    ratna = make_role("Ratna", "province_officer", PROVINCE).person
    make_role("Lung", "province_officer", PROVINCE)
    tomas = officer()
    before = dumped()

    with pytest.raises(MayNotForget):
        forget_person(ratna, by=tomas, now=LATER)

    assert dumped() == before


def test_who_never_had_a_role_is_forgotten_by_the_province():
    somebody, tomas = make_person("Somebody"), officer()
    ratna = make_role("Ratna", "province_officer", PROVINCE).person

    with pytest.raises(MayNotForget):
        forget_person(somebody, by=tomas, now=LATER)
    forget_person(somebody, by=ratna, now=LATER)

    assert somebody.forgotten_at == LATER


def test_the_last_officer_of_the_province_lets_another_in_first():
    ratna = make_role("Ratna", "province_officer", PROVINCE).person
    before = dumped()

    with pytest.raises(LastProvinceOfficer):
        forget_person(ratna, by=ratna, now=LATER)
    assert dumped() == before

    lung = make_role("Lung", "province_officer", PROVINCE).person
    forget_person(ratna, by=lung, now=LATER)
    assert ratna.forgotten_at == LATER


def test_the_only_operator_of_a_village_may_be_forgotten():
    mira, tomas = make_role("Mira", "operator", VILLAGE).person, officer()

    forget_person(mira, by=tomas, now=LATER)

    assert not Role.objects.standing().filter(area_code=VILLAGE).exists()


def test_one_is_forgotten_once():
    mira, tomas = make_role("Mira", "operator", VILLAGE).person, officer()
    forget_person(mira, by=tomas, now=LATER)
    before = dumped()

    with pytest.raises(PersonForgotten):
        forget_person(mira, by=tomas, now=LATER)

    assert dumped() == before


def test_a_giver_with_an_account_is_forgotten_with_it(client):
    dayang, tomas = dayang_with_an_account(client), officer()
    before = dumped()

    with pytest.raises(PersonForgotten):
        forget_giver(ConsentGiver.objects.get(person=dayang), by=tomas, now=LATER)

    assert dumped() == before
