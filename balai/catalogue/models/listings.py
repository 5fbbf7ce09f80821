"""Listings (sajian): one thing that a village shows."""

from collections.abc import Container
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.accounts.rules import MEMBER
from balai.accounts.visitors import Viewer, rights_of
from balai.catalogue import rules
from balai.catalogue.models.protocols import kept_open_to
from balai.catalogue.paths import listing_path, slug_of
from balai.core.calendar import PartialDayField
from balai.core.sources import Source
from balai.registry.fields import RegionCodeField
from balai.ui.translated import in_language


def _standing(*, of: str = "") -> Q:
    """Match what is published and not withdrawn; `of` leads there from the row that is asked."""
    return Q((f"{of}published_at__isnull", False), (f"{of}withdrawn_at__isnull", True))


STANDING = _standing()
# And kept back by no community. Every list is read off an index over just these.
COUNTED = Q(published_at__isnull=False, withdrawn_at__isnull=True, closed_at__isnull=True)


class Kind(models.TextChoices):
    """The seven kinds. Each but the shared fields has a table of its own in details.py."""

    PRODUCT = "product", _("product")
    ATTRACTION = "attraction", _("attraction")
    STAY = "stay", _("stay")
    EXPERIENCE = "experience", _("experience")
    CULTURE = "culture", _("culture")
    EVENT = "event", _("event")
    STORY = "story", _("story")


class Sector(models.Model):
    """A field of work that ties listings of many villages together: cocoa, weaving, homestays."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    # Which family of drawn covers suits it; see ui/motif.py.
    motif = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return in_language(self, "name")


def written_by(person: Viewer, *, at: str = "") -> Q:
    """Match what somebody may write: where they write, or of an organisation of theirs.

    `at` leads to the listing, as in "listing__". For a visitor, nothing.
    """
    return _in_areas(person, rules.WRITERS, at=at)


def worked_on_by(person: Viewer, *, at: str = "") -> Q:
    """Match what somebody may write or sees because they review there, published or not."""
    return _in_areas(person, rules.AT_WORK, at=at)


def _in_areas(person: Viewer, kinds: Container[str], *, at: str) -> Q:
    matched = Q(pk__in=[])
    for right in rights_of(person):
        within = Q((f"{at}village__code__within", right.area_code))
        if right.kind in kinds:
            matched |= within
        elif right.kind == MEMBER:
            matched |= within & Q((f"{at}seller", right.organisation_number))
    return matched


def open_now(*, of: str = "") -> Q:
    """Match what no community keeps back, and no season has ended that opened it.

    `of` leads there from the row that is asked, as in "listing__".
    """
    until = f"{of}open_until"
    still = Q((f"{until}__isnull", True)) | Q((f"{until}__gt", timezone.now()))
    return Q((f"{of}closed_at__isnull", True)) & still


def public_now(*, of: str) -> Q:
    """Match what everyone may see of the listing to which `of` leads from the row that is asked."""
    return _standing(of=of) & open_now(of=of)


def not_kept_from(person: Viewer, *, of: str = "") -> Q:
    """Match what is open, and what its community lets this person see."""
    kept = kept_open_to(person, today=timezone.localdate()).listings
    return open_now(of=of) | Q((f"{of}pk__in", kept)) if kept else open_now(of=of)


class ListingQuerySet(models.QuerySet["Listing"]):
    def visible_to(self, person: Viewer) -> Self:
        """Start every look-up here: what this person may see, published or not.

        What stands on a shelf is `shown_to`.
        """
        if not person.is_authenticated:
            return self.public()
        return self.filter(STANDING | worked_on_by(person)).allowed_to(person)

    def shown_to(self, person: Viewer) -> Self:
        """What stands for this person: what is public, and what a community lets them see.

        One query more for who signed in. No draft stands here, for anybody.
        """
        if not person.is_authenticated:
            return self.public()
        return self.standing().allowed_to(person)

    def public(self) -> Self:
        """Start every list and search here: what everyone may see, whoever asks."""
        return self.counted().filter(open_now())

    def counted(self) -> Self:
        """What is counted and indexed: what is public, and what a season has just closed."""
        return self.filter(COUNTED)

    def allowed_to(self, person: Viewer) -> Self:
        """Leave out what a community keeps from this person, published or not."""
        return self.filter(not_kept_from(person))

    def editable_by(self, person: Viewer) -> Self:
        """Keep what this person may write."""
        return self.filter(written_by(person)).allowed_to(person)

    def standing(self) -> Self:
        return self.filter(STANDING)

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def in_regency(self, code: str) -> Self:
        return self.filter(regency_code=code)

    def in_sector(self, sector: Sector, *, kind: str = "") -> Self:
        """Those of a sector, and of a kind in it, to be read in the sector's own order."""
        of_sector = FilteredRelation("sector_places", condition=Q(sector_places__sector=sector))
        there = self.alias(place=of_sector).filter(place__sector=sector)
        # Named once: a second filter through the relation would join its table again.
        there = there.alias(
            place_kind=F("place__kind"),
            place_refreshed_at=F("place__refreshed_at"),
            place_number=F("place__listing_id"),
        )
        return there.filter(place_kind=kind) if kind else there

    def freshest_first(self, *, in_sector: bool = False) -> Self:
        """In the order of every list; that of a sector is kept with its places."""
        if in_sector:
            return self.order_by("-place_refreshed_at", "-place_number")
        return self.order_by("-refreshed_at", "-pk")

    def after(self, refreshed_at: datetime, number: int, *, in_sector: bool = False) -> Self:
        """What comes behind this place in that order."""
        moment, key = ("refreshed_at", "pk")
        if in_sector:
            moment, key = ("place_refreshed_at", "place_number")
        return self.filter(
            Q((f"{moment}__lt", refreshed_at)) | Q((moment, refreshed_at), (f"{key}__lt", number)),
            # Said twice, so that an index range is seen in it.
            (f"{moment}__lte", refreshed_at),
        )


class Listing(models.Model):
    """One product, attraction, stay, experience, practice, event or story of a village."""

    kind = models.CharField(max_length=10, choices=Kind)
    # Stable name from an import or the demo; a listing typed in by hand has none.
    key = models.SlugField(max_length=80, unique=True, null=True, blank=True)
    village = models.ForeignKey("registry.Region", on_delete=models.PROTECT, related_name="+")
    # Copied from the village's code, so that a regency's list is one index range.
    regency_code = RegionCodeField(editable=False)
    seller = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    sectors = models.ManyToManyField(Sector, through="ListingSector", related_name="listings")

    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    reach = models.TextField(blank=True)
    reach_en = models.TextField(blank=True)
    accessibility = models.TextField(blank=True)
    accessibility_en = models.TextField(blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)

    # Whole rupiah. price_high only where there is a range.
    price_low = models.PositiveIntegerField(null=True, blank=True)
    price_high = models.PositiveIntegerField(null=True, blank=True)
    price_unit = models.CharField(max_length=60, blank=True)
    price_unit_en = models.CharField(max_length=60, blank=True)
    price_as_of = PartialDayField()
    price_valid_until = models.DateField(null=True, blank=True)
    price_note = models.CharField(max_length=120, blank=True)
    price_note_en = models.CharField(max_length=120, blank=True)

    # The drawn cover: a family that suits the first sector, and a number that parts
    # several covers of one village and family.
    motif_family = models.CharField(max_length=12, blank=True)
    motif_salt = models.PositiveSmallIntegerField(default=0)
    # Invented for trying Balai out; pages say so.
    example = models.BooleanField(default=False)

    created_at = models.DateTimeField(auto_now_add=True)
    # When its owner last said "still so"; the order of every list.
    refreshed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # What its protocol says of everyone; see actions.doors, which alone writes it.
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    open_until = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ListingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(price_high__isnull=True)
                | Q(price_low__isnull=False, price_high__gt=F("price_low")),
                name="catalogue_price_range_rises",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(
                    # An unknown half of a point would make the check unknown, and pass.
                    longitude__isnull=False,
                    latitude__isnull=False,
                    longitude__range=(-180, 180),
                    latitude__range=(-90, 90),
                ),
                name="catalogue_map_point_is_on_earth",
            ),
            models.CheckConstraint(
                condition=~STANDING | ~Q(title=""), name="catalogue_standing_has_a_title"
            ),
        ]
        indexes = [
            models.Index(
                fields=["-refreshed_at", "-id"], condition=COUNTED, name="catalogue_fresh"
            ),
            models.Index(
                fields=["kind", "-refreshed_at", "-id"],
                condition=COUNTED,
                name="catalogue_fresh_of_kind",
            ),
            models.Index(
                fields=["regency_code", "-refreshed_at", "-id"],
                condition=COUNTED,
                name="catalogue_fresh_in_regency",
            ),
            models.Index(
                fields=["village", "-refreshed_at", "-id"],
                condition=COUNTED,
                name="catalogue_fresh_in_village",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self, "title")

    def get_absolute_url(self) -> str:
        return listing_path(self.kind, self.pk, self.title)

    @property
    def is_standing(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def is_counted(self) -> bool:
        return self.is_standing and self.closed_at is None

    @property
    def slug(self) -> str:
        return slug_of(self.kind, self.title)


class ListingSector(models.Model):
    """A listing's place in a sector, with what orders and narrows the sector's list."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="sector_places")
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="+")
    # Copied from the listing by whatever writes them there.
    kind = models.CharField(max_length=10, choices=Kind)
    refreshed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "sector"], name="catalogue_listing_in_a_sector_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["sector", "-refreshed_at", "-listing"], name="catalogue_fresh_in_sector"
            ),
            models.Index(
                fields=["sector", "kind", "-refreshed_at", "-listing"],
                name="catalogue_fresh_sector_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.sector_id}"


class ListingSource(Source):
    """Where what a listing says was read."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="sources")


class ListingCount(models.Model):
    """How many listings stand, per kind, regency and sector; empty or 0 means any.

    Kept by the actions that publish and withdraw, so that no page counts a million
    rows; equal to a slow recount (see catalogue.actions.counts).
    """

    kind = models.CharField(max_length=10, choices=Kind, blank=True)
    regency_code = RegionCodeField(blank=True)
    sector_number = models.BigIntegerField(default=0)
    standing_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sector_number", "kind", "regency_code"],
                name="catalogue_counted_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.regency_code} {self.sector_number}: {self.standing_count}"
