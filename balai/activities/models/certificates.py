"""Certificates (sertifikat): what somebody learned, with a number that anybody may check."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balai.accounts.visitors import Viewer, rights_of
from balai.activities.rules import OFFICERS, PLANNERS
from balai.core.codes import VILLAGE_LENGTH


class BadgeKey(models.Model):
    """The public half of a key that signed; the newest signs now. The others stay for checking."""

    public = models.CharField(max_length=60, unique=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.public


class Issue(models.Model):
    """Certificates asked for a whole class at once; a task makes them, one by one."""

    request_key = models.UUIDField(unique=True)
    session = models.ForeignKey("activities.Session", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    asked_at = models.DateTimeField()
    # The names as they are to be printed; emptied as soon as each has its certificate.
    names = models.JSONField(default=list)
    total = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(total__gt=0), name="activities_issue_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.total}"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, person: Viewer) -> Self:
        """Keep one's own, those one issued, and those of the areas one works for."""
        if not person.is_authenticated:
            return self.none()
        seen = Q(person=person.pk) | Q(issued_by=person.pk)
        for right in rights_of(person):
            if right.kind in PLANNERS | OFFICERS:
                seen |= Q(area_code=right.area_code) | Q(
                    area_code__startswith=f"{right.area_code}."
                )
        return self.filter(seen)

    def revoked(self) -> Self:
        return self.filter(revoked_at__isnull=False)


class Certificate(models.Model):
    """One certificate of one person. Revoked it stays, and says so."""

    number = models.CharField(max_length=12, unique=True)
    # A random URN stands for the holder in what is signed.
    holder = models.UUIDField(unique=True)
    # As printed; empty once the person is forgotten.
    name = models.CharField(max_length=120, blank=True)
    # When the holder agreed that everybody who knows the number reads the name.
    name_agreed_at = models.DateTimeField(null=True, blank=True)
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    # One of these two is what it is for.
    version = models.ForeignKey(
        "activities.CourseVersion",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    session = models.ForeignKey(
        "activities.Session", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    issue = models.ForeignKey(
        Issue, on_delete=models.PROTECT, related_name="certificates", null=True, blank=True
    )
    # Which of the names of its issue, so that a task done twice makes it once.
    place = models.PositiveIntegerField(null=True, blank=True)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    # Empty for a course that somebody learned alone.
    area_code = models.CharField(max_length=VILLAGE_LENGTH, blank=True, db_index=True)

    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # The signed credential, as it was handed out. It is never signed anew.
    badge = models.TextField()
    key = models.ForeignKey(BadgeKey, on_delete=models.PROTECT, related_name="+")

    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    revoked_why = models.CharField(
        max_length=12,
        blank=True,
        choices=[
            ("mistake", _("issued by mistake")),
            ("name", _("the name was wrong")),
            ("wish", _("at the wish of its holder")),
        ],
    )
    example = models.BooleanField(default=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version"],
                condition=Q(revoked_at__isnull=True, version__isnull=False),
                name="activities_certificate_of_a_course_once",
            ),
            models.UniqueConstraint(
                fields=["issue", "place"], name="activities_certificate_of_an_issue_once"
            ),
            models.CheckConstraint(
                condition=Q(version__isnull=False, session__isnull=True)
                | Q(version__isnull=True, session__isnull=False),
                name="activities_certificate_for_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_why="")
                | (
                    Q(revoked_at__isnull=False, revoked_at__gte=F("issued_at")) & ~Q(revoked_why="")
                ),
                name="activities_certificate_revoked_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("portal:certificate", args=[self.written_number])

    @property
    def written_number(self) -> str:
        """The number as people read it: in groups of four."""
        return "-".join(self.number[start : start + 4] for start in range(0, len(self.number), 4))
