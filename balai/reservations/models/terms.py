"""The terms under which something can be reserved."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Approval(models.TextChoices):
    """Who says yes."""

    NONE = "none", _("nobody: it is confirmed at once")
    KEEPER = "keeper", _("the keeper")


class Terms(models.Model):
    """How long before, how long, and with how much room around. Empty means no limit."""

    name = models.CharField(max_length=80)
    approval = models.CharField(max_length=8, choices=Approval, default=Approval.NONE)
    notice = models.DurationField(default=timedelta())
    advance = models.DurationField(null=True, blank=True)
    shortest = models.DurationField(null=True, blank=True)
    longest = models.DurationField(null=True, blank=True)
    # Time to get ready and to tidy up: mine lies clear of yours, though both may share a gap.
    before = models.DurationField(default=timedelta())
    after = models.DurationField(default=timedelta())
    # How long a place is kept while somebody fills a form in, and while who waited is asked.
    held_for = models.DurationField(default=timedelta(minutes=15))
    offered_for = models.DurationField(default=timedelta(hours=3))
    # How long after its start a place is kept for who has not come; empty keeps it to the end.
    grace = models.DurationField(null=True, blank=True, default=timedelta(minutes=30))

    class Meta:
        verbose_name_plural = "terms"
        constraints = [
            models.CheckConstraint(
                condition=Q(shortest__isnull=True)
                | Q(longest__isnull=True)
                | Q(longest__gte=F("shortest")),
                name="reservations_longest_is_not_shorter",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Whose(models.TextChoices):
    """Whose reservations are counted together."""

    PERSON = "person", _("each person")
    GROUP = "group", _("each group")


class Per(models.TextChoices):
    """For how long they are counted together."""

    DAY = "day", _("a day")
    WEEK = "week", _("a week")
    MONTH = "month", _("a month")


class Quota(models.Model):
    """How many reservations under these terms one may have in a day, week or month."""

    terms = models.ForeignKey(Terms, on_delete=models.CASCADE, related_name="quotas")
    whose = models.CharField(max_length=6, choices=Whose)
    per = models.CharField(max_length=5, choices=Per)
    most = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["terms", "whose", "per"], name="reservations_one_quota_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.most} {self.whose} {self.per}"
