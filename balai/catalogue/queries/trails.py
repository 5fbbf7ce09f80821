"""What was done to a listing, for those whose village it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balai.accounts.models import Person
from balai.catalogue.models import Listing
from balai.core.models import AuditEntry

_ACTS: Mapping[str, Promise] = {
    "listing_written": _("Taken over from a list"),
    "draft_started": _("Begun"),
    "edit_started": _("A change begun"),
    "draft_saved": _("Written"),
    "draft_submitted": _("Sent for review"),
    "draft_taken_back": _("Taken back"),
    "draft_dropped": _("Given up"),
    "revision_accepted": _("Accepted and published"),
    "revision_returned": _("Sent back to be mended"),
    "listing_published": _("Published"),
    "listing_withdrawn": _("Withdrawn"),
    "listing_confirmed": _("Confirmed: still so"),
    "picture_added": _("Photo added"),
    "picture_described": _("Photo described"),
    "pictures_ordered": _("Photos put in order"),
    "picture_removed": _("Photo taken away"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done, and by whom: empty for Balai itself and for who was forgotten."""

    at: datetime
    by: str
    words: str


def trail_of(listing: Listing) -> list[Step]:
    """Read what was done to a listing and its photos, the first first. Two queries.

    Saves of one person that follow each other are one step, at the last of them.
    """
    of_listing = Q(thing="catalogue.listing", thing_number=listing.pk)
    of_pictures = Q(
        thing="catalogue.picture", thing_number__in=listing.pictures.order_by().values("pk")
    )
    entries = list(AuditEntry.objects.filter(of_listing | of_pictures).order_by("pk"))
    people = Person.objects.filter(pk__in={entry.by_number for entry in entries})
    names: dict[int | None, str] = dict(people.values_list("pk", "name"))
    return [
        Step(at=entry.at, by=names.get(entry.by_number, ""), words=_words(entry.act))
        for entry, following in zip(entries, [*entries[1:], None], strict=True)
        if not _goes_on(entry, following)
    ]


def _goes_on(entry: AuditEntry, following: AuditEntry | None) -> bool:
    return (
        following is not None
        and entry.act == following.act == "catalogue.draft_saved"
        and entry.by_number == following.by_number
    )


def _words(act: str) -> str:
    name = act.rpartition(".")[2]
    return str(_ACTS.get(name, name.replace("_", " ")))
