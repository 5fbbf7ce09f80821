"""Consents are written down and withdrawn here, each with its line in the trail."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from balai.accounts import consenting, permissions
from balai.accounts.consent_texts import text_now
from balai.accounts.errors import (
    ConsentDoesNotFit,
    ConsentNotProved,
    ConsentStandsAlready,
    ConsentWithdrawnAlready,
    GiverUnnamed,
    MayNotWithdraw,
)
from balai.accounts.events import ConsentGiven, ConsentWithdrawn
from balai.accounts.models import Consent, ConsentGiver, ConsentText, How, Person
from balai.core import audit, events
from balai.core.freshness import content_changed


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What somebody agreed to, where, and how that can be proved."""

    purpose: str
    thing: str
    thing_number: int
    area_code: str
    how: str = How.SCREEN
    proof: str = ""
    language: str = "id"
    example: bool = False


def giver_with_account(person: Person, *, area_code: str, now: datetime) -> ConsentGiver:
    """Find a person among those who give consents, or write them down as one."""
    fresh = {"key": consenting.new_key(), "area_code": area_code, "written_at": now}
    return ConsentGiver.objects.get_or_create(person=person, defaults=fresh)[0]


@transaction.atomic
def write_giver_down(
    name: str, *, area_code: str, by: Person | None, now: datetime
) -> ConsentGiver:
    """Write down a maker without an account, by name. `by` is None for the system itself.

    Raises GiverUnnamed or MayNotRecordConsent; then nothing is written.
    """
    if by is not None:
        permissions.check_may_record_consents_in(by, area_code)
    if not (name := " ".join(name.split())):
        raise GiverUnnamed
    return ConsentGiver.objects.create(
        key=consenting.new_key(), name=name, area_code=area_code, written_at=now
    )


@transaction.atomic
def record_consent(
    giver: ConsentGiver, agreed: Agreed, *, by: Person | None, now: datetime, key: UUID
) -> Consent:
    """Write down that somebody agreed; from now on it is shown.

    Sending the same key again returns the first. `by` is None for the system itself.
    Raises MayNotRecordConsent, ConsentDoesNotFit, ConsentNotProved or
    ConsentStandsAlready; then nothing is written.
    """
    if by is not None:
        permissions.check_may_record_consents_in(by, agreed.area_code)
    if sent_before := Consent.objects.filter(request_key=key, giver=giver).first():
        return sent_before
    if not consenting.fits(agreed.purpose, agreed.thing):
        raise ConsentDoesNotFit
    if agreed.how != How.SCREEN and not agreed.proof.strip():
        raise ConsentNotProved
    consent = _written(giver, agreed, by=by, now=now, key=key)
    _record("accounts.consent_given", consent, by=by, now=now)
    events.publish(ConsentGiven(consent.purpose, consent.thing, consent.thing_number, at=now))
    content_changed()
    return consent


def _written(
    giver: ConsentGiver, agreed: Agreed, *, by: Person | None, now: datetime, key: UUID
) -> Consent:
    try:
        with transaction.atomic():
            return Consent.objects.create(
                giver=giver,
                purpose=agreed.purpose,
                thing=agreed.thing,
                thing_number=agreed.thing_number,
                area_code=agreed.area_code,
                text=_text(agreed.purpose, agreed.language),
                given_at=now,
                how=agreed.how,
                proof=agreed.proof.strip() if agreed.how != How.SCREEN else "",
                recorded_by=by,
                request_key=key,
                example=agreed.example,
            )
    except IntegrityError as clash:
        # Only the constraint is right when two write it down at once.
        raise ConsentStandsAlready from clash


def _text(purpose: str, language: str) -> ConsentText:
    """Keep the words that were shown. A version whose words changed is a bug, and stops here."""
    said = text_now(purpose, language)
    kept, _ = ConsentText.objects.get_or_create(
        purpose=said.purpose,
        version=said.version,
        language=said.language,
        defaults={"words": said.words},
    )
    if kept.words != said.words:
        raise ValueError(f"{kept} was edited after somebody agreed to it; give it a new version")
    return kept


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: Person, now: datetime) -> None:
    """Take a consent back: its giver, or who works where it was given, on her behalf.

    Raises MayNotWithdraw or ConsentWithdrawnAlready; then nothing is written.
    """
    permissions.check_may_withdraw(by, consent)
    _withdraw(consent, by=by, now=now)


@transaction.atomic
def withdraw_with_key(consent: Consent, *, key: str, now: datetime) -> None:
    """Take a consent back with the key that its giver got; no account is needed.

    Raises MayNotWithdraw or ConsentWithdrawnAlready; then nothing is written.
    """
    if not ConsentGiver.objects.filter(pk=consent.giver_id, key=consenting.read_key(key)).exists():
        raise MayNotWithdraw
    _withdraw(consent, by=None, now=now)


def withdraw_all(giver: ConsentGiver, *, by: Person, now: datetime) -> None:
    """Take back all that a giver agreed to, who is to be forgotten. Whoever calls has asked."""
    for consent in Consent.objects.standing().filter(giver=giver).order_by("pk"):
        _withdraw(consent, by=by, now=now)


def _withdraw(consent: Consent, *, by: Person | None, now: datetime) -> None:
    standing = Consent.objects.standing().filter(pk=consent.pk)
    if not standing.update(withdrawn_at=now, withdrawn_by=by):
        raise ConsentWithdrawnAlready
    consent.withdrawn_at, consent.withdrawn_by = now, by
    _record("accounts.consent_withdrawn", consent, by=by, now=now)
    events.publish(ConsentWithdrawn(consent.purpose, consent.thing, consent.thing_number, at=now))
    content_changed()


def _record(act: str, consent: Consent, *, by: Person | None, now: datetime) -> None:
    audit.record(act, target=consent, by=by, now=now, area_code=consent.area_code)
