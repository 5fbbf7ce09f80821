"""Drafts are started, saved, sent and dropped here, each with its line in the trail."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.accounts.models import Person
from balai.catalogue import permissions, rules
from balai.catalogue.actions import pictures, reviews
from balai.catalogue.errors import (
    Incomplete,
    MayNotWrite,
    NotInHand,
    NotWaiting,
    SentByAnother,
    VillageEnded,
    WrittenMeanwhile,
    WroteTheSame,
)
from balai.catalogue.models import (
    DETAILS_BY_KIND,
    Listing,
    Picture,
    Reviewing,
    Revision,
    RevisionState,
)
from balai.catalogue.queries.arrangements import arranged, as_kept
from balai.catalogue.queries.content import DETAILS, WORDS, content_of, missing_of, reading_of
from balai.core import audit
from balai.registry.models import Region

# What a similar listing says anew: how old a price is, and when an event takes place.
_SAID_ANEW = frozenset(
    {"price_as_of", "price_valid_until", "start_on", "start_time", "end_on", "end_time",
     "status", "last_held"}
)  # fmt: skip


@transaction.atomic
def start_draft(*, kind: str, village: Region, key: UUID, by: Person, now: datetime) -> Revision:
    """Begin a new listing, which nobody sees until it is accepted.

    A member of an organisation writes in its name. Sending the same key again returns the
    first draft. Raises MayNotWrite, VillageEnded or SentByAnother; then nothing is written.
    """
    permissions.check_may_write_in(by, village.code)
    if not village.is_standing:
        raise VillageEnded
    content: dict[str, Any] = {}
    if not permissions.may_write_for(by, None, village.code):
        content = {"seller": permissions.sellers_written_for(by, village.code)[0]}
    return _begin(kind, village, content, key=key, by=by, now=now)


@transaction.atomic
def copy_listing(listing: Listing, *, key: UUID, by: Person, now: datetime) -> Revision:
    """Begin a similar listing with the same words: without photos, sources, days and their age.

    Sending the same key again returns the first draft. Raises MayNotWrite, VillageEnded or
    SentByAnother; then nothing is written.
    """
    permissions.check_may_edit(by, listing)
    if not listing.village.is_standing:
        raise VillageEnded
    content = content_of(listing)
    del content["pictures"]
    for part in rules.PARTS:
        said = content[part].items()
        content[part] = {name: value for name, value in said if name not in _SAID_ANEW}
    return _begin(listing.kind, listing.village, content, key=key, by=by, now=now)


@transaction.atomic
def start_edit(listing: Listing, *, key: UUID, by: Person, now: datetime) -> Revision:
    """Begin to change a listing, which goes on saying what it says until that is accepted.

    Where it is being changed already, that is what comes back. Raises MayNotWrite or
    SentByAnother; then nothing is written.
    """
    permissions.check_may_edit(by, listing)
    if underway := _open_of(listing) or Revision.objects.sent_as(key, by=by):
        return underway
    try:
        with transaction.atomic():
            revision = _create(listing, content_of(listing), key=key, by=by, now=now)
    except IntegrityError as clash:
        # Only the constraint is right when two begin at once.
        if underway := _open_of(listing):
            return underway
        raise SentByAnother from clash
    _record("edit_started", revision, by=by, now=now)
    return revision


@transaction.atomic
def save_draft(
    revision: Revision,
    content: Mapping[str, Any],
    *,
    by: Person,
    now: datetime,
    seen: int | None = None,
) -> Revision:
    """Put answers into a draft, finished or not; what is not sent stays as it is.

    `seen` is the version that the writer saw. Where somebody else wrote since, both keep
    what they wrote, unless they answered the same question differently: WroteTheSame.
    Raises it or MayNotWrite, NotInHand, UnknownAnswers, AnswerTooLong, TooMuchWritten;
    then nothing is written. Comes back as it is stored now.
    """
    stored = _stored(revision)
    permissions.check_may_edit(by, stored.listing)
    if not stored.is_in_hand:
        raise NotInHand
    details = DETAILS[stored.listing.kind]
    sent = rules.check_answers(content, words=WORDS, details=details)
    if "seller" in sent and not permissions.may_write_for(
        by, sent["seller"], stored.listing.village.code
    ):
        raise MayNotWrite
    answers = rules.answers_of(stored.content)
    was = _written_over(stored, answers, sent, saving=rules.Saving(by.pk, seen))
    if not was:
        return stored
    grown = rules.content_with(stored.content, {name: sent[name] for name in was}, details=details)
    _write_over(stored, grown, was=was, by=by, now=now)
    _record("draft_saved", stored, by=by, now=now)
    return stored


@transaction.atomic
def arrange_pictures(
    stored: Revision, arrangement: Sequence[Mapping[str, Any]], *, by: Person, now: datetime
) -> None:
    """Write into a draft, read as it is now, how the photos of its listing are to stand.

    It is part of acts on pictures, which ask who may do it and leave their own trail.
    """
    content = stored.content | {"pictures": list(arrangement)}
    if content != stored.content:
        _write_over(stored, content, was={}, by=by, now=now)


def _write_over(
    stored: Revision, content: dict[str, Any], *, was: dict[str, Any], by: Person, now: datetime
) -> None:
    save = {"version": stored.version + 1, "by": by.pk, "was": was}
    _change(
        stored,
        content=content,
        changed_at=now,
        version=stored.version + 1,
        earlier=[*stored.earlier, save][-rules.SAVES_KEPT :],
    )
    stored.writers.add(by)


@transaction.atomic
def submit_draft(
    revision: Revision, *, by: Person, now: datetime, seen: int | None = None
) -> Revision:
    """Send a draft for review; where the province asks for none it is published at once.

    Raises MayNotWrite, NotInHand, Incomplete with what is missing, or WrittenMeanwhile when
    it is not the version seen; then nothing is written.
    """
    stored = _stored(revision)
    permissions.check_may_edit(by, stored.listing)
    if not stored.is_in_hand:
        raise NotInHand
    if seen not in {None, stored.version}:
        raise WrittenMeanwhile
    reading = reading_of(stored)
    if faults := missing_of(stored, reading):
        raise Incomplete(faults)
    _change(
        stored,
        content=_with_the_day_of_its_price(stored, reading.words, now=now)
        | {"pictures": [as_kept(picture) for picture in arranged(stored)]},
        state=RevisionState.SUBMITTED,
        submitted_at=now,
        decided_at=None,
        decided_by=None,
    )
    _record("draft_submitted", stored, by=by, now=now)
    listing = stored.listing
    if permissions.who_reviews(listing.kind, listing.village.code) == Reviewing.NONE:
        reviews.accept_without_review(stored, now=now)
    return stored


@transaction.atomic
def take_back_draft(revision: Revision, *, by: Person, now: datetime) -> Revision:
    """Take a draft back that waits for review, to go on writing.

    Raises MayNotWrite or NotWaiting; then nothing is written.
    """
    stored = _stored(revision)
    permissions.check_may_edit(by, stored.listing)
    if stored.state != RevisionState.SUBMITTED:
        raise NotWaiting
    _change(stored, state=RevisionState.WRITING)
    _record("draft_taken_back", stored, by=by, now=now)
    return stored


@transaction.atomic
def drop_draft(revision: Revision, *, by: Person, now: datetime) -> None:
    """Give a draft up, with the photos that nobody has seen. A listing stays as it is.

    Raises MayNotWrite or NotInHand; then nothing is written.
    """
    stored = _stored(revision)
    permissions.check_may_edit(by, stored.listing)
    if not stored.is_open:
        raise NotInHand
    _change(stored, state=RevisionState.DROPPED, decided_by=by, decided_at=now)
    unseen = Picture.objects.standing().filter(listing=stored.listing, shown_at__isnull=True)
    for picture in unseen:
        pictures.remove_picture(picture, by=by, now=now)
    _record("draft_dropped", stored, by=by, now=now)


def _begin(  # noqa: PLR0913  (what, where, with which words, by whom and when)
    kind: str, village: Region, content: dict[str, Any], *, key: UUID, by: Person, now: datetime
) -> Revision:
    if sent_before := Revision.objects.sent_as(key, by=by):
        return sent_before
    try:
        with transaction.atomic():
            listing = Listing.objects.create(
                kind=kind,
                village=village,
                regency_code=village.regency_code,
                # So that the other members find it; a seller who is chosen later comes with it.
                seller_id=content.get("seller"),
                refreshed_at=now,
            )
            details: Any = DETAILS_BY_KIND[kind]
            details.objects.create(listing=listing)
            revision = _create(listing, content, key=key, by=by, now=now)
    except IntegrityError as clash:
        # Only the constraint is right when two taps, or two phones, arrive at once.
        if twin := Revision.objects.sent_as(key, by=by):
            return twin
        raise SentByAnother from clash
    _record("draft_started", revision, by=by, now=now)
    return revision


def _create(
    listing: Listing, content: dict[str, Any], *, key: UUID, by: Person, now: datetime
) -> Revision:
    return Revision.objects.create(
        listing=listing,
        request_key=key,
        content=content,
        started_by=by,
        started_at=now,
        changed_at=now,
    )


def _open_of(listing: Listing) -> Revision | None:
    revisions = Revision.objects.open().select_related("listing__village")
    return revisions.filter(listing=listing).first()


def _stored(revision: Revision) -> Revision:
    """Read a draft as it is now. Who else would change it waits."""
    rows = Revision.objects.select_related("listing__village", "listing__seller")
    return rows.select_for_update(of=("self",)).get(pk=revision.pk)


def _change(stored: Revision, **fields: Any) -> None:
    """Change what was read, unless somebody changed it first."""
    unchanged = Revision.objects.filter(pk=stored.pk, version=stored.version, state=stored.state)
    if not unchanged.update(**fields):
        raise WrittenMeanwhile
    for name, value in fields.items():
        setattr(stored, name, value)


def _written_over(
    stored: Revision, answers: Mapping[str, Any], sent: Mapping[str, Any], *, saving: rules.Saving
) -> dict[str, Any]:
    untouched, clashes = rules.clashing(
        answers, sent, saving=saving, version=stored.version, earlier=stored.earlier
    )
    if clashes:
        theirs = {name: answers.get(name) for name in sorted(clashes)}
        raise WroteTheSame(theirs, labels=", ".join(rules.label_of(name) for name in theirs))
    return rules.written_over(answers, sent, untouched=untouched)


def _with_the_day_of_its_price(
    stored: Revision, words: Mapping[str, Any], *, now: datetime
) -> dict[str, Any]:
    """Date a price that is new and was not dated: whoever sends it says it today."""
    listing = stored.listing
    prices = {name: words.get(name) for name in ("price_low", "price_high")}
    is_new = prices != {name: getattr(listing, name) for name in prices}
    is_dated = words.get("price_as_of") and words["price_as_of"] != listing.price_as_of
    content: dict[str, Any] = stored.content
    if prices["price_low"] is None or is_dated or not (is_new or not words.get("price_as_of")):
        return content
    day = timezone.localdate(now).isoformat()
    return content | {"words": content["words"] | {"price_as_of": day}}


def _record(act: str, revision: Revision, *, by: Person, now: datetime) -> None:
    listing = revision.listing
    audit.record(f"catalogue.{act}", target=listing, by=by, now=now, area_code=listing.village.code)
