"""Protocols (protokol budaya): whom a community lets see a listing or a picture."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from balai.accounts.models import Role
from balai.accounts.visitors import Viewer
from balai.catalogue.rules import WRITERS
from balai.catalogue.rules import protocols as rules
from balai.registry.models.communities import represented_by

if TYPE_CHECKING:
    from balai.catalogue.models.listings import Listing


class Joined(models.TextChoices):
    """Whether one term is enough, or all are needed."""

    ANY = rules.ANY, _("any of these is enough")
    ALL = rules.ALL, _("all of these are needed")


class ProtocolQuerySet(models.QuerySet["Protocol"]):
    def of_listing(self, listing_pk: int) -> Self:
        """Keep what communities say of a listing and of the pictures it shows."""
        return self.filter(
            Q(listing=listing_pk) | Q(picture__listing=listing_pk, picture__removed_at__isnull=True)
        )


class Protocol(models.Model):
    """One community's word on one listing or one picture. Until it has spoken, it is closed."""

    listing = models.OneToOneField(
        "catalogue.Listing",
        on_delete=models.CASCADE,
        related_name="protocol",
        null=True,
        blank=True,
    )
    picture = models.OneToOneField(
        "catalogue.Picture",
        on_delete=models.CASCADE,
        related_name="protocol",
        null=True,
        blank=True,
    )
    community = models.ForeignKey("registry.Community", on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # See rules.protocols.as_kept: a term that nobody knows lets nobody in.
    terms = models.JSONField(default=list)
    joined = models.CharField(max_length=3, choices=Joined, default=Joined.ALL)
    decided_at = models.DateTimeField(null=True, blank=True)
    # Since when the community agrees that it is published at all; empty when it does not.
    consented_at = models.DateTimeField(null=True, blank=True)
    # The midnight at which a season opens or closes it to everyone.
    changes_at = models.DateTimeField(null=True, blank=True, db_index=True)
    # Raised by every decision: of two at once, the second has to look again.
    version = models.PositiveIntegerField(default=0)

    objects = ProtocolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(listing__isnull=False, picture__isnull=True)
                | Q(listing__isnull=True, picture__isnull=False),
                name="catalogue_protocol_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community_id}: {self.listing_id or ''} {self.picture_id or ''}".strip()

    @property
    def concerned(self) -> "Listing":
        """The listing that shows what is kept; load `picture__listing` with it."""
        if self.picture is not None:
            return self.picture.listing
        return cast("Listing", self.listing)

    @property
    def decided(self) -> rules.Protocol:
        """What its community has decided, also while it does not agree that it is shown."""
        return rules.as_read(self.terms, self.joined)

    @property
    def in_force(self) -> rules.Protocol:
        """What holds now: nobody but the owner, until the community has decided and agreed."""
        if self.decided_at is None or self.consented_at is None:
            return rules.Protocol()
        return self.decided


class ChangeQuerySet(models.QuerySet["ProtocolChange"]):
    def waiting(self) -> Self:
        return self.filter(approved_at__isnull=True, dropped_at__isnull=True)


class ProtocolChange(models.Model):
    """A wider protocol that somebody proposed; it holds once a second member has approved."""

    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="changes")
    terms = models.JSONField(default=list)
    joined = models.CharField(max_length=3, choices=Joined, default=Joined.ALL)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["protocol"],
                condition=Q(approved_at__isnull=True, dropped_at__isnull=True),
                name="catalogue_one_open_change_of_a_protocol",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | (Q(approved_at__isnull=False) & ~Q(approved_by=F("proposed_by"))),
                name="catalogue_change_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.protocol_id} {self.proposed_at}"

    @property
    def proposed(self) -> rules.Protocol:
        return rules.as_read(self.terms, self.joined)


class Consent(models.Model):
    """A community's yes to publishing what it keeps: who, when, how. It can be withdrawn."""

    class Given(models.TextChoices):
        """How a community came to say yes."""

        MEETING = "meeting", _("in a customary meeting")
        SPOKEN = "spoken", _("by word of those who keep it")
        LETTER = "letter", _("by a letter")

    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="consents")
    # Who of the community agreed, in its own words.
    given_by = models.CharField(max_length=200)
    given_on = models.DateField()
    given = models.CharField(max_length=10, choices=Given)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["protocol"],
                condition=Q(withdrawn_at__isnull=True),
                name="catalogue_one_consent_to_a_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.protocol_id} {self.given_on}"


@dataclass(frozen=True, slots=True)
class Kept:
    """The closed things that somebody may see all the same, by number."""

    listings: frozenset[int] = frozenset()
    pictures: frozenset[int] = frozenset()


def kept_open_to(person: Viewer, *, today: date) -> Kept:
    """Read what communities let this person see. One query; none for a visitor.

    A member sees what the protocol in force allows, and who speaks for the community sees
    all of it. Whoever writes in its village sees it until the community has decided.
    """
    if not person.is_authenticated:
        return Kept()
    allowed = [row for row in _own_rows(person) if _may_see(row, today=today)]
    return Kept(
        listings=frozenset(row["listing"] for row in allowed if row["listing"]),
        pictures=frozenset(row["picture"] for row in allowed if row["picture"]),
    )


def _own_rows(person: Viewer) -> list[dict[str, Any]]:
    """Read the protocols of this person's communities and villages, with the own groups."""
    own = Q(community__members__person=person.pk, community__members__ended_at__isnull=True)
    areas = Role.objects.standing().filter(person=person.pk, kind__in=WRITERS)
    protocols = Protocol.objects.annotate(
        own=FilteredRelation("community__members", condition=own),
        speaks=represented_by(person, of="community"),
        writes=Exists(areas.filter(area_code=OuterRef("listing__village__code")))
        | Exists(areas.filter(area_code=OuterRef("picture__listing__village__code"))),
    ).filter(Q(own__isnull=False) | Q(decided_at__isnull=True, writes=True))
    rows: dict[int, dict[str, Any]] = {}
    for row in protocols.values(
        "pk", "listing", "picture", "terms", "joined", "decided_at", "consented_at",
        "own", "own__groups", "speaks", "writes",
    ):  # fmt: skip
        rows.setdefault(row["pk"], row | {"groups": set()})["groups"].add(row["own__groups"])
    return list(rows.values())


def _may_see(row: dict[str, Any], *, today: date) -> bool:
    if row["own"] is None:
        return bool(row["writes"]) and row["decided_at"] is None
    if row["speaks"]:
        return True
    if row["writes"] and row["decided_at"] is None:
        return True
    if row["decided_at"] is None or row["consented_at"] is None:
        return False
    somebody = rules.Belonging(is_member=True, groups=frozenset(row["groups"] - {None}))
    return rules.as_read(row["terms"], row["joined"]).lets_in(somebody, today)
