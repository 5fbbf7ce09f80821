"""Photos of sessions: what arrived, what came of it, and who may see it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.accounts.visitors import Viewer
from balai.activities.models.sessions import Session
from balai.activities.rules import photos as rules
from balai.core.sealing import opened, sealed

_PURPOSE = "activities.photos"


class Recognisable(models.TextChoices):
    """Who can be recognised in a photo."""

    NOBODY = rules.NOBODY, _("Nobody")
    AGREED = rules.AGREED, _("Adults only, and each agreed to be shown to everybody")
    KEPT = rules.KEPT, _("Somebody: keep it to those who lead the session")


class SessionPhotoQuerySet(models.QuerySet["SessionPhoto"]):
    def visible_to(self, person: Viewer) -> Self:
        """Start every read here: what is open, of sessions one sees; all of those one leads."""
        if not person.is_authenticated:
            return self.public()
        seen = Q(session__in=Session.objects.visible_to(person))
        led = Q(session__in=Session.objects.worked_on_by(person))
        return self.standing().filter(led | seen & _SHOWN)

    def public(self) -> Self:
        """What everyone may see."""
        return self.standing().shown().filter(session__in=Session.objects.public())

    def standing(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def shown(self) -> Self:
        """Those that are developed, and in which nobody can be recognised who did not agree."""
        return self.filter(_SHOWN)

    def developed(self) -> Self:
        return self.filter(developed_at__isnull=False)

    def in_order(self) -> Self:
        return self.order_by("pk")


_SHOWN = Q(developed_at__isnull=False, recognisable__in=rules.OPEN)


class SessionPhoto(models.Model):
    """One photograph of a session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="photos")
    # Of the bytes as they were sent: the same photo sent twice is one.
    digest = models.CharField(max_length=64, editable=False)
    # One of twelve; the database holds that there are no more.
    position = models.PositiveSmallIntegerField()
    # What is to be seen, for whoever does not see it; emptied when it is taken away.
    alt = models.CharField(max_length=300, blank=True)
    recognisable = models.CharField(max_length=10, choices=Recognisable)
    # Who answered that, and when. Empty where the system did: the demo.
    said_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    said_at = models.DateTimeField()
    added_at = models.DateTimeField()
    # One more with each change of what is said of it.
    version = models.PositiveIntegerField(default=0)

    # Its address, which nobody guesses; the files in the storage are named after it.
    key = models.CharField(max_length=32, blank=True, editable=False)
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)
    widths = models.JSONField(default=list)
    developed_at = models.DateTimeField(null=True, blank=True)
    # The code of why it could not be developed; empty while it waits, or when it was.
    refusal = models.CharField(max_length=40, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = SessionPhotoQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "position"],
                condition=Q(removed_at__isnull=True),
                name="activities_one_photo_per_position",
            ),
            models.UniqueConstraint(
                fields=["session", "digest"],
                condition=Q(removed_at__isnull=True),
                name="activities_same_photo_once",
            ),
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key=""), name="activities_photo_has_its_own_key"
            ),
            models.CheckConstraint(
                condition=Q(position__lt=rules.MOST), name="activities_twelve_photos_at_most"
            ),
            models.CheckConstraint(
                condition=Q(recognisable__in=Recognisable.values),
                name="activities_photo_says_who_is_in_it",
            ),
            models.CheckConstraint(
                condition=Q(developed_at__isnull=True, key="")
                | Q(developed_at__isnull=False, width__gt=0, height__gt=0, refusal="") & ~Q(key=""),
                name="activities_photo_is_developed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.position}"

    @property
    def waits(self) -> bool:
        """Whether it is still to be developed."""
        return self.developed_at is None and not self.refusal


class SentPhoto(models.Model):
    """The bytes of a photo as they arrived, sealed; gone once it is developed."""

    photo = models.OneToOneField(
        SessionPhoto, on_delete=models.CASCADE, related_name="sent", primary_key=True
    )
    sealed_content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.photo_id)

    @property
    def content(self) -> bytes:
        """Open what was sent. Raises SealBroken."""
        return opened(bytes(self.sealed_content), purpose=_PURPOSE)

    @staticmethod
    def sealed(content: bytes) -> bytes:
        return sealed(content, purpose=_PURPOSE)
