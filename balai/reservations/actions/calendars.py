"""Calendars of elsewhere are read in, and links of one's own are made and revoked, here."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from balai.core import audit
from balai.core.tokens import hash_of, new_token
from balai.reservations.actions.turns import lock_venue
from balai.reservations.errors import LinkMadeAlready
from balai.reservations.models import CalendarLink, Closure, OutsideCalendar, Reservation
from balai.reservations.outside import Busy, busy_times
from balai.reservations.queries.days import standing_in


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What reading a calendar changed, and what is reserved in its times all the same."""

    added_count: int
    moved_count: int
    removed_count: int
    unread_count: int
    # Nobody's place is taken away: the keeper asks them, or keeps the calendar waiting.
    standing: tuple[Reservation, ...]


def import_calendar(
    calendar: OutsideCalendar, content: bytes, *, by: models.Model, now: datetime
) -> Imported:
    """Close what is busy elsewhere; read again, only what changed there changes here.

    What is over stays as it was. No reservation is cancelled. Raises NotACalendar.
    """
    reading = busy_times(content, now=now, zone=timezone.get_default_timezone())
    with transaction.atomic():
        lock_venue(calendar.venue_id)
        coming = Closure.objects.filter(calendar=calendar, ends_at__gt=now)
        known = {closure.uid: closure for closure in coming}
        busy = {one.uid: one for one in reading.busy}
        added = [one for uid, one in busy.items() if uid not in known]
        _add(calendar, added, now=now)
        moved = [known[uid] for uid in busy if uid in known and _move(known[uid], busy[uid])]
        Closure.objects.bulk_update(moved, ["starts_at", "ends_at"])
        gone = [closure.pk for uid, closure in known.items() if uid not in busy]
        coming.filter(pk__in=gone).delete()
        OutsideCalendar.objects.filter(pk=calendar.pk).update(read_at=now)
        area = calendar.venue.area_code
        audit.record("reservations.calendar_read", target=calendar, by=by, now=now, area_code=area)
    return Imported(
        added_count=len(added),
        moved_count=len(moved),
        removed_count=len(gone),
        unread_count=reading.unread_count,
        standing=_standing_in(calendar, reading.busy),
    )


@transaction.atomic
def make_calendar_link(*, by: models.Model, now: datetime) -> str:
    """Make a secret for somebody's calendar, and end the one before. It is told this once.

    Raises LinkMadeAlready where two are made at once; then nothing is written.
    """
    revoke_calendar_link(by=by, now=now)
    token = new_token()
    try:
        with transaction.atomic():
            link = CalendarLink.objects.create(
                person_number=by.pk, token_hash=hash_of(token), made_at=now
            )
    except IntegrityError as clash:
        raise LinkMadeAlready from clash
    audit.record("reservations.calendar_link_made", target=link, by=by, now=now)
    return token


@transaction.atomic
def revoke_calendar_link(*, by: models.Model, now: datetime) -> None:
    """Let a link answer nobody any more; where there is none, nothing happens."""
    standing = CalendarLink.objects.filter(person_number=by.pk, revoked_at__isnull=True)
    for link in standing:
        standing.filter(pk=link.pk).update(revoked_at=now)
        audit.record("reservations.calendar_link_revoked", target=link, by=by, now=now)


def end_calendar_links(person_number: int, *, now: datetime) -> None:
    """End the link of somebody who is forgotten."""
    standing = CalendarLink.objects.filter(person_number=person_number, revoked_at__isnull=True)
    standing.update(revoked_at=now)


def _add(calendar: OutsideCalendar, busy: list[Busy], *, now: datetime) -> None:
    """Write down what is new; under a name that was over here already, it is over no more."""
    names = [one.uid for one in busy]
    Closure.objects.filter(calendar=calendar, uid__in=names, ends_at__lte=now).delete()
    Closure.objects.bulk_create(
        Closure(
            venue_id=calendar.venue_id,
            resource_id=calendar.resource_id,
            calendar=calendar,
            uid=one.uid,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            why=calendar.name,
        )
        for one in busy
    )


def _move(closure: Closure, busy: Busy) -> bool:
    """Give a closure the times of elsewhere; tells whether they are others."""
    was = closure.starts_at, closure.ends_at
    closure.starts_at, closure.ends_at = busy.starts_at, busy.ends_at
    return was != (busy.starts_at, busy.ends_at)


def _standing_in(calendar: OutsideCalendar, busy: list[Busy]) -> tuple[Reservation, ...]:
    if not busy:
        return ()
    first, last = busy[0].starts_at, max(one.ends_at for one in busy)
    near = standing_in(calendar.venue_id, calendar.resource, starts_at=first, ends_at=last)
    return tuple(
        one
        for one in near
        if any(two.starts_at < one.ends_at and one.starts_at < two.ends_at for two in busy)
    )
