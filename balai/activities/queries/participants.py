"""The people of a village, as those see them who keep its lists."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from balai.accounts.models import Person
from balai.accounts.visitors import Viewer
from balai.activities.models import (
    FACTS,
    Attendance,
    GuestInvitation,
    Participant,
    ParticipantQuerySet,
    Session,
)


@dataclass(frozen=True, slots=True)
class Twins:
    """Two who gave one telephone number: perhaps one person."""

    kept: Participant
    twin: Participant


def people_of(person: Viewer, *, village_code: str, words: str = "") -> ParticipantQuerySet:
    """List those who stand on the lists of a village, by number, with how often they came."""
    people = Participant.objects.visible_to(person).standing().named()
    people = people.filter(village__code=village_code)
    if words:
        name = Q(giver__name__icontains=words) | Q(giver__person__name__icontains=words)
        people = people.filter(name)
    came = Count("attendances", filter=Q(attendances__is_present=True))
    return people.annotate(came=came).order_by("number")


def twins_in(person: Viewer, village_code: str) -> list[Twins]:
    """Find who gave the same number: the earlier one and each later. One query."""
    people = Participant.objects.visible_to(person).standing().named()
    numbered = people.filter(village__code=village_code).exclude(phone_number="")
    by_number: dict[str, list[Participant]] = defaultdict(list)
    for one in numbered.order_by("number"):
        by_number[one.phone_number].append(one)
    return [Twins(same[0], twin) for same in by_number.values() for twin in same[1:]]


def attended_by(participant: Participant) -> list[Attendance]:
    """List the sessions that somebody came to, the newest first."""
    came = participant.attendances.filter(is_present=True).select_related("session__village")
    return list(came.order_by("-session__starts_at", "-pk"))


def villages_of_participants(numbers: Iterable[int]) -> dict[int, str]:
    """Name the villages on whose lists these participants stand."""
    wanted = set(numbers)
    if not wanted:
        return {}
    found = Participant.objects.filter(pk__in=wanted).select_related("village")
    return {one.pk: one.village.called for one in found}


def held_about(person: Person) -> list[dict[str, str | datetime | None]]:
    """Tell what is held of somebody with an account, by the words of the file."""
    rows: list[dict[str, str | datetime | None]] = []
    own = Participant.objects.filter(giver__person=person.pk).select_related("village")
    for one in own.order_by("pk"):
        told = {name: _said(one, name) for name in ("phone_number", *FACTS)}
        rows.append({"village": one.village.called, "agreed_at": one.agreed_at, **told})
        rows += [
            {"session": came.session.topic, "at": came.session.starts_at}
            for came in attended_by(one)
        ]
    guested = GuestInvitation.objects.filter(taken_by=person.pk)
    leading = Q(facilitators=person.pk) | Q(pk__in=guested.values("session"))
    led = Session.objects.filter(leading).distinct().order_by("starts_at", "pk")
    rows += [{"session_led": one.topic, "at": one.starts_at} for one in led]
    return rows


def _said(participant: Participant, name: str) -> str:
    """Say a fact as a person reads it; empty where nothing was told."""
    value = getattr(participant, name)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    display = getattr(participant, f"get_{name}_display", None)
    return str(display() if display and value else value or "")
