"""Attendance (kehadiran): who came to which session, once each, with the trail of it."""

from uuid import UUID, uuid5

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.activities.models.participants import Participant
from balai.activities.models.sessions import Session


class How(models.TextChoices):
    """In what way it was said that somebody came."""

    ROSTER = "roster", _("ticked on the list")
    WALK_IN = "walk_in", _("written down on arrival")
    DOOR = "door", _("with the code at the door")
    SHEET = "sheet", _("from the paper sheet")


def attendance_key(session_key: UUID, participant_key: UUID) -> UUID:
    """Derive the identity: two phones that say the same without signal say it once."""
    return uuid5(session_key, str(participant_key))


class Attendance(models.Model):
    """Whether one participant came to one session. Taken back, it stays and says so."""

    key = models.UUIDField(unique=True)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="attendances"
    )
    is_present = models.BooleanField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "participant"], name="activities_attendance_once"
            ),
        ]
        verbose_name_plural = "attendance"

    def __str__(self) -> str:
        return f"{self.session_id} {self.participant_id}"


class AttendanceMark(models.Model):
    """One time somebody said that a participant came, or did not: the trail of an attendance."""

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="marks")
    is_present = models.BooleanField()
    how = models.CharField(max_length=8, choices=How)
    at = models.DateTimeField()
    # Empty where participants ticked themselves in, and in the demo.
    by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # The form's: one form, sent again, marks nobody again.
    request_key = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attendance", "request_key"], name="activities_marked_once_by_a_form"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attendance_id} {self.is_present}"


class HeadCount(models.Model):
    """How many came without a name, minors among them. The newest counts; none is edited."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="head_counts")
    women = models.PositiveIntegerField(default=0)
    men = models.PositiveIntegerField(default=0)
    unsaid = models.PositiveIntegerField(default=0)
    # Under 18: never by name.
    girls = models.PositiveIntegerField(default=0)
    boys = models.PositiveIntegerField(default=0)
    # Of all these, those with a disability, and those of 60 or older.
    with_disability = models.PositiveIntegerField(default=0)
    elders = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    request_key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    with_disability__lte=models.F("women")
                    + models.F("men")
                    + models.F("unsaid")
                    + models.F("girls")
                    + models.F("boys")
                ),
                name="activities_no_more_disabled_than_counted",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    elders__lte=models.F("women") + models.F("men") + models.F("unsaid")
                ),
                name="activities_no_more_elders_than_adults",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.total}"

    @property
    def adults(self) -> int:
        return self.women + self.men + self.unsaid

    @property
    def minors(self) -> int:
        return self.girls + self.boys

    @property
    def total(self) -> int:
        return self.adults + self.minors
