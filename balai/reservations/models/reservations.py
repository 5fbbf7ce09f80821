"""Reservations: what somebody keeps for a while, and what became of it."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.reservations.models.venues import Resource, Venue
from balai.reservations.rules import passages, states
from balai.reservations.rules.spans import Span


class State(models.TextChoices):
    """Where a reservation stands."""

    WAITING = states.WAITING, _("on the waiting list")
    HELD = states.HELD, _("held for a short while")
    REQUESTED = states.REQUESTED, _("waiting for an answer")
    CONFIRMED = states.CONFIRMED, _("confirmed")
    CHECKED_IN = states.CHECKED_IN, _("checked in")
    FINISHED = states.FINISHED, _("finished")
    NO_SHOW = states.NO_SHOW, _("did not come")
    CANCELLED = states.CANCELLED, _("cancelled")


class Because(models.TextChoices):
    """Why a reservation was called off."""

    ASKED = "asked", _("called off")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", _("not confirmed in time")
    UNANSWERED = "unanswered", _("not answered in time")


class ReservationQuerySet(models.QuerySet["Reservation"]):
    def of(self, person_number: int) -> Self:
        return self.filter(holder_number=person_number)

    def placed(self) -> Self:
        """Keep those that keep a place from others."""
        return self.filter(state__in=states.PLACED)

    def ending_after(self, moment: datetime) -> Self:
        return self.filter(ends_at__gt=moment)


class Reservation(models.Model):
    """Some things at one venue, for one time, for one person or group. Never deleted.

    People and groups stand above reservations: a person is a number, a group a key that
    the app above chose. Who writes "why" is told to write no names.
    """

    # Minted by the form: sent twice it is one, and it names the reservation in calendars.
    key = models.UUIDField(unique=True)
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="reservations")
    holder_number = models.BigIntegerField(null=True, blank=True)
    group_key = models.CharField(max_length=60, blank=True)
    people_count = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State)
    # One more with each change that a calendar must hear of.
    sequence = models.PositiveIntegerField(default=0)
    # The days of one series bear one key.
    series_key = models.UUIDField(null=True, blank=True, db_index=True)
    is_walk_in = models.BooleanField(default=False)

    # Until when a held place is kept.
    expires_at = models.DateTimeField(null=True, blank=True)
    # When the place was offered to who had waited for it.
    offered_at = models.DateTimeField(null=True, blank=True)
    # Until when the place is kept for who has not come; fixed when it was confirmed.
    grace_until = models.DateTimeField(null=True, blank=True)
    came_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    cancelled_at = models.DateTimeField(null=True, blank=True)
    # Empty where nobody did: it ran out.
    cancelled_by_number = models.BigIntegerField(null=True, blank=True)
    because = models.CharField(max_length=10, choices=Because, blank=True)
    why = models.CharField(max_length=200, blank=True)

    made_at = models.DateTimeField()
    made_by_number = models.BigIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField()

    objects = ReservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="reservations_known_state"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="reservations_end_after_they_start"
            ),
            models.CheckConstraint(
                condition=Q(people_count__gte=1), name="reservations_are_for_somebody"
            ),
            models.CheckConstraint(
                condition=Q(state=State.HELD, expires_at__isnull=False)
                | Q(~Q(state=State.HELD), expires_at__isnull=True),
                name="reservations_held_until_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CANCELLED, cancelled_at__isnull=False)
                & Q(because__in=Because.values)
                | Q(~Q(state=State.CANCELLED), cancelled_at__isnull=True, because=""),
                name="reservations_cancelled_with_a_cause",
            ),
        ]
        indexes = [
            models.Index(fields=["venue", "starts_at"], name="reservations_of_venue"),
            models.Index(fields=["holder_number", "starts_at"], name="reservations_of_holder"),
            models.Index(
                fields=["ends_at"],
                condition=Q(state__in=sorted({*states.OPEN, states.CHECKED_IN})),
                name="reservations_that_may_run_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"

    @property
    def span(self) -> Span:
        return Span.between(self.starts_at, self.ends_at)


class Item(models.Model):
    """One thing of a reservation, and how many of it."""

    reservation = models.ForeignKey(Reservation, on_delete=models.CASCADE, related_name="items")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reservation", "resource"], name="reservations_each_thing_once"
            ),
            models.CheckConstraint(condition=Q(count__gte=1), name="reservations_at_least_one"),
        ]

    def __str__(self) -> str:
        return f"{self.count} x {self.resource_id}"


class Passage(models.Model):
    """One way through the door. Each is kept, whatever came before it; none is edited."""

    class Direction(models.TextChoices):
        """Which way."""

        IN = passages.IN, _("came")
        OUT = passages.OUT, _("went")

    # Minted by the phone that saw it: told twice it is one.
    nonce = models.UUIDField(unique=True)
    reservation = models.ForeignKey(Reservation, on_delete=models.PROTECT, related_name="passages")
    direction = models.CharField(max_length=3, choices=Direction)
    # When it was; the phone may tell it hours later.
    at = models.DateTimeField()
    told_at = models.DateTimeField()
    # Empty where somebody ticked themselves in with the code.
    by_number = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.direction} {self.at}"
