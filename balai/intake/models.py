"""What devices sent: the raw request, and what became of it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.codes import contains
from balai.core.sealing import opened, sealed
from balai.intake.rules.contents import Content, packed, unpacked

_PURPOSE = "intake"


class State(models.TextChoices):
    """What became of a request; the first three wait for something."""

    KEPT = "kept", _("received, not dealt with yet")
    REFUSED = "refused", _("needs fixing")
    CLASHING = "clashing", _("needs a decision")
    ACCEPTED = "accepted", _("accepted")
    REPLACED = "replaced", _("replaced by a newer version")
    DROPPED = "dropped", _("put aside")


WAITING = (State.KEPT, State.REFUSED, State.CLASHING)


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def waiting(self) -> Self:
        """Keep what waits: for Balai, or for a person."""
        return self.filter(state__in=WAITING)

    def decided(self) -> Self:
        return self.exclude(state__in=WAITING)

    def of(self, person_number: int) -> Self:
        return self.filter(sender_number=person_number)

    def within(self, area_codes: list[str]) -> Self:
        """Keep what was said to belong to one of these areas."""
        inside = Q(pk__in=())
        for code in area_codes:
            inside |= Q(area_code=code) | Q(area_code__startswith=f"{code}.")
        return self.filter(inside)


class Receipt(models.Model):
    """One request of a form, kept before anything was done with it.

    People stand above intake, so they are numbers here.
    """

    # Minted by the form or the phone: the same key is the same thing, whoever sends it again.
    key = models.UUIDField(unique=True)
    # Who filled the form in; empty `brought_by_number` means that they sent it, too.
    sender_number = models.BigIntegerField()
    brought_by_number = models.BigIntegerField(null=True, blank=True)
    # The area it belongs to as the form said, whose officers may help; empty where there is none.
    area_code = models.CharField(max_length=13, blank=True)
    # What the form calls itself, the name of its route, its address, and where it stands.
    title = models.CharField(max_length=120, blank=True)
    route = models.CharField(max_length=120)
    path = models.CharField(max_length=500)
    page = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=5)
    # When the phone says it was filled in: its clock may be wrong by years.
    device_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)
    byte_count = models.PositiveIntegerField()
    # Sealed; empty once it is no longer needed.
    sealed_body = models.BinaryField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.KEPT)
    # Whether Balai itself set about running it again.
    is_replayed = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True, blank=True)
    # What was said about it, and where it led.
    sentence = models.TextField(blank=True)
    location = models.CharField(max_length=500, blank=True)
    replaced_by = models.UUIDField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="intake_known_state"),
            models.CheckConstraint(
                condition=Q(state__in=WAITING, decided_at__isnull=True)
                | Q(~Q(state__in=WAITING), decided_at__isnull=False),
                name="intake_decided_or_waiting",
            ),
            # What waits can still be read and run.
            models.CheckConstraint(
                condition=~Q(state__in=WAITING) | Q(sealed_body__isnull=False),
                name="intake_waiting_is_kept_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["sender_number", "-received_at"], name="intake_of_sender"),
            models.Index(
                fields=["area_code"], condition=Q(state__in=WAITING), name="intake_waiting_in_area"
            ),
            models.Index(
                fields=["decided_at"],
                condition=Q(sealed_body__isnull=False),
                name="intake_bodies_to_purge",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def runs_as_number(self) -> int:
        """Name by number the person with whose rights it is run: who brought it, never less."""
        return self.brought_by_number or self.sender_number

    @property
    def content(self) -> Content:
        """Open what was sent. Raises SealBroken; ValueError where it is no longer kept."""
        if self.sealed_body is None:
            raise ValueError(self.key)
        return unpacked(opened(bytes(self.sealed_body), purpose=_PURPOSE))

    def lies_in(self, area_codes: list[str]) -> bool:
        return bool(self.area_code) and any(contains(code, self.area_code) for code in area_codes)


def sealed_body(content: Content) -> bytes:
    return sealed(packed(content), purpose=_PURPOSE)
