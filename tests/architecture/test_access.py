"""A door is a door: every route, every kind of person, the expected answer."""

from collections import Counter

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import get_resolver, resolve

from balai.catalogue.actions.listings import put_in_sectors
from balai.catalogue.models import Sector
from tests.architecture.access import ROWS, routes
from tests.architecture.askers import (
    HEAD,
    INES,
    MEMBER,
    MIRA,
    OFFICER,
    OTHER_OFFICER,
    PROVINCE,
    REVIEWER,
    SPEAKER,
    VISITOR,
)
from tests.factories import (
    NOON,
    make_consent,
    make_giver,
    make_invitation,
    make_join_request,
    make_kept_listing,
    make_listing,
    make_organisation,
    make_person,
    make_picture,
    make_privacy_request,
    make_revision,
    make_role,
)
from tests.factories_of_activities import (
    make_certificate,
    make_check,
    make_course,
    make_lesson_picture,
    make_participant,
    make_session,
    make_session_photo,
)

# What each of those who signed in is, and where.
PEOPLE = {
    VISITOR: [],
    MIRA: [("operator", "64.03.01.2005")],
    INES: [("operator", "64.02.08.2009")],
    HEAD: [("village_head", "64.03.01.2005")],
    OFFICER: [("regency_officer", "64.03")],
    OTHER_OFFICER: [("regency_officer", "64.02")],
    PROVINCE: [("province_officer", "64")],
    REVIEWER: [("reviewer", "64.03")],
    SPEAKER: [("representative", "64.03.01.2005")],
    MEMBER: [("member", "64.03.01.2005")],
}


def walk_in(client, person):
    """Sign somebody in; a visitor stays one."""
    for kind, area_code in PEOPLE[person]:
        client.force_login(make_role(person.split(",")[0], kind, area_code).person)


def test_every_route_is_in_the_access_table():
    assert {row.route for row in ROWS} == set(routes(get_resolver()))


def test_no_two_doors_bear_one_name():
    named = Counter(routes(get_resolver()))

    assert [name for name, doors in named.items() if doors > 1] == []


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Let one of each thing be there for all rows; what a row changes is undone after it."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with media, django_db_blocker.unblock(), transaction.atomic():
        _make_one_of_each()
        yield
        transaction.set_rollback(True)


def _make_one_of_each():
    cocoa = Sector.objects.get_or_create(code="kakao", defaults={"name": "Kakao"})[0]
    shown, draft = make_listing(id=1), make_listing(id=2, published_at=None)
    put_in_sectors(shown, [cocoa])
    put_in_sectors(draft, [cocoa])
    make_picture(shown, key="a" * 32, id=1)
    make_picture(draft, key="b" * 32, id=2)
    make_person("Lidya", id=9001)
    make_role("Lidya", "operator", "64.03.01.2005", id=9001)
    make_invitation(by=make_role("Markus", "village_head", "64.03.01.2005").person, id=9001)
    make_join_request(id=9001)
    make_organisation("Dayang", kind="maker", id=9001)
    make_consent(make_giver(id=9001), id=9001)
    make_privacy_request(id=9001)
    make_kept_listing(by="Marta", number=9001)
    make_certificate(session := make_session(id=9001), id=9001)
    make_check(session)
    taught = make_course("keamanan")
    make_lesson_picture(taught, id=9001)
    make_lesson_picture(taught, "draf", id=9002, key="1" * 32, shown_at=None)
    make_session_photo(session, id=9001)
    make_session_photo(session, id=9002, key="d" * 32, recognisable="kept")
    make_session_photo(make_session(id=9002, audience="invited"), id=9003, key="e" * 32)
    make_participant(id=9001)
    make_revision(draft, id=1)
    make_revision(make_listing(id=3), id=2, state="submitted", submitted_at=NOON)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.person} {row.address}")
def test_the_answer_is_the_one_in_the_table(row, client, world, db):
    walk_in(client, row.person)

    answer = client.get(row.address)

    assert resolve(row.address.partition("?")[0]).view_name == row.route
    assert answer.status_code == row.status
