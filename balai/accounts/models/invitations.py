"""Invitations (undangan): a right that waits for whoever opens a link."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from balai.accounts.models.areas import (
    in_a_fitting_area,
    in_areas,
    of_an_organisation_if_a_member,
)
from balai.accounts.models.roles import RoleKind
from balai.accounts.rules import Right
from balai.core.codes import VILLAGE_LENGTH
from balai.core.tokens import hash_of


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, *, now: datetime) -> Self:
        return self.filter(taken_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now)

    def in_areas(self, codes: Iterable[str]) -> Self:
        return self.filter(in_areas(codes))

    def with_token(self, token: str) -> Self:
        kept = hash_of(token)
        return self.filter(Q(token_hash=kept) | Q(mailed_token_hash=kept))


class Invitation(models.Model):
    """One right, given to the first who opens the link; of the link only its hash is kept."""

    kind = models.CharField(max_length=20, choices=RoleKind)
    area_code = models.CharField(max_length=VILLAGE_LENGTH, db_index=True)
    organisation_number = models.BigIntegerField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    # The link in a mail is another one: only whoever sends it may know it.
    mailed_token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    # Whom it is meant for, so that those who wait can be told apart; emptied at its end.
    meant_for = models.CharField(max_length=120, blank=True)
    # Empty where the system itself invites: the first officer.
    made_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # The role that its holder lays down for whoever takes this.
    ends_role = models.ForeignKey(
        "accounts.Role", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=in_a_fitting_area(), name="accounts_invitation_to_a_fitting_area"
            ),
            models.CheckConstraint(
                condition=of_an_organisation_if_a_member(),
                name="accounts_invited_members_are_of_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="accounts_invitation_taken_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(taken_by__isnull=True) | Q(taken_at__isnull=False),
                name="accounts_invitation_taken_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(ends_role__isnull=True) | Q(made_by__isnull=False),
                name="accounts_handover_is_made_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.area_code}"

    @property
    def right(self) -> Right:
        return Right(self.kind, self.area_code, self.organisation_number)
