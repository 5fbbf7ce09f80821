"""The wall: what is kept from others, so that the database itself refuses a second time."""

from django.db import models
from django.db.models import F, Q

from balai.reservations.models.reservations import Reservation
from balai.reservations.models.venues import Venue


class ClaimQuerySet(models.QuerySet["Claim"]):
    def between(self, start: int, end: int) -> "ClaimQuerySet":
        return self.filter(to_second__gt=start, from_second__lt=end)


class Claim(models.Model):
    """One thing, with all that it contains, kept for one reservation for a while.

    Two claims may not share numbers and seconds, unless both are buffers: my time lies
    clear of your buffer and yours of mine, while two buffers may share a gap. The
    migration refuses it, by an exclusion constraint on PostgreSQL and triggers on SQLite,
    which a later migration that rebuilds the table has to make anew.

    Times are seconds, which both databases compare, and read by thousands, quickly.
    """

    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="+")
    reservation = models.ForeignKey(Reservation, on_delete=models.CASCADE, related_name="claims")
    first_number = models.BigIntegerField()
    last_number = models.BigIntegerField()
    from_second = models.BigIntegerField()
    to_second = models.BigIntegerField()
    is_buffer = models.BooleanField(default=False)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_number__gte=F("first_number"), to_second__gt=F("from_second")),
                name="reservations_claim_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["venue", "to_second"], name="reservations_claims_to_come"),
        ]

    def __str__(self) -> str:
        return f"{self.first_number} {self.from_second}-{self.to_second}"
