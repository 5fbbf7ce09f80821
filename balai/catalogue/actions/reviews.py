"""What was submitted is accepted or sent back here, each with its line in the trail."""

from datetime import datetime
from typing import Any

from django.db import transaction

from balai.accounts.models import Person
from balai.catalogue import permissions
from balai.catalogue.actions import writing
from balai.catalogue.actions.pictures import show_pictures
from balai.catalogue.actions.shown import check_community_allows
from balai.catalogue.errors import (
    AnswerTooLong,
    Incomplete,
    NotWaiting,
    SayWhatToMend,
    WrittenMeanwhile,
)
from balai.catalogue.models import Listing, Revision, RevisionState
from balai.catalogue.queries.arrangements import arranged
from balai.catalogue.queries.content import content_of, missing_of, reading_of
from balai.core import audit

MOST_SAID = 2000


@transaction.atomic
def accept_revision(
    revision: Revision, *, by: Person, now: datetime, seen: int | None = None
) -> Listing:
    """Let everyone see what was submitted, photos included.

    Raises MayNotReview, MayNotReviewOwn, NotWaiting, Incomplete, CommunityHasNotAgreed, or
    WrittenMeanwhile when it is not the version seen; then nothing is written.
    """
    stored = _stored(revision, seen=seen)
    permissions.check_may_accept(by, stored)
    return _accept(stored, by=by, now=now)


@transaction.atomic
def return_revision(
    revision: Revision, *, said: str, by: Person, now: datetime, seen: int | None = None
) -> Revision:
    """Send back what was submitted, with what is to be mended. A listing stays as it is.

    Raises MayNotReview, NotWaiting, SayWhatToMend, AnswerTooLong, or WrittenMeanwhile when it
    is not the version seen; then nothing is written.
    """
    stored = _stored(revision, seen=seen)
    permissions.check_may_review(by, stored.listing)
    said = said.strip()
    if not said:
        raise SayWhatToMend
    if len(said) > MOST_SAID:
        raise AnswerTooLong
    _decide(stored, state=RevisionState.RETURNED, decided_by=by, decided_at=now, said=said)
    _record("revision_returned", stored.listing, by=by, now=now)
    return stored


def accept_without_review(stored: Revision, *, now: datetime) -> Listing:
    """Let everyone see what nobody has to review."""
    return _accept(stored, by=None, now=now)


def _accept(stored: Revision, *, by: Person | None, now: datetime) -> Listing:
    listing = writing.locked(stored.listing_id)
    stored.listing = listing
    reading = reading_of(stored)
    if faults := missing_of(stored, reading):
        raise Incomplete(faults)
    pictures = arranged(stored)
    _decide(
        stored,
        state=RevisionState.ACCEPTED,
        decided_by=by,
        decided_at=now,
        replaced=content_of(listing) if listing.published_at else None,
    )
    draft = writing.Draft(
        kind=listing.kind,
        village=listing.village,
        words=reading.words,
        details=reading.details,
        seller=reading.seller,
        sectors=reading.sectors,
        sources=[
            writing.Source(url=one.url, publisher=one.publisher, said=one.said)
            for one in listing.sources.order_by("pk")
        ],
        refreshed_at=max(now, listing.refreshed_at),
    )
    writing.write(listing, draft, now=now)
    if listing.is_standing:
        check_community_allows(listing)
    else:
        writing.show(listing, now=now)
    show_pictures(listing, pictures, now=now)
    _record("revision_accepted", listing, by=by, now=now)
    return listing


def _stored(revision: Revision, *, seen: int | None) -> Revision:
    """Read what was submitted as it is now. Who else would decide waits."""
    rows = Revision.objects.select_related("listing__village")
    stored = rows.select_for_update(of=("self",)).get(pk=revision.pk)
    if seen not in {None, stored.version}:
        raise WrittenMeanwhile
    return stored


def _decide(stored: Revision, **fields: Any) -> None:
    # The condition is on the row itself, so that of two at once the second sees the first.
    waiting = Revision.objects.waiting().filter(pk=stored.pk, version=stored.version)
    if not waiting.update(**fields):
        raise NotWaiting
    for name, value in fields.items():
        setattr(stored, name, value)


def _record(act: str, listing: Listing, *, by: Person | None, now: datetime) -> None:
    audit.record(f"catalogue.{act}", target=listing, by=by, now=now, area_code=listing.village.code)
