"""Revisions: what somebody is writing about a listing, until it is accepted."""

from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.accounts.models import Person
from balai.accounts.visitors import Viewer
from balai.catalogue.models.listings import Listing, not_kept_from, worked_on_by


class RevisionState(models.TextChoices):
    """Where what is being written stands."""

    WRITING = "writing", _("being written")
    SUBMITTED = "submitted", _("waits for review")
    RETURNED = "returned", _("to be mended")
    ACCEPTED = "accepted", _("accepted")
    DROPPED = "dropped", _("dropped")


# Its writers may change these.
IN_HAND = (RevisionState.WRITING, RevisionState.RETURNED)
OPEN = (*IN_HAND, RevisionState.SUBMITTED)
DECIDED = (RevisionState.RETURNED, RevisionState.ACCEPTED, RevisionState.DROPPED)
_REVIEWED = (RevisionState.SUBMITTED, RevisionState.RETURNED, RevisionState.ACCEPTED)


class RevisionQuerySet(models.QuerySet["Revision"]):
    def visible_to(self, person: Viewer) -> Self:
        """Start every read here: what is written in the areas that this person works in.

        What a community keeps from them, they do not see there either.
        """
        own = worked_on_by(person, at="listing__")
        return self.filter(own, not_kept_from(person, of="listing__"))

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def waiting(self) -> Self:
        return self.filter(state=RevisionState.SUBMITTED)

    def sent_as(self, key: UUID, *, by: Person) -> "Revision | None":
        """Find what the same form made when it was sent before."""
        sent = self.select_related("listing__village")
        return sent.filter(request_key=key, started_by=by).first()


class Revision(models.Model):
    """What somebody writes of a listing. The listing goes on saying what was accepted last.

    `content` may be incomplete while it is in hand: {"words": fields of Listing,
    "details": fields of its kind, "sectors": codes, "seller": number or null,
    "pictures": how they are to stand, see rules.pictures}.
    """

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="revisions")
    # Minted by the form, so a phone that lost signal can send the same request twice.
    request_key = models.UUIDField(unique=True)
    state = models.CharField(max_length=10, choices=RevisionState, default=RevisionState.WRITING)
    content = models.JSONField(default=dict)
    # Counts the saves; who writes says which one they saw.
    version = models.PositiveIntegerField(default=0)
    # What the last saves wrote over, so that two who write at once are told apart.
    earlier = models.JSONField(default=list)
    # What the listing said until this was accepted.
    replaced = models.JSONField(null=True, blank=True)

    started_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    writers = models.ManyToManyField("accounts.Person", related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    # Empty where nobody has to review.
    decided_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    # What is to be mended; it stays until the next decision, to be compared with.
    said = models.TextField(blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing"],
                condition=Q(state__in=OPEN),
                name="catalogue_one_open_revision",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_at__isnull=False)
                | (~Q(state__in=DECIDED) & Q(decided_at__isnull=True, decided_by__isnull=True)),
                name="catalogue_decided_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_REVIEWED) | Q(submitted_at__isnull=False),
                name="catalogue_reviewed_after_submitting",
            ),
            models.CheckConstraint(
                condition=~Q(state=RevisionState.RETURNED) | ~Q(said=""),
                name="catalogue_returned_with_what_to_mend",
            ),
        ]
        indexes = [
            models.Index(
                fields=["submitted_at"],
                condition=Q(state=RevisionState.SUBMITTED),
                name="catalogue_revision_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_in_hand(self) -> bool:
        return self.state in IN_HAND

    @property
    def title(self) -> str:
        """What it is called by whoever writes it; empty where nothing is written yet."""
        title = self.content.get("words", {}).get("title", self.listing.title)
        return str(title or "").strip()
