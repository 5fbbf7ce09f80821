"""Codes that let somebody back in who forgot the password, handed over in person."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

TRIES = 5


class RecoveryCodeQuerySet(models.QuerySet["RecoveryCode"]):
    def not_over(self) -> Self:
        return self.filter(used_at__isnull=True, replaced_at__isnull=True)

    def open(self, *, now: datetime) -> Self:
        return self.not_over().filter(expires_at__gt=now, tries_left__gt=0)


class RecoveryCode(models.Model):
    """A code for one person, made by somebody else; of the code only a slow hash is kept."""

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=128)
    tries_left = models.PositiveSmallIntegerField(default=TRIES)
    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    # When another one was made for the same person.
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = RecoveryCodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at__isnull=True, replaced_at__isnull=True),
                name="accounts_one_open_code_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(made_by=models.F("person")), name="accounts_code_for_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(tries_left__gte=0), name="accounts_code_tries_not_below_none"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at:%Y-%m-%d}"
