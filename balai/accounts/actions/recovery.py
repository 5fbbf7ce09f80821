"""Somebody who forgot the password is let back in by a code handed over in person."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F

from balai.accounts import permissions
from balai.accounts.actions.passwords import set_password
from balai.accounts.errors import CodeWrong, TooManyCodes
from balai.accounts.models import Person, RecoveryCode, Role
from balai.core import audit
from balai.core.tokens import as_typed, new_code

CODE_LENGTH = 8
CODE_LASTS = timedelta(hours=24)
CODES_A_DAY = 5


@transaction.atomic
def make_recovery_code(person: Person, *, by: Person, now: datetime) -> str:
    """Make a code for a person and tell it, once; an earlier one holds no longer.

    Raises MayNotRecover or TooManyCodes; then nothing is written.
    """
    permissions.check_may_recover(by, person)
    made = RecoveryCode.objects.filter(person=person)
    # Whoever makes a code first waits here for whoever makes one at the same time.
    made.not_over().update(replaced_at=now)
    if made.filter(made_at__gt=now - CODE_LASTS).count() >= CODES_A_DAY:
        raise TooManyCodes
    code = new_code(CODE_LENGTH)
    kept = RecoveryCode.objects.create(
        person=person,
        code_hash=make_password(code),
        made_by=by,
        made_at=now,
        expires_at=now + CODE_LASTS,
    )
    _record("accounts.recovery_code_made", kept, by=by, now=now)
    return code


def recover(*, known_as: str, code: str, password: str, now: datetime) -> Person:
    """Give a new password to whoever has the code; all their sessions end.

    Raises CodeWrong, which is the same whatever is wrong and costs the same work, or
    PasswordTooWeak; then no password changes. Each try counts.
    """
    person = Person.objects.known_as(known_as)
    kept = _tried(person, now=now) if person else None
    if person is None or kept is None:
        make_password(code)
        raise CodeWrong
    if not check_password(as_typed(code), kept.code_hash):
        raise CodeWrong
    _use(kept, person=person, password=password, now=now)
    return person


def _tried(person: Person, *, now: datetime) -> RecoveryCode | None:
    """Count a try before it is made, so that many at once are not more than there are."""
    open_one = RecoveryCode.objects.open(now=now).filter(person=person)
    if not open_one.update(tries_left=F("tries_left") - 1):
        return None
    return RecoveryCode.objects.not_over().filter(person=person).first()


@transaction.atomic
def _use(kept: RecoveryCode, *, person: Person, password: str, now: datetime) -> None:
    if not RecoveryCode.objects.not_over().filter(pk=kept.pk).update(used_at=now):
        raise CodeWrong
    set_password(person, password, by=person, now=now)
    _record("accounts.password_recovered", kept, by=person, now=now)


def _record(act: str, kept: RecoveryCode, *, by: Person, now: datetime) -> None:
    """Leave a line in an area where the person is something, whose people may read it."""
    areas = Role.objects.filter(person=kept.person_id).order_by("ended_at", "-area_code")
    area_code = areas.values_list("area_code", flat=True).first() or ""
    audit.record(act, target=kept, by=by, now=now, area_code=area_code)
