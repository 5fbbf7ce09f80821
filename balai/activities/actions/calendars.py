"""Links of calendars are made and revoked here."""

from datetime import datetime

from django.db import IntegrityError, transaction

from balai.accounts.models import Person
from balai.activities.errors import LinkMadeAlready
from balai.activities.models import CalendarLink
from balai.core import audit
from balai.core.tokens import hash_of, new_token


@transaction.atomic
def make_calendar_link(*, by: Person, now: datetime) -> str:
    """Make a secret for somebody's calendar, and end the one before. It is told this once.

    Raises LinkMadeAlready where two are made at once; then nothing is written.
    """
    revoke_calendar_link(by=by, now=now)
    token = new_token()
    try:
        with transaction.atomic():
            link = CalendarLink.objects.create(person=by, token_hash=hash_of(token), made_at=now)
    except IntegrityError as clash:
        raise LinkMadeAlready from clash
    audit.record("activities.calendar_link_made", target=link, by=by, now=now)
    return token


@transaction.atomic
def revoke_calendar_link(*, by: Person, now: datetime) -> None:
    """Let a link answer nobody any more; where there is none, nothing happens."""
    standing = CalendarLink.objects.filter(person=by, revoked_at__isnull=True)
    for link in standing:
        standing.filter(pk=link.pk).update(revoked_at=now)
        audit.record("activities.calendar_link_revoked", target=link, by=by, now=now)


def end_calendar_links(person_pk: int, *, now: datetime) -> None:
    """End the links of somebody who is forgotten."""
    standing = CalendarLink.objects.filter(person=person_pk, revoked_at__isnull=True)
    standing.update(revoked_at=now)
