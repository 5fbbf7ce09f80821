"""What sessions say of somebody goes when that person is forgotten; and villages move on."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count

from django.db import models, transaction

from balai.activities.models import (
    GuestInvitation,
    Participant,
    Session,
    SessionChange,
    SessionPhoto,
)
from balai.catalogue.actions.forgotten import strike_out
from balai.catalogue.rules import as_name, as_number
from balai.core.freshness import content_changed
from balai.registry.models import Region


@transaction.atomic
def erase_from_words(name: str, number: str, *, village_codes: Sequence[str]) -> None:
    """Strike a name and a number out of all that sessions of these villages say."""
    patterns = [*as_name(name), *as_number(number)]
    if not patterns:
        return
    there = Session.objects.filter(village__code__in=village_codes)
    changes = SessionChange.objects.filter(session__in=there).exclude(why="")
    photos = SessionPhoto.objects.filter(session__in=there)
    invited = GuestInvitation.objects.filter(session__in=there).exclude(meant_for="")
    rows: Iterable[models.Model] = [*there, *changes, *photos, *invited]
    if sum(strike_out(row, patterns) for row in rows):
        content_changed()


def lead_nothing(person_pk: int, *, now: datetime) -> None:
    """Take somebody off all sessions, those included that they were invited to lead."""
    Session.facilitators.through.objects.filter(person=person_pk).delete()
    guested = GuestInvitation.objects.filter(taken_by=person_pk, ended_at__isnull=True)
    guested.update(ended_at=now)
    waiting = GuestInvitation.objects.open(now=now).filter(made_by=person_pk)
    waiting.update(ended_at=now, meant_for="")


@transaction.atomic
def move_to_successors(successions: Iterable[tuple[str, str]]) -> None:
    """Let what lies in a village whose code ended lie in the only one that followed it."""
    for before, after in successions:
        old, new = (Region.objects.filter(code=code).first() for code in (before, after))
        if old is None or new is None:
            continue
        Session.objects.filter(village=old).update(village=new)
        moved = Participant.objects.filter(village=old).order_by("number")
        taken = Participant.objects.filter(village=new)
        last = taken.aggregate(last=models.Max("number"))["last"] or 0
        for number, participant in zip(count(last + 1), list(moved), strict=False):
            participant.village, participant.number = new, number
            participant.save(update_fields=["village", "number"])
