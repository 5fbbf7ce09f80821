"""What waits for a community's word, and what it has said, in words."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from balai.accounts.models import Person
from balai.catalogue.models import (
    Label,
    Listing,
    ListingQuerySet,
    Notice,
    Protocol,
    ProtocolChange,
)
from balai.catalogue.models.listings import open_now
from balai.catalogue.models.protocols import ProtocolQuerySet, kept_open_to
from balai.catalogue.permissions import check_may_approve, may_say_whose
from balai.catalogue.rules import protocols as rules
from balai.core.errors import Refused
from balai.registry.models import Community, CommunityMember

_RELATED = ("community", "listing__village", "picture__listing__village")


def spoken_for(person: Person) -> ProtocolQuerySet:
    """Read what somebody decides about, the longest waiting first."""
    own = Community.objects.spoken_for_by(person).values("pk")
    return _with_things().kept_by(own).order_by("decided_at", "brought_at", "pk")


def changes_to_approve(person: Person, *, now: datetime) -> list[ProtocolChange]:
    """Read the wider protocols that wait for this member's word."""
    own = CommunityMember.objects.standing().filter(person=person).values("community")
    waiting = ProtocolChange.objects.waiting().filter(protocol__community__in=own)
    related = [f"protocol__{name}" for name in _RELATED]
    changes = waiting.exclude(proposed_by=person).select_related("proposed_by", *related)
    return [one for one in changes.order_by("proposed_at") if may_approve(person, one, now=now)]


def may_approve(person: Person, change: ProtocolChange, *, now: datetime) -> bool:
    try:
        check_may_approve(person, change, now=now)
    except Refused:
        return False
    return True


def listings_for(person: Person, *, today: date) -> ListingQuerySet:
    """Read what a community decided to keep from others and to show to this person."""
    kept = kept_open_to(person, today=today).listings
    decided = Protocol.objects.standing().filter(decided_at__isnull=False).values("listing")
    theirs = Listing.objects.standing().filter(pk__in=kept).filter(pk__in=decided)
    return theirs.exclude(open_now())


def own_waiting(person: Person) -> ProtocolQuerySet:
    """Read what somebody who writes in a village said is a community's, and it is undecided."""
    editable = Listing.objects.editable_by(person).values("pk")
    waiting = _with_things().filter(decided_at__isnull=True, handed_back_at__isnull=True)
    return waiting.filter(listing__in=editable) | waiting.filter(picture__listing__in=editable)


def handed_back_to(person: Person) -> list[Protocol]:
    """Read what communities handed back, and this person says whose it is."""
    kept = kept_open_to(person, today=timezone.localdate())
    if not (kept.listings or kept.pictures):
        return []
    seen = Q(listing__in=kept.listings) | Q(picture__in=kept.pictures)
    rows = _with_things().handed_back().filter(seen).order_by("handed_back_at", "pk")
    return [one for one in rows if may_say_whose(person, one)]


def keepers_of(listing: Listing) -> list[Protocol]:
    """Read which communities keep a listing itself, or handed it back. One query."""
    there = Protocol.objects.standing().filter(listing=listing).select_related("community")
    return list(there.order_by("brought_at", "pk"))


def kept_together_with(protocol: Protocol) -> list[Protocol]:
    """Read what other communities say of the same thing. One query."""
    others = Protocol.objects.standing().of_thing(protocol).exclude(pk=protocol.pk)
    return list(others.select_related("community").order_by("brought_at", "pk"))


def in_words(said: rules.Protocol, community: Community) -> list[str]:
    """Say term by term whom a protocol lets in; without one, only its representative."""
    names = dict(community.groups.values_list("pk", "name"))
    return [_term_in_words(term, names) for term in said.terms] or [
        _("nobody but the representative of the community")
    ]


def _term_in_words(term: rules.Term, names: dict[int, str]) -> str:
    if term.kind == rules.PUBLIC:
        return _("everyone")
    if term.kind == rules.COMMUNITY:
        return _("members of the community")
    if term.season is not None:
        return _season_in_words(term.season)
    return _("the group %(name)s") % {"name": names.get(term.group, "–")}


def _season_in_words(season: rules.Season) -> str:
    style = "j F" if season.is_yearly else "j F Y"
    days = {
        "first": formats.date_format(season.first, style),
        "last": formats.date_format(season.last, style),
    }
    if season.is_yearly:
        return _("everyone, from %(first)s to %(last)s each year") % days
    return _("everyone, from %(first)s to %(last)s") % days


def communities_there(village_codes: Iterable[str]) -> QuerySet[Community]:
    """Read the communities of some villages."""
    return Community.objects.filter(villages__code__in=list(village_codes)).distinct()


def _with_things() -> ProtocolQuerySet:
    return Protocol.objects.standing().select_related(*_RELATED)


def labels_of(listing: Listing) -> list[Label]:
    """Read the labels that stand on a listing. One query."""
    standing = Label.objects.standing().filter(
        protocols__listing=listing, protocols__ended_at__isnull=True
    )
    return list(standing.select_related("community"))


def notices_of(listing: Listing) -> list[Notice]:
    """Read what offices say of its rights. One query."""
    return list(Notice.objects.filter(listing=listing, removed_at__isnull=True))
