"""Requests to join (permintaan bergabung), from people without an account."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.accounts.models.areas import in_areas
from balai.core.codes import VILLAGE_LENGTH


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def waiting(self) -> Self:
        return self.filter(decided_at__isnull=True)

    def in_areas(self, codes: Iterable[str]) -> Self:
        return self.filter(in_areas(codes))

    def empty(self) -> int:
        """Take away what tells who asked; that somebody did, and where, stays."""
        return self.update(name="", email="", phone_number="", why="")


class JoinRequest(models.Model):
    """Somebody asks to be let into a village. Who asked is emptied once it has an end."""

    area_code = models.CharField(max_length=VILLAGE_LENGTH, db_index=True)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone_number = models.CharField(max_length=15, blank=True)
    why = models.CharField(max_length=500, blank=True)
    # In which a mail to them is written.
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="id")
    request_key = models.UUIDField(unique=True)
    adult_said_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # Of those that were approved.
    invitation = models.OneToOneField(
        "accounts.Invitation",
        on_delete=models.PROTECT,
        related_name="request",
        null=True,
        blank=True,
    )

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__gte=models.F("asked_at"), decided_by__isnull=False),
                name="accounts_request_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(invitation__isnull=True) | Q(decided_at__isnull=False),
                name="accounts_request_is_approved_when_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_code} {self.asked_at:%Y-%m-%d}"
