"""The secret address under which somebody's phone reads the sessions that concern her."""

from django.db import models
from django.db.models import Q


class CalendarLink(models.Model):
    """One address of one person; only its hash is kept. A new one ends the one before."""

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(revoked_at__isnull=True),
                name="activities_one_calendar_link",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"
