"""People are emptied here when they ask to be forgotten. What happened keeps its numbers."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from balai.accounts import permissions
from balai.accounts.actions.consents import withdraw_all
from balai.accounts.actions.roles import end_all_roles
from balai.accounts.actions.sessions import end_sessions
from balai.accounts.errors import LastProvinceOfficer, PersonForgotten
from balai.accounts.events import (
    AccountEmptied,
    ContactForgotten,
    GiverForgotten,
    NameForgotten,
)
from balai.accounts.models import (
    ApiToken,
    Consent,
    ConsentGiver,
    Invitation,
    JoinRequest,
    Person,
    PrivacyRequest,
    RecoveryCode,
    Role,
    RoleKind,
)
from balai.core import audit, events
from balai.core.codes import level_of
from balai.core.freshness import content_changed


@transaction.atomic
def forget_person(person: Person, *, by: Person, now: datetime) -> None:
    """Empty an account: name, address, number, password, second factors, sessions, tokens.

    Their roles end; what they did stays, done by a number. A village may be left without
    an operator: its head or officer invites the next. Raises MayNotForget,
    LastProvinceOfficer or PersonForgotten; then nothing is written.
    """
    permissions.check_may_forget(by, person)
    _check_somebody_governs(person)
    end_all_roles(person, by=by, now=now)
    for giver in ConsentGiver.objects.filter(person=person, forgotten_at__isnull=True):
        _forget(giver, by=by, now=now)
    end_sessions(person, by=by, now=now)
    _end_ways_in(person, now=now)
    _empty_what_was_asked(person, by=by, now=now)
    contacts = [one for one in (person.email, person.phone_number) if one]
    forgotten = NameForgotten(person.name, person.phone_number or "", _villages_of(person))
    _empty(person, now=now)
    events.publish(forgotten)
    for one in contacts:
        events.publish(ContactForgotten(one))
    events.publish(AccountEmptied(person.pk, by.pk, at=now))
    audit.record("accounts.person_forgotten", target=person, by=by, now=now)


@transaction.atomic
def forget_giver(giver: ConsentGiver, *, by: Person, now: datetime) -> None:
    """Empty what is held of a maker without an account, in what she agreed about, too.

    Who has an account is forgotten with it. Raises MayNotForget or PersonForgotten; then
    nothing is written.
    """
    permissions.check_may_forget_giver(by, giver)
    if giver.person_id is not None:
        raise PersonForgotten
    _forget(giver, by=by, now=now)


def _forget(giver: ConsentGiver, *, by: Person, now: datetime) -> None:
    withdraw_all(giver, by=by, now=now)
    known = ConsentGiver.objects.filter(pk=giver.pk, forgotten_at__isnull=True)
    if not known.update(key=None, name="", forgotten_at=now):
        raise PersonForgotten
    given = Consent.objects.filter(giver=giver)
    given.exclude(proof="").update(proof="")
    things = given.order_by("thing", "thing_number").values_list("thing", "thing_number")
    events.publish(GiverForgotten(tuple(dict.fromkeys(things))))
    events.publish(NameForgotten(giver.name, "", (giver.area_code,)))
    audit.record(
        "accounts.giver_forgotten", target=giver, by=by, now=now, area_code=giver.area_code
    )
    content_changed()


def _end_ways_in(person: Person, *, now: datetime) -> None:
    tokens = ApiToken.objects.filter(person=person)
    tokens.filter(revoked_at__isnull=True).update(revoked_at=now)
    tokens.update(name="")
    RecoveryCode.objects.not_over().filter(person=person).update(replaced_at=now)
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()


def _empty_what_was_asked(person: Person, *, by: Person, now: datetime) -> None:
    """Empty what a person asked for, and the invitations that were meant for them."""
    PrivacyRequest.objects.filter(person=person).update(name="", contact="", words="", said="")
    Invitation.objects.filter(meant_for__iexact=person.name).update(meant_for="")
    reached = [("email", person.email), ("phone_number", person.phone_number)]
    asked = Q(pk__in=())
    for field, value in reached:
        asked |= Q(**{field: value}) if value else Q(pk__in=())
    mine = JoinRequest.objects.filter(asked)
    numbers = list(mine.values_list("pk", flat=True))
    mine.waiting().update(decided_at=now, decided_by=by)
    JoinRequest.objects.filter(pk__in=numbers).empty()


def _villages_of(person: Person) -> tuple[str, ...]:
    """Name the villages that somebody ever worked for."""
    areas = Role.objects.filter(person=person).values_list("area_code", flat=True)
    return tuple(sorted({code for code in areas if level_of(code) == "village"}))


def _check_somebody_governs(person: Person) -> None:
    """Keep a province from losing the last who may let officers in."""
    officers = Role.objects.standing().filter(kind=RoleKind.PROVINCE_OFFICER)
    for area_code in list(officers.filter(person=person).values_list("area_code", flat=True)):
        # Two who are forgotten at once wait for each other here.
        there = officers.filter(area_code=area_code).order_by("pk").select_for_update()
        if {role.person_id for role in there} <= {person.pk}:
            raise LastProvinceOfficer


def _empty(person: Person, *, now: datetime) -> None:
    emptied = {
        "name": "",
        "email": None,
        "phone_number": None,
        "password": make_password(None),
        "last_login": None,
        "forgotten_at": now,
    }
    if not Person.objects.filter(pk=person.pk, forgotten_at__isnull=True).update(**emptied):
        raise PersonForgotten
    for field, value in emptied.items():
        setattr(person, field, value)
