"""Somebody from elsewhere leads one session, sees its list for a month around, and nothing else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.accounts.errors import InvitationGone
from balai.activities.actions.guests import (
    end_invitation,
    invite_guest,
    open_invitation,
    take_invitation,
)
from balai.activities.actions.sessions import cancel_session
from balai.activities.errors import LeadsAlready, MayNotPlan, SessionCalledOff, TooLateToLead
from balai.activities.models import Attendance, GuestInvitation, Participant, Session
from balai.core.models import AuditEntry
from tests.factories import make_person, make_region, make_role
from tests.factories_of_activities import make_participant, make_session

pytestmark = pytest.mark.django_db

VILLAGE = "64.03.01.2005"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def mira(db):
    make_region()
    return make_role("Mira", "operator", VILLAGE).person


@pytest.fixture
def ines(db):
    """Operator of Pela, invited to Merasa."""
    return make_role("Ines", "operator", "64.02.08.2009").person


@pytest.fixture
def session(mira, now):
    return make_session(starts_at=now - timedelta(hours=1), audience="invited")


def invited(session, *, by, now, key=None):
    return invite_guest(session, meant_for="Ines", by=by, now=now, request_key=key or uuid4())


@pytest.fixture
def guest(session, mira, ines, now):
    take_invitation(open_invitation(invited(session, by=mira, now=now), now=now), by=ines, now=now)
    return ines


def room(session):
    return f"/kerja/kegiatan/{session.pk}/"


def test_a_guest_finds_the_session_in_the_workroom_and_keeps_its_list(client, guest, session):
    dayang = make_participant("Dayang Rinai")
    client.force_login(guest)

    home, agenda = (client.get(page).content.decode() for page in ("/kerja/", "/kerja/kegiatan/"))
    roster = client.get(f"{room(session)}hadir/").content.decode()
    ticked = client.post(
        f"{room(session)}hadir/", {"present": str(dayang.key), "request_key": uuid4()}
    )

    assert room(session) in home
    assert room(session) in agenda
    assert "Dayang Rinai" in roster
    assert ticked.status_code == 302
    assert Attendance.objects.get().is_present


def test_a_guest_sees_nothing_else_of_the_village(client, guest, session):
    dayang = make_participant("Dayang Rinai")
    other = make_session("Kelas lain", audience="invited", starts_at=session.starts_at)
    village = make_session("Rapat desa", audience="village", starts_at=session.starts_at)
    client.force_login(guest)

    closed = [
        f"/kerja/peserta/{dayang.pk}/",
        f"/kerja/peserta/?desa={VILLAGE}",
        room(other),
        f"{room(other)}hadir/",
        room(village),
        f"{room(session)}tamu/",
        f"{room(session)}perubahan/",
        f"{room(session)}pembatalan/",
        f"{room(session)}penundaan/",
        f"{room(session)}sertifikat/",
        f"/kerja/kegiatan/baru/?desa={VILLAGE}",
    ]

    assert [client.get(page).status_code for page in closed] == [404] * len(closed)
    page = client.get(room(session)).content.decode()
    assert "perubahan/" not in page
    assert "sertifikat/" not in page
    next_part = client.post(f"{room(session)}sesi-berikut/", {"request_key": uuid4()})
    assert next_part.status_code == 422
    assert Session.objects.count() == 3
    assert not Participant.objects.visible_to(guest).exists()


def test_what_reaches_the_guest_says_nothing_private_of_a_participant(client, guest, session):
    make_participant("Dayang Rinai", phone_number="6281234567890", disability="physical")
    client.force_login(guest)

    pages = [
        client.get(f"{room(session)}{page}").content.decode()
        for page in ("", "hadir/", "hadir/jejak/", "lembar/", "hari/", "cek/")
    ]

    assert not any("81234567890" in page or "fisik" in page for page in pages)


@pytest.mark.parametrize(
    ("days", "statuses"), [(-29, (200, 200)), (-31, (404, 404)), (40, (200, 404))]
)
def test_a_guest_leads_from_a_month_before_until_a_month_after(
    client, guest, session, now, days, statuses
):
    Session.objects.filter(pk=session.pk).update(
        starts_at=now + timedelta(days=days), ends_at=now + timedelta(days=days, hours=2)
    )
    client.force_login(guest)

    answers = [client.get(room(session)), client.get(f"{room(session)}hadir/")]

    assert tuple(one.status_code for one in answers) == statuses
    is_listed = room(session) in client.get("/kerja/kegiatan/").content.decode()
    assert is_listed == (statuses[0] == 200)


def test_who_is_thanked_opens_nothing_any_more(client, guest, session, mira, now):
    end_invitation(GuestInvitation.objects.get(), by=mira, now=now)
    client.force_login(guest)

    assert client.get(room(session)).status_code == 404
    assert client.get(f"{room(session)}hadir/").status_code == 404


def test_a_change_of_the_session_keeps_its_guests(guest, session, mira):
    session.facilitators.set([mira])

    assert Session.objects.worked_on_by(guest).filter(pk=session.pk).exists()


def test_only_who_plans_there_invites(session, ines, now):
    with pytest.raises(MayNotPlan):
        invited(session, by=ines, now=now)

    assert not GuestInvitation.objects.exists()


def test_nobody_is_invited_to_what_is_called_off_or_long_over(session, mira, now):
    long_over = make_session(starts_at=now - timedelta(days=31))
    cancel_session(session, why="Banjir", by=mira, now=now)

    with pytest.raises(SessionCalledOff):
        invited(session, by=mira, now=now)
    with pytest.raises(TooLateToLead):
        invited(long_over, by=mira, now=now)


def test_one_form_makes_one_link(session, mira, now):
    key = uuid4()

    first, again = (invited(session, by=mira, now=now, key=key) for _time in range(2))

    assert first == again
    assert GuestInvitation.objects.count() == 1
    assert first not in str(GuestInvitation.objects.values())


def test_a_link_is_taken_once_and_within_seven_days(session, mira, ines, now):
    token = invited(session, by=mira, now=now)
    with pytest.raises(InvitationGone):
        open_invitation(token, now=now + timedelta(days=7))
    found = open_invitation(token, now=now)
    take_invitation(found, by=ines, now=now)

    with pytest.raises(InvitationGone):
        take_invitation(found, by=make_person("Budi"), now=now)
    with pytest.raises(InvitationGone):
        open_invitation(token, now=now)

    taken = GuestInvitation.objects.get()
    assert (taken.taken_by, taken.meant_for) == (ines, "")
    acts = AuditEntry.objects.filter(thing="activities.guestinvitation")
    assert list(acts.values_list("act", flat=True).order_by("pk")) == [
        "activities.guest_invited", "activities.guest_came",
    ]  # fmt: skip


def test_a_link_of_somebody_who_plans_there_no_more_opens_nothing(session, mira, now):
    token = invited(session, by=mira, now=now)
    mira.roles.update(ended_at=now)

    with pytest.raises(InvitationGone):
        open_invitation(token, now=now)


def test_who_leads_it_already_leaves_the_link_to_others(session, mira, now):
    head = make_role("Markus", "village_head", VILLAGE).person
    found = open_invitation(invited(session, by=mira, now=now), now=now)

    with pytest.raises(LeadsAlready):
        take_invitation(found, by=head, now=now)

    assert GuestInvitation.objects.open(now=now).exists()


def test_the_database_knows_each_guest_once(guest, session, mira, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        GuestInvitation.objects.create(
            session=session, made_by=mira, made_at=now, expires_at=now,
            taken_by=guest, taken_at=now,
        )  # fmt: skip


def test_the_pages_lead_from_the_invitation_to_the_list(client, session, mira, ines):
    client.force_login(mira)
    made = client.post(f"{room(session)}tamu/", {"meant_for": "Ibu Ines", "request_key": uuid4()})
    link = made["Location"]
    shared = client.get(link).content.decode()
    client.logout()
    stranger = client.get(link).content.decode()
    client.force_login(ines)
    asked = client.get(link).content.decode()

    taken = client.post(link)

    assert "Untuk Ibu Ines" in shared
    assert "wa.me" in shared
    assert session.topic in stranger
    assert "Ibu Ines" not in stranger
    assert "Saya ikut memandu" in asked
    assert taken["Location"] == room(session)
    assert client.get(link)["Location"] == room(session)
    assert "Ines" in client.get(room(session)).content.decode()


def test_a_partner_without_an_account_makes_one_and_has_no_role(client, session, mira, now):
    link = f"/tamu/{invited(session, by=mira, now=now)}/"
    said = {
        "name": "Pak Budi", "contact": "budi@mitra.example", "is_adult": "on",
        "password": "sungai yang tenang dan dalam",
    }  # fmt: skip

    wrong = client.post(link, said | {"is_adult": ""})
    right = client.post(link, said)

    assert wrong.status_code == 422
    assert (right.status_code, right["Location"]) == (302, room(session))
    partner = GuestInvitation.objects.get().taken_by
    assert partner is not None
    assert (partner.name, partner.roles.count()) == ("Pak Budi", 0)
    assert "/kerja/kegiatan/" in client.get("/kerja/").content.decode()
    assert client.get(f"{room(session)}hadir/").status_code == 200


def test_an_ended_guest_is_ended_on_the_page_of_the_village_alone(client, guest, session, mira):
    number = GuestInvitation.objects.get().pk
    client.force_login(guest)
    refused = client.post(f"/kerja/tamu/{number}/akhir/")
    client.force_login(mira)

    done = client.post(f"/kerja/tamu/{number}/akhir/")

    assert (refused.status_code, done.status_code) == (404, 302)
    assert GuestInvitation.objects.get().ended_by == mira
