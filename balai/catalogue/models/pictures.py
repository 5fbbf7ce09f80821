"""Pictures of listings."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from balai.accounts.visitors import Viewer
from balai.catalogue.models.listings import Listing, open_now, public_now, worked_on_by
from balai.catalogue.models.protocols import kept_open_to
from balai.ui.translated import in_language

# Nobody is to be recognised in it, or somebody who agrees to its being shown.
AGREED = ~Q(shows_somebody=True) | Q(agreed_at__isnull=False)


class PictureQuerySet(models.QuerySet["Picture"]):
    def visible_to(self, person: Viewer) -> Self:
        """Start every read here: pictures of what this person may see, or works on.

        What a community keeps from them, picture or listing, they see neither way.
        """
        if not person.is_authenticated:
            return self.public()
        kept = kept_open_to(person, today=timezone.localdate())
        seen = Q(shown_at__isnull=False, listing__in=Listing.objects.standing()) & AGREED
        return self.standing().filter(
            seen | worked_on_by(person, at="listing__"),
            open_now() | Q(pk__in=kept.pictures),
            open_now(of="listing__") | Q(listing__in=kept.listings),
        )

    def shown_to(self, person: Viewer) -> Self:
        """What pages show this person, reviewed; a visitor's is asked for in the fewest words."""
        return self.visible_to(person).shown() if person.is_authenticated else self.public()

    def public(self) -> Self:
        """What everyone may see."""
        return self.standing().shown().filter(open_now(), public_now(of="listing__"))

    def standing(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def shown(self) -> Self:
        """Those that a review let through, and whoever is to be recognised in them agrees to."""
        return self.filter(AGREED, shown_at__isnull=False)

    def in_order(self) -> Self:
        return self.order_by("position")


class Picture(models.Model):
    """One photograph of a listing; the first is its cover."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="pictures")
    # Its address, which nobody guesses; the files in the storage are named after it.
    key = models.CharField(max_length=32, unique=True, editable=False)
    # Of the bytes as they were sent: the same photo sent twice is one picture.
    digest = models.CharField(max_length=64, editable=False)
    position = models.PositiveSmallIntegerField()

    # What it shows, for whoever does not see it; a draft may still owe it.
    alt = models.CharField(max_length=300, blank=True)
    alt_en = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=120, blank=True)
    # Whether somebody can be recognised in it; empty until that is answered.
    shows_somebody = models.BooleanField(null=True, blank=True)
    # Since when somebody agrees to be seen in it; kept in step with the consents in accounts.
    agreed_at = models.DateTimeField(null=True, blank=True, editable=False)

    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    widths = models.JSONField()
    # What stands in its place until it has loaded, as "#rrggbb".
    colour = models.CharField(max_length=7)

    added_at = models.DateTimeField()
    # When it was first let be seen; empty while it waits for review.
    shown_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    # As on its listing: its own protocol may be stricter.
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    open_until = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PictureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "position"],
                condition=Q(removed_at__isnull=True),
                name="catalogue_one_picture_per_position",
            ),
            models.UniqueConstraint(
                fields=["listing", "digest"],
                condition=Q(removed_at__isnull=True),
                name="catalogue_same_picture_once",
            ),
            models.CheckConstraint(
                condition=Q(width__gt=0, height__gt=0), name="catalogue_picture_has_a_size"
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "alt") or self.key

    @property
    def lacks_consent(self) -> bool:
        """Tell whether somebody can be recognised in it who has not agreed to be shown."""
        return bool(self.shows_somebody) and self.agreed_at is None
