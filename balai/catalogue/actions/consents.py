"""A community agrees that what it keeps is published, and may take that back."""

from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from balai.accounts.models import Person
from balai.catalogue.actions.doors import settle
from balai.catalogue.actions.listings import withdraw_listing
from balai.catalogue.errors import AgreedToAlready, NotAgreedTo, NotPublished
from balai.catalogue.models import Consent, Protocol
from balai.core import audit
from balai.registry.permissions import check_speaks_for


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Who of the community agreed, when and how."""

    given_by: str
    given_on: date
    given: str


@transaction.atomic
def record_consent(protocol: Protocol, agreement: Agreement, *, by: Person, now: datetime) -> None:
    """Write down that a community agrees.

    Raises MayNotSpeakForCommunity, AgreedToAlready or ValidationError; then nothing is
    written.
    """
    check_speaks_for(by, protocol.community)
    consent = Consent(protocol=protocol, recorded_at=now, recorded_by=by, **asdict(agreement))
    consent.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            consent.save(force_insert=True)
    except IntegrityError as clash:
        # Only the constraint is right when two write it down at once.
        raise AgreedToAlready from clash
    Protocol.objects.filter(pk=protocol.pk).update(consented_at=now, version=F("version") + 1)
    settle(protocol, now=now)
    _record("catalogue.community_agreed", protocol, by=by, now=now)


@transaction.atomic
def withdraw_consent(protocol: Protocol, *, by: Person, now: datetime) -> None:
    """Take a community's yes back: what showed it is published no more, from this moment.

    Raises MayNotSpeakForCommunity or NotAgreedTo; then nothing is written.
    """
    check_speaks_for(by, protocol.community)
    standing = Consent.objects.filter(protocol=protocol, withdrawn_at__isnull=True)
    if not standing.update(withdrawn_at=now, withdrawn_by=by):
        raise NotAgreedTo
    Protocol.objects.filter(pk=protocol.pk).update(consented_at=None, version=F("version") + 1)
    settle(protocol, now=now)
    _unpublish(protocol, now=now)
    _record("catalogue.community_withdrew", protocol, by=by, now=now)


def _unpublish(protocol: Protocol, *, now: datetime) -> None:
    with suppress(NotPublished):
        withdraw_listing(protocol.concerned, by=None, now=now)


def _record(act: str, protocol: Protocol, *, by: Person, now: datetime) -> None:
    village = protocol.concerned.village
    audit.record(act, target=protocol, by=by, now=now, area_code=village.code)
