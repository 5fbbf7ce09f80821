"""People who take part (peserta): adults who agreed to stand on a list. Minors are only counted."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.accounts.visitors import Viewer, rights_of
from balai.activities.models.sessions import Session
from balai.activities.rules import PLANNERS


class Sex(models.TextChoices):
    """What somebody says of herself or himself."""

    WOMAN = "woman", _("woman")
    MAN = "man", _("man")


class AgeBand(models.TextChoices):
    """Years, in bands; nobody under 18 has a name here."""

    YOUNG = "18_29", _("18 to 29 years")
    MIDDLE = "30_44", _("30 to 44 years")
    OLDER = "45_59", _("45 to 59 years")
    ELDER = "60_up", _("60 years or older")


class Disability(models.TextChoices):
    """The kinds that Law 8/2016 names, and none."""

    NONE = "none", _("none")
    PHYSICAL = "physical", _("physical")
    INTELLECTUAL = "intellectual", _("intellectual")
    MENTAL = "mental", _("mental")
    SENSORY = "sensory", _("sensory (seeing, hearing, speaking)")
    MULTIPLE = "multiple", _("several of these")


class Occupation(models.TextChoices):
    """What somebody lives on."""

    FARMER = "farmer", _("farming")
    FISHER = "fisher", _("fishing")
    MAKER = "maker", _("making and crafts")
    TRADER = "trader", _("trade")
    TOURISM = "tourism", _("tourism")
    HOUSEHOLD = "household", _("household")
    OFFICE = "office", _("village office or teaching")
    STUDENT = "student", _("studying")
    OTHER = "other", _("something else")


# What somebody may tell of herself, each by free choice.
FACTS = (
    "sex",
    "age_band",
    "disability",
    "occupation",
    "is_of_adat_community",
    "heads_household",
)


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def visible_to(self, person: Viewer) -> Self:
        """Start every read here: the people of the villages that one plans or leads for."""
        there = Q(pk__in=())
        for right in rights_of(person):
            if right.kind in PLANNERS:
                there |= Q(village__code__within=right.area_code)
        if person.is_authenticated:
            led = Session.objects.filter(facilitators=person.pk).open_to_lead()
            there |= Q(village__in=led.values("village"))
        return self.filter(there)

    def on_the_list_of(self, session: Session, *, for_person: Viewer) -> Self:
        """Keep whom somebody may tick at a session; guests see them there, and nowhere else."""
        there = self.filter(village=session.village_id)
        if Session.objects.guested_by(for_person).open_to_lead().filter(pk=session.pk).exists():
            return there
        return there.visible_to(for_person)

    def standing(self) -> Self:
        """Keep those who agree to stand on lists, each once."""
        return self.filter(agreed_at__isnull=False, merged_into__isnull=True)

    def named(self) -> Self:
        """Bring the name along, which stands with who gave it."""
        return self.select_related("giver__person")


class Participant(models.Model):
    """One adult who takes part in a village's sessions, by name. Never holds a NIK.

    The name is the giver's: who withdraws or is forgotten has none here either, and what
    they attended is left as a number.
    """

    # Minted by the form: two phones that write the same form down write one person.
    key = models.UUIDField(unique=True)
    giver = models.ForeignKey("accounts.ConsentGiver", on_delete=models.PROTECT, related_name="+")
    village = models.ForeignKey("registry.Region", on_delete=models.PROTECT, related_name="+")
    # Counted in the village, for sheets of paper: 17.
    number = models.PositiveIntegerField()
    # Her own, digits as accounts keep them; only to find who was written down twice.
    phone_number = models.CharField(max_length=15, blank=True)
    sex = models.CharField(max_length=6, choices=Sex, blank=True)
    age_band = models.CharField(max_length=6, choices=AgeBand, blank=True)
    disability = models.CharField(max_length=14, choices=Disability, blank=True)
    occupation = models.CharField(max_length=10, choices=Occupation, blank=True)
    is_of_adat_community = models.BooleanField(null=True, blank=True)
    heads_household = models.BooleanField(null=True, blank=True)
    # When she agreed to stand on lists; empty once she no longer does.
    agreed_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="merged", null=True, blank=True
    )
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    example = models.BooleanField(default=False)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["village", "number"], name="activities_participant_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["giver", "village"], name="activities_participant_once_in_a_village"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=False)
                | Q(
                    phone_number="",
                    sex="",
                    age_band="",
                    disability="",
                    occupation="",
                    is_of_adat_community__isnull=True,
                    heads_household__isnull=True,
                ),
                name="activities_participant_agrees_or_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.called or f"{self.number}"

    @property
    def called(self) -> str:
        return self.giver.called
