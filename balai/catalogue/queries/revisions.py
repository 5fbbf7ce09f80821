"""What is being written, what waits for whom, and what would change."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balai.accounts.rules import Right
from balai.accounts.visitors import Viewer, rights_of
from balai.catalogue import rules
from balai.catalogue.models import (
    DETAILS_BY_KIND,
    OPEN,
    Event,
    Kind,
    Listing,
    ListingQuerySet,
    Protocol,
    Reviewing,
    ReviewRule,
    Revision,
    RevisionQuerySet,
    RevisionState,
)
from balai.catalogue.models.listings import open_now
from balai.catalogue.queries.arrangements import arranged_for
from balai.catalogue.queries.content import DETAILS, WORDS, content_of, reading_of
from balai.catalogue.queries.listing import ListingPage, page_saying
from balai.catalogue.queries.lists import sectors
from balai.catalogue.queries.pictures import photos_from
from balai.catalogue.rules.pictures import changes_between
from balai.core.calendar import check_partial_day, partial_day_in_words
from balai.core.codes import province_of
from balai.core.money import rupiah
from balai.registry.models import Community, Organisation

# After so long its owner is asked whether it is still so.
FRESH_FOR = timedelta(days=180)
_TWO_SIDED = frozenset(
    name for name in (*WORDS, *(one for names in DETAILS.values() for one in names))
    if name.endswith("_en")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnListings:
    """What somebody may write, by where it stands. Each is read when it is looked at.

    A published listing that is being changed stands in two of them.
    """

    returned: RevisionQuerySet
    writing: RevisionQuerySet
    submitted: RevisionQuerySet
    published: ListingQuerySet
    withdrawn: ListingQuerySet


@dataclass(frozen=True, slots=True)
class Change:
    """One answer as everyone sees it, and as it would become."""

    name: str
    label: str
    before: str
    after: str


def own_listings(person: Viewer) -> OwnListings:
    """Read what somebody may write, the last changed first."""
    own = Listing.objects.editable_by(person)
    revisions = Revision.objects.filter(listing__in=own)
    revisions = revisions.select_related("listing__village").order_by("-changed_at", "-pk")
    own = own.select_related("village")
    withdrawn = own.filter(published_at__isnull=False, withdrawn_at__isnull=False)
    return OwnListings(
        returned=revisions.filter(state=RevisionState.RETURNED),
        writing=revisions.filter(state=RevisionState.WRITING),
        submitted=revisions.filter(state=RevisionState.SUBMITTED),
        published=own.standing().freshest_first(),
        withdrawn=withdrawn.exclude(revisions__state__in=OPEN).order_by("-withdrawn_at", "-pk"),
    )


def queue_of(person: Viewer) -> RevisionQuerySet:
    """Read what waits for somebody's decision, the longest first."""
    rights = rights_of(person)
    # What a community keeps is reviewed by who speaks for it, and by nobody else.
    spoken_for = Community.objects.spoken_for_by(person).values("pk")
    keepers = Protocol.objects.kept_by(spoken_for)
    kept = Q(listing__in=keepers.values("listing")) & ~open_now(of="listing__")
    reviewable = _reviewable(rights) & open_now(of="listing__")
    waiting = Revision.objects.waiting().filter(reviewable | kept)
    heads = Q(pk__in=[])
    for right in rights:
        if right.kind == "village_head":
            heads |= Q(listing__village__code__within=right.area_code)
    own = Revision.objects.filter(writers=person.pk).exclude(heads).values("pk")
    waiting = waiting.exclude(pk__in=own).select_related("listing__village", "started_by")
    return waiting.order_by("submitted_at", "pk")


def _reviewable(rights: frozenset[Right]) -> Q:
    """Match what those with these rights decide about, by what their provinces chose."""
    provinces = {province_of(right.area_code) for right in rights}
    chosen = {
        (rule.province_code, rule.kind): rule.who
        for rule in ReviewRule.objects.standing().filter(province_code__in=provinces)
    }
    matched = Q(pk__in=[])
    for right in rights:
        province = province_of(right.area_code)
        kinds = [
            kind
            for kind in Kind.values
            if right.kind in rules.REVIEWERS[chosen.get((province, kind), Reviewing.AREA)]
        ]
        if kinds:
            within = Q(listing__village__code__within=right.area_code)
            matched |= within & Q(listing__kind__in=kinds)
    return matched


def due_for_confirmation(person: Viewer, *, now: datetime) -> ListingQuerySet:
    """Read what somebody has to say "still so" of, the longest unsaid first."""
    own = quiet_listings(now=now) & Listing.objects.editable_by(person)
    return own.select_related("village").order_by("refreshed_at", "pk")


def quiet_listings(*, now: datetime) -> ListingQuerySet:
    """Match what nobody said "still so" of for too long; stories and what is over stay as told."""
    is_over = Q(event__status=Event.Status.PAST) | Q(event__end_on__lt=timezone.localdate(now))
    quiet = Listing.objects.public().filter(refreshed_at__lt=now - FRESH_FOR)
    return quiet.exclude(kind=Kind.STORY).exclude(is_over, kind=Kind.EVENT)


def changes_of(revision: Revision) -> list[Change]:
    """Set what would change side by side, in the order in which it is asked.

    Of what was accepted, this is what it changed; of a new listing, all that it says.
    """
    before = rules.answers_of(_before(revision))
    after = before | rules.answers_of(revision.content)
    return [
        Change(
            name=name,
            label=rules.label_of(name),
            before=in_words(name, before.get(name)),
            after=in_words(name, after[name]),
        )
        for name in (*WORDS, *DETAILS[revision.listing.kind], "sectors", "seller")
        if name in after and not rules.same_answer(before.get(name), after[name])
    ] + _changes_of_pictures(revision)


def _changes_of_pictures(revision: Revision) -> list[Change]:
    """Of a new listing, its photos stand beside the words as they are."""
    before = _before(revision)
    if "pictures" not in before or "pictures" not in revision.content:
        return []
    changes = changes_between(before["pictures"], revision.content["pictures"])
    return [Change("pictures", one.label, one.before, one.after) for one in changes]


def _before(revision: Revision) -> Mapping[str, Any]:
    if revision.state == RevisionState.ACCEPTED:
        return revision.replaced or {}
    return content_of(revision.listing) if revision.listing.published_at else {}


def in_words(name: str, said: Any) -> str:
    """Word an answer for whoever compares it; what cannot be read stays as it was typed."""
    if said in (None, "", []):
        return ""
    if isinstance(said, bool):
        return _("yes") if said else _("no")
    if name == "sectors":
        return ", ".join(str(sectors().get(code, code)) for code in said)
    if name == "seller":
        return _seller_name(said)
    if name == "status":
        return str(dict(Event.Status.choices).get(said, said))
    return _as_money_or_day(name, str(said))


def _seller_name(number: int) -> str:
    seller = Organisation.objects.filter(pk=number).first()
    return seller.name if seller else str(number)


def _as_money_or_day(name: str, text: str) -> str:
    if name in {"price_low", "price_high"}:
        amount = rules.whole_rupiah(text)
        return rupiah(int(amount)) if amount.isascii() and amount.isdigit() else text
    if name in {"price_valid_until", "start_on", "end_on"}:
        try:
            day = parse_date(text)
        except ValueError:
            day = None
        return date_format(day, "j F Y") if day else text
    if name in {"price_as_of", "last_held"}:
        return _partial_day(text)
    if name.endswith("_time"):
        return text[:5].replace(":", ".")
    return text


def _partial_day(text: str) -> str:
    try:
        check_partial_day(text)
    except ValidationError:
        return text
    return partial_day_in_words(text)


def preview_of(person: Viewer, revision: Revision, *, today: date) -> ListingPage:
    """Prepare the page of a draft as everyone would see it, as far as it can be read.

    Pictures that wait for review are on it; those that wait for a consent are not.
    """
    reading = reading_of(revision)
    listing = copy(revision.listing)
    for name, value in reading.words.items():
        setattr(listing, name, value)
    if listing.price_low is not None and not listing.price_as_of:
        listing.price_as_of = today.isoformat()  # as sending it will date it
    listing.seller = reading.seller
    details: Any = DETAILS_BY_KIND[listing.kind]
    setattr(listing, listing.kind, details(**reading.details))
    pictures = [one for one in arranged_for(person, revision) if not one.lacks_consent]
    return page_saying(listing, reading.sectors, photos_from(pictures), today=today)


def missing_english(said: Listing | Mapping[str, Any]) -> list[str]:
    """Name the answers given in Indonesian whose English side is empty."""
    content = content_of(said) if isinstance(said, Listing) else said
    return rules.without_english(rules.answers_of(content), two_sided=_TWO_SIDED)
