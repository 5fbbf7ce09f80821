"""Administrative areas, with the history of their codes and names."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from balai.accounts.visitors import Viewer
from balai.registry import rules
from balai.registry.fields import RegionCodeField


class Level(models.TextChoices):
    """The four levels that a code can name."""

    PROVINCE = "province", _("province")
    REGENCY = "regency", _("regency")
    DISTRICT = "district", _("district")
    VILLAGE = "village", _("village")


class Kind(models.TextChoices):
    """What an area officially is. What people call it is its local term."""

    PROVINSI = "provinsi", _("province")
    KABUPATEN = "kabupaten", _("regency")
    KOTA = "kota", _("city")
    KECAMATAN = "kecamatan", _("district")
    DESA = "desa", _("village")
    KELURAHAN = "kelurahan", _("urban village")
    DESA_ADAT = "desa_adat", _("customary village")


class Decree(models.Model):
    """The document by which codes or names begin or end."""

    number = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.number


def _level_is_what_the_code_says() -> Q:
    fits = Q()
    for level, length in (("province", 2), ("regency", 5), ("district", 8), ("village", 13)):
        fits |= Q(Exact(Length("code"), length), level=level)
    return fits


class RegionQuerySet(models.QuerySet["Region"]):
    def visible_to(self, person: Viewer) -> Self:
        """Regions are public; the door is here so that every read has one."""
        return self

    def standing(self) -> Self:
        return self.filter(valid_until__isnull=True)

    def villages(self) -> Self:
        return self.filter(level=Level.VILLAGE)

    def desa(self) -> Self:
        """Villages that have their own government; the 841 of Kaltim are these."""
        return self.filter(kind__in=[Kind.DESA, Kind.DESA_ADAT])

    def within(self, code: str) -> Self:
        return self.filter(code__within=code)


class Region(models.Model):
    """One administrative area. Its Kemendagri code is its identity and its path.

    A code that has ended keeps its row, and points to what followed it.
    """

    code = RegionCodeField(unique=True)
    level = models.CharField(max_length=10, choices=Level)
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)
    local_term = models.CharField(max_length=40, blank=True)
    bps_code = models.CharField(max_length=10, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    opened_by = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(
        Decree, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    successors = models.ManyToManyField(
        "self", symmetrical=False, related_name="predecessors", blank=True
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True, ended_by__isnull=True)
                | Q(valid_until__isnull=False, ended_by__isnull=False),
                name="registry_region_ends_by_decree",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="registry_region_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=_level_is_what_the_code_says(),
                name="registry_region_level_is_its_codes",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="registry_region_has_a_name"),
        ]
        indexes = [
            models.Index(fields=["level", "code"], name="registry_region_level"),
            models.Index(fields=["kind", "code"], name="registry_region_kind"),
            # Every search looks whether its words name a regency or district.
            models.Index(fields=["level", "name"], name="registry_region_name"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def is_standing(self) -> bool:
        return self.valid_until is None

    @property
    def parent_code(self) -> str:
        return rules.parent_of(self.code)

    @property
    def regency_code(self) -> str:
        return rules.regency_of(self.code)

    @property
    def called(self) -> str:
        """The name with what people there call such a place: Kampung Merasa.

        In English, what lies above a village has an English word behind: Kelay district.
        """
        if get_language() == "en" and self.level in {Level.REGENCY, Level.DISTRICT}:
            name = self.name.removeprefix("Kabupaten ").removeprefix("Kota ")
            return f"{name} {Kind(self.kind).label}"
        if self.level in {Level.PROVINCE, Level.REGENCY}:
            return self.name
        return f"{self.term} {self.name}"

    @property
    def term(self) -> str:
        """What people there call such an area: Kampung, Desa, Kecamatan."""
        return self.local_term or self.kind.replace("_", " ").capitalize()


class RegionName(models.Model):
    """A name that an area bears or bore, from one decree to another."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region"], condition=Q(valid_until__isnull=True),
                name="registry_region_bears_one_name",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="registry_name_ends_after_it_began",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class RegionAlias(models.Model):
    """Another spelling that people and lists use: Nehas for Nehes Liah Bing."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "region aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"], name="registry_region_alias_said_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
