"""Pictures that the authors of a course bring, beside those drawn for Balai."""

from typing import Self

from django.db import models
from django.db.models import Q

from balai.accounts.visitors import Viewer, rights_of
from balai.activities.models.courses import Course, Enrolment
from balai.activities.rules.courses import writes_courses


class LessonPictureQuerySet(models.QuerySet["LessonPicture"]):
    def visible_to(self, person: Viewer) -> Self:
        """Start every read here: of courses that are open, or that somebody is on the way through.

        Who writes courses sees those of drafts, too.
        """
        if writes_courses(rights_of(person)):
            return self.all()
        begun = Enrolment.objects.of(person).values("version__course")
        read = Q(course__in=Course.objects.open()) | Q(course__in=begun)
        return self.filter(read, shown_at__isnull=False)


class LessonPicture(models.Model):
    """One picture, named in the text of lessons. It is never changed; another has another name."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="pictures")
    name = models.SlugField(max_length=40)
    # Its address, which nobody guesses; the files in the storage are named after it.
    key = models.CharField(max_length=32, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    widths = models.JSONField()
    added_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    # When a version that shows it was published; it stays from then on.
    shown_at = models.DateTimeField(null=True, blank=True)

    objects = LessonPictureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "name"], name="activities_lesson_picture_name_once"
            ),
            models.CheckConstraint(
                condition=Q(width__gt=0, height__gt=0), name="activities_lesson_picture_has_a_size"
            ),
        ]

    def __str__(self) -> str:
        return self.name
