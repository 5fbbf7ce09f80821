"""Places that name somebody who was forgotten, for people to mend."""

from typing import Self

from django.db import models
from django.db.models import Q


class PlaceToMendQuerySet(models.QuerySet["PlaceToMend"]):
    def open(self) -> Self:
        return self.filter(mended_at__isnull=True)


class PlaceToMend(models.Model):
    """One text that named a person when they were forgotten; by its number, never by words."""

    request = models.ForeignKey(
        "accounts.PrivacyRequest", on_delete=models.CASCADE, related_name="places"
    )
    # The label of a model and the number of its row: accounts knows neither.
    thing = models.CharField(max_length=60)
    thing_number = models.BigIntegerField()
    found_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True, blank=True)
    mended_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = PlaceToMendQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "thing", "thing_number"], name="accounts_place_found_once"
            ),
            models.CheckConstraint(
                condition=Q(mended_at__isnull=True, mended_by__isnull=True)
                | Q(mended_at__isnull=False, mended_by__isnull=False),
                name="accounts_place_mended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing} {self.thing_number}"
