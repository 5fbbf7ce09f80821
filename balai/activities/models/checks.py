"""The literacy check (cek literasi): what is asked, of which class, and what was answered."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.accounts.visitors import Viewer, rights_of
from balai.activities.models.sessions import Pillar, Session
from balai.activities.rules import PLANNERS

CODE_LENGTH = 6


class CheckItemQuerySet(models.QuerySet["CheckItem"]):
    def asked(self) -> Self:
        """Keep what new checks ask."""
        return self.filter(retired_at__isnull=True)

    def in_order(self) -> Self:
        return self.order_by("place", "pk")


class CheckItem(models.Model):
    """One thing that is asked; how it is asked stands in its versions."""

    slug = models.SlugField(max_length=60, unique=True)
    pillar = models.CharField(max_length=10, choices=Pillar)
    place = models.PositiveSmallIntegerField()
    retired_at = models.DateTimeField(null=True, blank=True)
    # Who last decided about it here; empty while it stands as it came with Balai.
    changed_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = CheckItemQuerySet.as_manager()

    def __str__(self) -> str:
        return self.slug


class ItemVersion(models.Model):
    """An item as it was asked once. It is never changed: old scores are reckoned by it."""

    item = models.ForeignKey(CheckItem, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    picture = models.CharField(max_length=40, blank=True)
    question = models.CharField(max_length=300)
    question_en = models.CharField(max_length=300, blank=True)
    # What can be picked, in the order of the paper: lists of Indonesian and English words.
    options = models.JSONField()
    # What each gains. It leaves the server only once the check is over.
    points = models.JSONField()
    why = models.CharField(max_length=300, blank=True)
    why_en = models.CharField(max_length=300, blank=True)
    # Empty where it came with Balai.
    written_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="activities_item_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.number}"


class Phase(models.TextChoices):
    """Where a check stands. Each is opened and closed by the facilitator, never by a date."""

    PREPARED = "prepared", _("prepared")
    BEFORE = "before", _("first check open")
    BETWEEN = "between", _("first check closed")
    AFTER = "after", _("second check open")
    OVER = "over", _("over")


class CheckQuerySet(models.QuerySet["LiteracyCheck"]):
    def led_by(self, person: Viewer) -> Self:
        """Keep those of sessions that somebody plans or leads, and of one's villages."""
        led = Q(session__in=Session.objects.worked_on_by(person).values("pk"))
        for right in rights_of(person):
            if right.kind in PLANNERS:
                led |= Q(session__village__code__within=right.area_code)
        return self.filter(led)

    def open(self) -> Self:
        return self.filter(phase__in=[Phase.BEFORE, Phase.AFTER])


class LiteracyCheck(models.Model):
    """The check of one class, before and after: both times the same versions are asked."""

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="literacy_check")
    # What people of the class type to find it.
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.PREPARED)
    prepared_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    prepared_at = models.DateTimeField()
    before_opened_at = models.DateTimeField(null=True, blank=True)
    before_closed_at = models.DateTimeField(null=True, blank=True)
    after_opened_at = models.DateTimeField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True)
    example = models.BooleanField(default=False)

    objects = CheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(phase="over", over_at__isnull=False)
                | (~Q(phase="over") & Q(over_at__isnull=True)),
                name="activities_check_is_over_since_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        return self.phase in {Phase.BEFORE, Phase.AFTER}

    @property
    def is_over(self) -> bool:
        return self.phase == Phase.OVER


class CheckQuestion(models.Model):
    """Which version of which item is asked in a check, and as which question."""

    check_of = models.ForeignKey(LiteracyCheck, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["check_of", "number"], name="activities_check_question_once"
            ),
        ]
        ordering = ["check_of", "number"]

    def __str__(self) -> str:
        return f"{self.check_of_id}: {self.number}"


class Sheet(models.Model):
    """What one person of a class answered at one time, known by the number on their paper.

    Names stand on the facilitator's list, not here.
    """

    check_of = models.ForeignKey(LiteracyCheck, on_delete=models.CASCADE, related_name="sheets")
    taker = models.PositiveSmallIntegerField()
    phase = models.CharField(max_length=10, choices=Phase)
    # Minted by the form, so that one sent twice is one sheet.
    request_key = models.UUIDField(unique=True)
    is_from_paper = models.BooleanField()
    entered_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["check_of", "taker", "phase"], name="activities_sheet_once"
            ),
            models.CheckConstraint(condition=Q(taker__gt=0), name="activities_sheet_has_a_number"),
            models.CheckConstraint(
                condition=Q(phase__in=["before", "after"]), name="activities_sheet_of_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_of_id}: {self.taker} {self.phase}"


class SheetAnswer(models.Model):
    """What was picked for one question; None where nothing was."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="answers")
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")
    pick = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "version"], name="activities_sheet_answer_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.pick}"
