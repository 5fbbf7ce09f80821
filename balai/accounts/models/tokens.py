"""Tokens: what a person's program shows instead of a password."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def standing(self, *, now: datetime) -> Self:
        return self.filter(revoked_at__isnull=True, expires_at__gt=now)


class ApiToken(models.Model):
    """A key to what its owner may do through the API. Only its digest is kept."""

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    # Minted by the form: sent twice, it makes one token.
    request_key = models.UUIDField(unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    # A day, no more: enough to see that a token is still in use.
    last_used_on = models.DateField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="accounts_token_expires_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.name
