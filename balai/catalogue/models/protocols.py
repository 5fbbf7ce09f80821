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
from balai.registry.models.communities import CommunityMember, represented_by

if TYPE_CHECKING:
    from balai.catalogue.models.listings import Listing


class Joined(models.TextChoices):
    """Whether one term is enough, or all are needed."""

    ANY = rules.ANY, _("any of these is enough")
    ALL = rules.ALL, _("all of these are needed")


class ProtocolQuerySet(models.QuerySet["Protocol"]):
    def standing(self) -> Self:
        """Leave out what a community handed back, once it was said whose it is."""
        return self.filter(ended_at__isnull=True)

    def handed_back(self) -> Self:
        """Keep what waits for those who write it to say whose it is."""
        return self.standing().filter(handed_back_at__isnull=False)

    def kept_by(self, communities: models.QuerySet[Any, Any]) -> Self:
        """Keep those for which these communities decide; what they handed back is not theirs."""
        return self.standing().filter(community__in=communities, handed_back_at__isnull=True)

    def of_thing(self, thing: "Protocol") -> Self:
        """Keep what communities say of the thing that this protocol is of."""
        return self.filter(listing=thing.listing_id, picture=thing.picture_id)

    def of_listing(self, listing_pk: int) -> Self:
        """Keep what communities say of a listing and of the pictures it shows."""
        return self.standing().filter(
            Q(listing=listing_pk) | Q(picture__listing=listing_pk, picture__removed_at__isnull=True)
        )


class Protocol(models.Model):
    """One community's word on one listing or one picture. Until it has spoken, it is closed.

    Several communities may keep one thing: it opens only to whom each of them lets in.
    """

    listing = models.ForeignKey(
        "catalogue.Listing",
        on_delete=models.CASCADE,
        related_name="protocols",
        null=True,
        blank=True,
    )
    picture = models.ForeignKey(
        "catalogue.Picture",
        on_delete=models.CASCADE,
        related_name="protocols",
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
    # The community says that it is not its own. It stays closed until somebody who writes it
    # has said whose it is; that ends this row.
    handed_back_at = models.DateTimeField(null=True, blank=True)
    handed_back_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    handed_back_why = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = ProtocolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(listing__isnull=False, picture__isnull=True)
                | Q(listing__isnull=True, picture__isnull=False),
                name="catalogue_protocol_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["listing", "community"],
                condition=Q(ended_at__isnull=True),
                name="catalogue_listing_kept_once_by_each",
            ),
            models.UniqueConstraint(
                fields=["picture", "community"],
                condition=Q(ended_at__isnull=True),
                name="catalogue_picture_kept_once_by_each",
            ),
            models.CheckConstraint(
                condition=Q(handed_back_at__isnull=True, ended_at__isnull=True)
                | Q(
                    handed_back_at__isnull=False,
                    decided_at__isnull=True,
                    consented_at__isnull=True,
                ),
                name="catalogue_handed_back_is_undecided",
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
    """A wider protocol that somebody proposed; it holds once a second member has approved.

    Handing back what the community has decided about waits in the same way.
    """

    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="changes")
    terms = models.JSONField(default=list)
    joined = models.CharField(max_length=3, choices=Joined, default=Joined.ALL)
    # Why it is not the community's own; empty where the change is of who may see it.
    handing_back = models.CharField(max_length=300, blank=True)
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

    A member sees what every protocol in force allows, and who speaks for one of the
    communities sees all of it. Whoever writes in its village sees it until one has decided.
    """
    if not person.is_authenticated:
        return Kept()
    things: dict[tuple[int | None, int | None], list[dict[str, Any]]] = {}
    for row in _rows_for(person):
        things.setdefault((row["listing"], row["picture"]), []).append(row)
    allowed = [thing for thing, rows in things.items() if _may_see(rows, today=today)]
    return Kept(
        listings=frozenset(listing for listing, _picture in allowed if listing),
        pictures=frozenset(picture for _listing, picture in allowed if picture),
    )


def _rows_for(person: Viewer) -> list[dict[str, Any]]:
    """Read all protocols of the things that concern this person, with the own groups."""
    own = Q(community__members__person=person.pk, community__members__ended_at__isnull=True)
    protocols = _with_writing(Protocol.objects.standing(), person).annotate(
        own=FilteredRelation("community__members", condition=own),
        speaks=represented_by(person, of="community"),
    )
    concerning = _concerning(person)
    rows: dict[int, dict[str, Any]] = {}
    for row in protocols.filter(
        Q(listing__in=concerning.values("listing")) | Q(picture__in=concerning.values("picture"))
    ).values(
        "pk", "listing", "picture", "terms", "joined", "decided_at", "consented_at",
        "handed_back_at", "own", "own__groups", "speaks", "writes",
    ):  # fmt: skip
        rows.setdefault(row["pk"], row | {"groups": set()})["groups"].add(row["own__groups"])
    return list(rows.values())


def _concerning(person: Viewer) -> ProtocolQuerySet:
    """Keep what one's own communities keep, and what is undecided where one writes."""
    own = CommunityMember.objects.standing().filter(person=person.pk).values("community")
    protocols = _with_writing(Protocol.objects.standing(), person)
    return protocols.filter(Q(community__in=own) | Q(decided_at__isnull=True, writes=True))


def _with_writing(protocols: ProtocolQuerySet, person: Viewer) -> ProtocolQuerySet:
    areas = Role.objects.standing().filter(person=person.pk, kind__in=WRITERS)
    return protocols.annotate(
        writes=Exists(areas.filter(area_code=OuterRef("listing__village__code")))
        | Exists(areas.filter(area_code=OuterRef("picture__listing__village__code"))),
    )


def _may_see(rows: list[dict[str, Any]], *, today: date) -> bool:
    """Ask all who keep one thing: who speaks for one owns it, others need the word of each."""
    return any(map(_owns, rows)) or all(_lets_in(row, today=today) for row in rows)


def _owns(row: dict[str, Any]) -> bool:
    return row["own"] is not None and row["speaks"] and row["handed_back_at"] is None


def _lets_in(row: dict[str, Any], *, today: date) -> bool:
    if row["decided_at"] is None:
        return bool(row["writes"])
    if row["consented_at"] is None:
        return False
    groups = frozenset(row["groups"] - {None})
    somebody = rules.Belonging(is_member=row["own"] is not None, groups=groups)
    return rules.as_read(row["terms"], row["joined"]).lets_in(somebody, today)
