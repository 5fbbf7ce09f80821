"""Who reviews what, as each province chooses."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.catalogue.models.listings import Kind
from balai.core.codes import PROVINCE_LENGTH


class Reviewing(models.TextChoices):
    """Who has to accept what a village writes before everyone sees it."""

    AREA = "area", _("the village head, a reviewer or an officer of the area")
    HEAD = "head", _("the village head")
    REGENCY = "regency", _("a reviewer or an officer of the regency")
    NONE = "none", _("nobody: it is published at once")


class ReviewRuleQuerySet(models.QuerySet["ReviewRule"]):
    def standing(self) -> Self:
        return self.filter(replaced_at__isnull=True)


class ReviewRule(models.Model):
    """What a province chose for one kind of listing, from one moment to another.

    Where nothing was chosen, Reviewing.AREA holds.
    """

    province_code = models.CharField(max_length=PROVINCE_LENGTH)
    kind = models.CharField(max_length=10, choices=Kind)
    who = models.CharField(max_length=10, choices=Reviewing)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province_code", "kind"],
                condition=Q(replaced_at__isnull=True),
                name="catalogue_one_review_rule",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at__isnull=True) | Q(replaced_at__gte=F("chosen_at")),
                name="catalogue_review_rule_replaced_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.province_code} {self.kind}: {self.who}"
