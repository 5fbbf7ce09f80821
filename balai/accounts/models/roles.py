"""Roles (peran): what a person may do, within an area. Authority flows down the code."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.accounts.models.areas import (
    in_a_fitting_area,
    in_areas,
    of_an_organisation_if_a_member,
)
from balai.accounts.rules import MEMBER, Right
from balai.core.codes import VILLAGE_LENGTH


class RoleKind(models.TextChoices):
    """What somebody is in an area."""

    PROVINCE_OFFICER = "province_officer", _("province officer")
    REGENCY_OFFICER = "regency_officer", _("regency officer")
    VILLAGE_HEAD = "village_head", _("village head")
    OPERATOR = "operator", _("village operator")
    REPRESENTATIVE = "representative", _("community representative")
    REVIEWER = "reviewer", _("reviewer")
    MEMBER = MEMBER, _("organisation member")


class RoleQuerySet(models.QuerySet["Role"]):
    def standing(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def in_areas(self, codes: Iterable[str]) -> Self:
        return self.filter(in_areas(codes))


class Role(models.Model):
    """One right of one person within one area; it ends, and stays written."""

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=20, choices=RoleKind)
    # A Kemendagri code. Regions stand above accounts, so this is no foreign key.
    area_code = models.CharField(max_length=VILLAGE_LENGTH, db_index=True)
    # Of members alone. Organisations stand above accounts, too.
    organisation_number = models.BigIntegerField(null=True, blank=True, db_index=True)
    given_at = models.DateTimeField()
    # Empty where the system gave it: the first officer, the demo.
    given_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "area_code"],
                condition=Q(ended_at__isnull=True, organisation_number__isnull=True),
                name="accounts_role_held_once",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation_number"],
                condition=Q(ended_at__isnull=True),
                name="accounts_membership_held_once",
            ),
            models.CheckConstraint(
                condition=of_an_organisation_if_a_member(),
                name="accounts_members_are_of_an_organisation",
            ),
            models.CheckConstraint(
                condition=in_a_fitting_area(), name="accounts_role_in_a_fitting_area"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__gte=models.F("given_at")),
                name="accounts_role_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.area_code}"

    @property
    def right(self) -> Right:
        return Right(self.kind, self.area_code, self.organisation_number)
