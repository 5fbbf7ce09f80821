"""Second keys (kunci kedua) are set up, used and removed here, each with its line in the trail."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, validate_totp_code
from allauth.mfa.utils import decrypt, encrypt
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import F

from balai.accounts import permissions
from balai.accounts.actions.sessions import end_sessions
from balai.accounts.errors import CodeDoesNotFit, SecondFactorThereAlready
from balai.accounts.models import Person, Role
from balai.accounts.queries.second_factors import (
    APP,
    PASSKEY,
    RECOVERY,
    has_second_factor,
    say_cannot_be_opened,
    secret_of,
)
from balai.core import audit
from balai.core.sealing import SealBroken

# Longer than a code is taken for: half a minute, and as much before and after it.
_USED_FOR = 150
# What is sealed of a row; of a passkey only the public half is kept.
_SEALED = {APP.value: "secret", RECOVERY.value: "seed"}


@transaction.atomic
def add_app(person: Person, secret: str, *, code: str, by: Person, now: datetime) -> None:
    """Tie an app that makes codes to a person, once it has shown a right one.

    Raises CodeDoesNotFit or SecondFactorThereAlready; then nothing is written.
    """
    if not validate_totp_code(secret, _digits(code)):
        raise CodeDoesNotFit
    try:
        with transaction.atomic():
            TOTP.activate(person, secret)
    except IntegrityError as clash:
        raise SecondFactorThereAlready from clash
    RecoveryCodes.activate(person)
    audit.record("accounts.code_app_added", target=person, by=by, now=now)


@transaction.atomic
def add_passkey(
    person: Person, *, name: str, credential: dict[str, Any], by: Person, now: datetime
) -> Authenticator:
    """Keep a passkey whose answer the view has checked."""
    passkey = Authenticator.objects.create(
        user=person,
        type=PASSKEY,
        data={"name": name, "credential": credential},
        created_at=now,
    )
    RecoveryCodes.activate(person)
    audit.record("accounts.passkey_added", target=person, by=by, now=now)
    return passkey


@transaction.atomic
def remove_second_factor(factor: Authenticator, *, by: Person, now: datetime) -> None:
    """Remove an app or a passkey; spare codes go with the last of them.

    Raises SecondFactorNeeded; then nothing is written.
    """
    person = factor.user
    act = "accounts.code_app_removed" if factor.type == APP else "accounts.passkey_removed"
    factor.delete()
    if not has_second_factor(person):
        permissions.check_may_be_without_second_factor(person)
        Authenticator.objects.filter(user=person, type=RECOVERY).delete()
    audit.record(act, target=person, by=by, now=now)


@transaction.atomic
def remove_lost_second_factors(person: Person, *, by: Person | None, now: datetime) -> None:
    """Let somebody who lost phone and paper in by the password alone; all their sessions end.

    Officers and reviewers set up a new key before anything opens. `by` is None on the
    command line. Raises MayNotRecover; then nothing is written.
    """
    if by is not None:
        permissions.check_may_recover(by, person)
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person, by=by, now=now)
    standing_first = F("ended_at").asc(nulls_first=True)
    areas = Role.objects.filter(person=person).order_by(standing_first, "-area_code")
    area_code = areas.values_list("area_code", flat=True).first() or ""
    audit.record(
        "accounts.second_factors_removed", target=person, by=by, now=now, area_code=area_code
    )


@transaction.atomic
def renew_spare_codes(person: Person, *, by: Person, now: datetime) -> None:
    """Make new spare codes; the old ones open nothing any more."""
    Authenticator.objects.filter(user=person, type=RECOVERY).delete()
    RecoveryCodes.activate(person)
    audit.record("accounts.spare_codes_renewed", target=person, by=by, now=now)


@transaction.atomic
def use_code(person: Person, code: str, *, now: datetime) -> None:
    """Take the second step with a code of the app, or with a spare code; each counts once.

    Raises CodeDoesNotFit; then nothing is written.
    """
    digits = _digits(code)
    for factor in Authenticator.objects.filter(user=person, type__in=[APP, RECOVERY]):
        if _fits(factor, digits):
            Authenticator.objects.filter(pk=factor.pk).update(last_used_at=now)
            if factor.type == RECOVERY:
                audit.record("accounts.spare_code_used", target=person, by=person, now=now)
            return
    raise CodeDoesNotFit


@transaction.atomic
def seal_second_factors_again() -> int:
    """Seal with the secret of now what an earlier one sealed; count the rows.

    Raises SealBroken where none of them opens one; then nothing is written.
    """
    rows = Authenticator.objects.select_for_update().filter(type__in=_SEALED).order_by("pk")
    for row in rows:
        name = _SEALED[row.type]
        row.data = row.data | {name: encrypt(decrypt(row.data[name]))}
        row.save(update_fields=["data"])
    return len(rows)


def _fits(factor: Authenticator, digits: str) -> bool:
    try:
        return _opens(factor, digits)
    except SealBroken:
        say_cannot_be_opened(factor)
        return False


def _opens(factor: Authenticator, digits: str) -> bool:
    if factor.type == RECOVERY:
        return bool(RecoveryCodes(factor).validate_code(digits))
    is_right = validate_totp_code(secret_of(factor), digits)
    return is_right and cache.add(f"code-used-{factor.pk}-{digits}", "yes", _USED_FOR)


def _digits(code: str) -> str:
    """Read 123 456 and 123-456 as 123456."""
    return "".join(letter for letter in code if letter.isalnum())
