"""Consents (persetujuan): who agreed that what of them is shown where, and that it ended."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.accounts.consenting import (
    ATTENDANCE,
    CONTACT,
    NAME,
    PICTURE,
    PURPOSES_OF,
    written_key,
)
from balai.core.codes import VILLAGE_LENGTH


class Purpose(models.TextChoices):
    """What of a person may be shown: each is agreed to alone."""

    NAME = NAME, _("name")
    CONTACT = CONTACT, _("number and address")
    PICTURE = PICTURE, _("photo")
    ATTENDANCE = ATTENDANCE, _("being on attendance lists")


class How(models.TextChoices):
    """In what way somebody agreed."""

    SCREEN = "screen", _("on the screen")
    PAPER = "paper", _("signed on paper")
    SPOKEN = "spoken", _("spoken before a witness")


class ConsentText(models.Model):
    """A text as it was shown or read out, word for word. Triggers refuse any change."""

    purpose = models.CharField(max_length=10, choices=Purpose)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=5)
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "version", "language"], name="accounts_consent_text_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version} {self.language}"


class ConsentGiver(models.Model):
    """Who agrees: a person with an account, or a maker without one, known by a name.

    The key is all it takes to see and withdraw what was agreed to. Of a giver who is
    forgotten neither name nor key is left.
    """

    key = models.CharField(max_length=12, unique=True, null=True, blank=True)
    person = models.OneToOneField(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(max_length=120, blank=True)
    # The village whose operator wrote it down.
    area_code = models.CharField(max_length=VILLAGE_LENGTH, db_index=True)
    written_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=False, key__isnull=True, name="")
                | (Q(forgotten_at__isnull=True, key__isnull=False, person__isnull=False, name=""))
                | (
                    Q(forgotten_at__isnull=True, key__isnull=False, person__isnull=True)
                    & ~Q(name="")
                ),
                name="accounts_consent_giver_known_or_forgotten",
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        return self.person.name if self.person_id and self.person else self.name

    @property
    def written_key(self) -> str:
        return written_key(self.key or "")


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def about(self, thing: str, number: int) -> Self:
        return self.filter(thing=thing, thing_number=number)


def _fitting() -> Q:
    """Say for a constraint what of a person each thing may show."""
    fitting = Q()
    for thing, purposes in PURPOSES_OF.items():
        fitting |= Q(thing=thing, purpose__in=list(purposes))
    return fitting


class Consent(models.Model):
    """One thing that one person agreed to. Never edited: only withdrawn, and that once.

    Triggers hold it. Organisations, listings and pictures stand above accounts, so what
    it is for is a label and a number, as in the audit trail.
    """

    giver = models.ForeignKey(ConsentGiver, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose)
    thing = models.CharField(max_length=40)
    thing_number = models.BigIntegerField()
    area_code = models.CharField(max_length=VILLAGE_LENGTH, db_index=True)
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")

    given_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=How)
    # Where the signed paper lies, or who heard it; emptied when the giver is forgotten.
    proof = models.CharField(max_length=160, blank=True)
    # Empty where the system wrote it: the demo.
    recorded_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # Minted by the form, so that one sent twice is one consent.
    request_key = models.UUIDField(unique=True)
    # Invented for trying Balai out: nobody agreed to anything.
    example = models.BooleanField(default=False)

    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # Empty where the giver withdrew it with the key alone.
    withdrawn_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["giver", "purpose", "thing", "thing_number"],
                condition=Q(withdrawn_at__isnull=True),
                name="accounts_consent_stands_once",
            ),
            models.CheckConstraint(condition=_fitting(), name="accounts_consent_fits_its_thing"),
            models.CheckConstraint(
                condition=Q(how="screen") | ~Q(proof="") | Q(withdrawn_at__isnull=False),
                name="accounts_consent_can_be_proved",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__gte=F("given_at")),
                name="accounts_consent_withdrawn_after_it_was_given",
            ),
        ]
        indexes = [
            models.Index(fields=["thing", "thing_number"], name="accounts_consent_of_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.thing} {self.thing_number}"

    @property
    def is_standing(self) -> bool:
        return self.withdrawn_at is None
