"""Tokens, by what is shown and by whose they are."""

from datetime import datetime
from hashlib import sha256

from django.db.models import QuerySet

from balai.accounts.models import ApiToken, Person

# Told apart by those who look for lost keys.
PREFIX = "balai_"


def digest_of(secret: str) -> str:
    """Hash what opens. It is drawn, not thought up, so that a quick hash cannot be guessed."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def token_shown(secret: str, *, now: datetime) -> ApiToken | None:
    """Find the standing token with these words, of somebody who may still come in. One query."""
    tokens = ApiToken.objects.standing(now=now).filter(
        person__in=Person.objects.get_queryset().admissible()
    )
    return tokens.select_related("person").filter(digest=digest_of(secret)).first()


def tokens_of(person: Person, *, now: datetime) -> QuerySet[ApiToken]:
    return ApiToken.objects.standing(now=now).filter(person=person).order_by("-created_at", "-pk")
