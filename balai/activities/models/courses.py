"""Courses (kursus): what is taught in short lessons, in versions that stay as they were."""

from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balai.accounts.visitors import Viewer
from balai.activities.models.sessions import Pillar


class CourseQuerySet(models.QuerySet["Course"]):
    def open(self) -> Self:
        """Keep what everybody may read: published, and not withdrawn."""
        return self.filter(current__isnull=False, withdrawn_at__isnull=True)

    def in_order(self) -> Self:
        return self.order_by("place", "pk")


class Course(models.Model):
    """One subject. What it says stands in its versions, of which one is current."""

    slug = models.SlugField(max_length=60, unique=True)
    pillar = models.CharField(max_length=10, choices=Pillar, blank=True)
    place = models.PositiveSmallIntegerField(default=100)
    minutes = models.PositiveSmallIntegerField(default=30)
    # Empty until one is published.
    current = models.OneToOneField(
        "activities.CourseVersion",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    # What came with Balai, as a digest of its files; empty for a course written here.
    shipped = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CourseQuerySet.as_manager()

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("portal:course", args=[self.slug])


class CourseVersion(models.Model):
    """A course as it was said once. Published, it is not changed any more."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    summary = models.CharField(max_length=240, blank=True)
    summary_en = models.CharField(max_length=240, blank=True)
    # GIFT; read when it is saved, so that what stands here can be read.
    quiz = models.TextField(blank=True)
    quiz_en = models.TextField(blank=True)
    # Empty where it came with Balai.
    written_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "number"], name="activities_course_version_once"
            ),
            models.UniqueConstraint(
                fields=["course"],
                condition=Q(published_at__isnull=True),
                name="activities_course_has_one_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.published_at is None


class Lesson(models.Model):
    """A few minutes of a course, in Markdown."""

    version = models.ForeignKey(CourseVersion, on_delete=models.CASCADE, related_name="lessons")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    words = models.TextField()
    words_en = models.TextField(blank=True)
    # The name under which it is kept; empty where nobody reads the lesson aloud.
    audio = models.CharField(max_length=80, blank=True)
    audio_en = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"], name="activities_lesson_number_once"
            ),
        ]
        ordering = ["version", "number"]

    def __str__(self) -> str:
        return self.title


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def of(self, person: Viewer) -> Self:
        return self.filter(person=person.pk) if person.is_authenticated else self.none()

    def under_way(self) -> Self:
        return self.filter(finished_at__isnull=True)


class Enrolment(models.Model):
    """One person on the way through one version of a course; they finish what they began."""

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="enrolments")
    begun_at = models.DateTimeField()
    # All lessons read, and the quiz passed.
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "version"], name="activities_enrolled_once"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("begun_at")),
                name="activities_enrolment_finished_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.version_id}"


class LessonDone(models.Model):
    """A lesson that somebody worked through: told twice, or by two phones, it is one row."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="done")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "lessons done"
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "lesson"], name="activities_lesson_done_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.lesson_id}"


class QuizTry(models.Model):
    """What somebody answered in the quiz of a course, and what it gained of a hundred."""

    # Minted by the form, so that one sent twice is one try.
    request_key = models.UUIDField(unique=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="tries")
    language = models.CharField(
        max_length=2, choices=[("id", _("Indonesian")), ("en", _("English"))]
    )
    given = models.JSONField(encoder=DjangoJSONEncoder)
    percent = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "quiz tries"
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__lte=100), name="activities_quiz_gains_a_hundred_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.percent}"
