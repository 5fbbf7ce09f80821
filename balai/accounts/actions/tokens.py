"""Tokens are made and revoked here, each with its line in the trail."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from balai.accounts.errors import EnoughTokens, TokenMadeAlready, TokenRevoked
from balai.accounts.models import ApiToken, Person
from balai.accounts.queries.tokens import PREFIX, digest_of
from balai.core import audit

MOST = 10


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A new token, with the words that open: they are told this once."""

    token: ApiToken
    secret: str


@transaction.atomic
def make_token(*, name: str, lasts: timedelta, key: UUID, by: Person, now: datetime) -> MadeToken:
    """Give a person a key for a program.

    Raises EnoughTokens, or TokenMadeAlready for a form that was sent before: its words
    are not known any more. Then nothing is written.
    """
    if ApiToken.objects.filter(request_key=key).exists():
        raise TokenMadeAlready
    if ApiToken.objects.standing(now=now).filter(person=by).count() >= MOST:
        raise EnoughTokens
    secret = f"{PREFIX}{secrets.token_urlsafe(32)}"
    try:
        with transaction.atomic():
            token = ApiToken.objects.create(
                person=by,
                name=name,
                digest=digest_of(secret),
                request_key=key,
                created_at=now,
                expires_at=now + lasts,
            )
    except IntegrityError as clash:
        raise TokenMadeAlready from clash
    audit.record("accounts.token_made", target=token, by=by, now=now)
    return MadeToken(token, secret)


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Person, now: datetime) -> None:
    """Let a token open nothing any more. Raises TokenRevoked if it was before."""
    unrevoked = ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True)
    if not unrevoked.update(revoked_at=now):
        raise TokenRevoked
    audit.record("accounts.token_revoked", target=token, by=by, now=now)


@transaction.atomic
def revoke_tokens(person: Person, *, by: Person | None, now: datetime) -> int:
    """Let no token of somebody open anything any more. Count them."""
    revoked = ApiToken.objects.standing(now=now).filter(person=person).update(revoked_at=now)
    if revoked:
        audit.record("accounts.tokens_revoked", target=person, by=by, now=now)
    return revoked


def note_use(token: ApiToken, *, today: date) -> None:
    """Write down the day, once a day."""
    if token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
