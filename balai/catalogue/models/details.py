"""What each kind of listing says beyond the shared fields."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.core.calendar import PartialDayField


class Details(models.Model):
    """One row beside a listing, named after its kind: `listing.product`."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"


def of_listing(kind: str) -> "models.OneToOneField[models.Model, models.Model]":
    """Tie a table of details to its listing."""
    return models.OneToOneField(
        "catalogue.Listing", on_delete=models.CASCADE, primary_key=True, related_name=kind
    )


class Product(Details):
    """Something made or grown, to be ordered."""

    listing = of_listing("product")
    materials = models.CharField(max_length=200, blank=True)
    materials_en = models.CharField(max_length=200, blank=True)
    made_to_order = models.BooleanField(default=False)
    stock_count = models.PositiveIntegerField(null=True, blank=True)
    lead_time_days = models.PositiveSmallIntegerField(null=True, blank=True)
    lead_time_note = models.CharField(max_length=200, blank=True)
    lead_time_note_en = models.CharField(max_length=200, blank=True)
    capacity = models.CharField(max_length=200, blank=True)
    capacity_en = models.CharField(max_length=200, blank=True)
    award = models.CharField(max_length=200, blank=True)
    award_en = models.CharField(max_length=200, blank=True)


class Attraction(Details):
    """A place to see."""

    listing = of_listing("attraction")
    opening = models.CharField(max_length=200, blank=True)
    opening_en = models.CharField(max_length=200, blank=True)
    facilities = models.CharField(max_length=300, blank=True)
    facilities_en = models.CharField(max_length=300, blank=True)


class Stay(Details):
    """A place to sleep."""

    listing = of_listing("stay")
    room_count = models.PositiveSmallIntegerField(null=True, blank=True)
    guest_count = models.PositiveSmallIntegerField(null=True, blank=True)
    meals = models.CharField(max_length=200, blank=True)
    meals_en = models.CharField(max_length=200, blank=True)


class Experience(Details):
    """Something to do with a guide."""

    listing = of_listing("experience")
    duration = models.CharField(max_length=120, blank=True)
    duration_en = models.CharField(max_length=120, blank=True)
    group_min = models.PositiveSmallIntegerField(null=True, blank=True)
    group_max = models.PositiveSmallIntegerField(null=True, blank=True)
    best_time = models.CharField(max_length=200, blank=True)
    best_time_en = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(group_max__isnull=True)
                | Q(group_min__isnull=True)
                | Q(group_max__gte=F("group_min")),
                name="catalogue_group_size_rises",
            ),
        ]


class Culture(Details):
    """A practice, skill or place that a community keeps."""

    listing = of_listing("culture")
    community = models.CharField(max_length=200, blank=True)
    community_en = models.CharField(max_length=200, blank=True)
    practice_when = models.CharField(max_length=200, blank=True)
    practice_when_en = models.CharField(max_length=200, blank=True)
    etiquette = models.CharField(max_length=300, blank=True)
    etiquette_en = models.CharField(max_length=300, blank=True)


class Event(Details):
    """A feast, festival or fair. Postponed and cancelled are said, never deleted."""

    class Status(models.TextChoices):
        """What is known of it now."""

        SCHEDULED = "scheduled", _("scheduled")
        UNDATED = "undated", _("date not yet known")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")
        PAST = "past", _("past")

    listing = of_listing("event")
    status = models.CharField(max_length=10, choices=Status, default=Status.UNDATED)
    # Local days and times in WITA; an event of one day ends on the day it starts. Times are
    # empty when it lasts all day.
    start_on = models.DateField(null=True, blank=True)
    start_time = models.TimeField(null=True, blank=True)
    end_on = models.DateField(null=True, blank=True)
    end_time = models.TimeField(null=True, blank=True)
    # The last time it was held, where only that is known.
    last_held = PartialDayField()
    recurrence = models.CharField(max_length=200, blank=True)
    recurrence_en = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(start_on__isnull=True, end_on__isnull=True)
                | Q(start_on__isnull=False, end_on__isnull=False, end_on__gte=F("start_on")),
                name="catalogue_event_has_both_ends",
            ),
            models.CheckConstraint(
                condition=~Q(status="scheduled") | Q(start_on__isnull=False),
                name="catalogue_scheduled_event_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["end_on"], name="catalogue_event_end"),
            models.Index(
                fields=["-listing"],
                condition=Q(end_on__isnull=True) & ~Q(recurrence=""),
                name="catalogue_event_recurs",
            ),
        ]

    def is_over(self, today: date) -> bool:
        """Tell whether it is past, or its last day has gone by while nobody said so."""
        return self.status == self.Status.PAST or bool(self.end_on and self.end_on < today)


class Story(Details):
    """Something that happened, told."""

    listing = of_listing("story")
    byline = models.CharField(max_length=120, blank=True)


DETAILS_BY_KIND: dict[str, type[Details]] = {
    model.__name__.lower(): model
    for model in (Product, Attraction, Stay, Experience, Culture, Event, Story)
}
