"""What a village says about itself, and how to get there."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.sources import Source


class VillageProfile(models.Model):
    """The words by which a village presents itself."""

    village = models.OneToOneField(
        "registry.Region", on_delete=models.CASCADE, primary_key=True, related_name="profile"
    )
    about = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    languages = models.CharField(max_length=300, blank=True)
    communities = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.about[:60]


class Mode(models.TextChoices):
    """How one leg of a way is travelled."""

    ROAD = "road", _("by road")
    RIVER = "river", _("by river")
    SEA = "sea", _("by sea")
    AIR = "air", _("by air")
    FOOT = "foot", _("on foot")


class RouteLeg(Source):
    """One leg of the way to a village, in the order in which one travels."""

    village = models.ForeignKey(
        "registry.Region", on_delete=models.CASCADE, related_name="route_legs"
    )
    position = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=5, choices=Mode)
    origin = models.CharField(max_length=120)
    destination = models.CharField(max_length=120)
    note = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["village", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "position"], name="registry_route_leg_has_its_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin} – {self.destination}"


class VillageLink(models.Model):
    """A place elsewhere on the web that is the village's own."""

    village = models.ForeignKey("registry.Region", on_delete=models.CASCADE, related_name="links")
    label = models.CharField(max_length=120)
    url = models.URLField(max_length=600)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["village", "url"], name="registry_link_said_once"),
        ]

    def __str__(self) -> str:
        return self.label


class Topic(models.TextChoices):
    """What a dated fact about a village is about."""

    HUB_CANDIDATE = "hub_candidate", _("Creative hub (candidate)")
    DIGITAL_VILLAGE = "digital_village", _("Digital village")
    TOURISM_VILLAGE = "tourism_village", _("Tourism village")
    BUMDES = "bumdes", _("Village-owned enterprise")
    CONNECTIVITY = "connectivity", _("Internet and power")
    OTHER = "other", _("Other")


class ProfileFact(Source):
    """One dated fact that somebody published about a village."""

    village = models.ForeignKey("registry.Region", on_delete=models.CASCADE, related_name="facts")
    topic = models.CharField(max_length=20, choices=Topic)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    key = models.SlugField(max_length=80, unique=True)

    class Meta:
        ordering = ["topic", "-said"]

    def __str__(self) -> str:
        return self.text[:60]


class StatusScheme(models.Model):
    """A classification that some office decides: IDM, Indeks Desa, strata of DPMPD."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    office = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.name


class OfficialStatus(Source):
    """The class an office gave a village in a year. Stored as decided, never computed."""

    region = models.ForeignKey("registry.Region", on_delete=models.CASCADE, related_name="statuses")
    scheme = models.ForeignKey(StatusScheme, on_delete=models.PROTECT, related_name="statuses")
    year = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=60)
    score = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    decree = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["scheme", "-year"]
        verbose_name_plural = "official statuses"
        constraints = [
            models.UniqueConstraint(
                fields=["region", "scheme", "year"], name="registry_status_given_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id} {self.year}: {self.label}"


class Boundary(Source):
    """Where an area lies: its outline, simplified for drawing, and a point inside it.

    The outline is an SVG path on the sheet that rules.maps describes, where the outlines
    of one level fit together; `left` to `bottom` is the box it fills there. Longitude and
    latitude are WGS 84; the point is the middle of the territory, not the village office.
    """

    region = models.OneToOneField(
        "registry.Region", on_delete=models.CASCADE, primary_key=True, related_name="boundary"
    )
    outline = models.TextField()
    left = models.IntegerField()
    top = models.IntegerField()
    right = models.IntegerField()
    bottom = models.IntegerField()
    longitude = models.FloatField()
    latitude = models.FloatField()

    class Meta:
        verbose_name_plural = "boundaries"
        constraints = [
            models.CheckConstraint(
                condition=Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="registry_boundary_is_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return str(self.region_id)
