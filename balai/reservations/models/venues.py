"""What can be reserved: halls, rooms, seats and things, at a place with hours of its own."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.core.codes import VILLAGE_LENGTH
from balai.reservations.models.terms import Terms
from balai.reservations.rules.branches import MOST, Branch, branch_of_venue


class Venue(models.Model):
    """One place whose things are reserved under one roof: a hub, a homestay, a jetty.

    What it is stands in the app that has it. Its row is the lock: whoever writes a
    reservation here takes it first, however many things it is of.
    """

    name = models.CharField(max_length=120)
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="+")
    # Regions stand above reservations, so this is no foreign key.
    area_code = models.CharField(max_length=VILLAGE_LENGTH, blank=True, db_index=True)
    # Invented for trying Balai out.
    example = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name

    @property
    def branch(self) -> Branch:
        return branch_of_venue(self.pk)


class Resource(models.Model):
    """A hall, a room, a seat, or a stock of things that are all alike.

    Reserving it keeps all that it contains, and all that contains it, from others; what
    stands beside it stays free. It is retired, never deleted.
    """

    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="resources")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="children", null=True, blank=True
    )
    name = models.CharField(max_length=120)
    # What others of it can stand in for it: "seat", "camera". The app above chooses the words.
    kind = models.CharField(max_length=30, blank=True)
    # Empty: those of what contains it, or of the venue.
    terms = models.ForeignKey(
        Terms, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    stock = models.PositiveSmallIntegerField(default=1)
    # How many people it takes, each piece of it; empty where nobody counts.
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    needs_power = models.BooleanField(default=False)
    needs_internet = models.BooleanField(default=False)
    first_number = models.BigIntegerField(unique=True)
    last_number = models.BigIntegerField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stock__gte=1, stock__lte=MOST), name="reservations_stock_in_bounds"
            ),
            models.CheckConstraint(
                condition=Q(last_number__gte=F("first_number")),
                name="reservations_branch_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def branch(self) -> Branch:
        return Branch(self.first_number, self.last_number)


class Hours(models.Model):
    """When a venue, or one thing of it, is open or has power or internet, in its wall time."""

    class Kind(models.TextChoices):
        """Hours of what."""

        OPEN = "open", _("open")
        POWER = "power", _("power")
        INTERNET = "internet", _("internet")

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="hours")
    # Empty: of all things there that have no hours of this kind of their own.
    resource = models.ForeignKey(
        Resource, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    kind = models.CharField(max_length=8, choices=Kind)
    # Monday is 0.
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    # 00:00 is the midnight that ends the day.
    ends = models.TimeField()

    class Meta:
        verbose_name_plural = "hours"
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__gte=0, weekday__lte=6), name="reservations_day_of_the_week"
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")) | Q(ends="00:00"),
                name="reservations_hours_end_after_they_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.weekday} {self.starts}-{self.ends}"
