"""Calendars of elsewhere, what is closed, and the secret address of one's own calendar."""

from django.db import models
from django.db.models import F, Q

from balai.reservations.models.venues import Resource, Venue


class OutsideCalendar(models.Model):
    """A calendar kept elsewhere, whose events close a venue, or one thing of it."""

    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="+")
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(max_length=120)
    read_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Closure(models.Model):
    """A while in which a venue, or one thing with all that it contains, is not to be had.

    It stops what is new. What was reserved before stays, and is shown to the keeper.
    """

    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="closures")
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    why = models.CharField(max_length=200, blank=True)
    # Of what was read from a calendar of elsewhere: which, and what it is called there.
    calendar = models.ForeignKey(
        OutsideCalendar, on_delete=models.CASCADE, related_name="closures", null=True, blank=True
    )
    uid = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="reservations_closure_in_order"
            ),
            models.UniqueConstraint(
                fields=["calendar", "uid"],
                condition=Q(calendar__isnull=False),
                name="reservations_each_event_once",
            ),
        ]
        indexes = [models.Index(fields=["venue", "ends_at"], name="reservations_closures")]

    def __str__(self) -> str:
        return f"{self.starts_at} {self.ends_at}"


class CalendarLink(models.Model):
    """The secret address of one person's calendar; only its hash is kept."""

    person_number = models.BigIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_number"],
                condition=Q(revoked_at__isnull=True),
                name="reservations_one_calendar_link",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_number}"
