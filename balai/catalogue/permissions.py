"""Who may write, review and publish what a village shows. Authority flows down the code."""

from collections.abc import Container
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from balai.accounts.models import Person
from balai.accounts.rules import MEMBER, Right
from balai.accounts.visitors import Viewer, rights_of
from balai.catalogue import rules
from balai.catalogue.errors import (
    ApprovedByAnother,
    KeptByAnother,
    MayNotAddNotice,
    MayNotBringUnderProtocol,
    MayNotChoose,
    MayNotReview,
    MayNotReviewOwn,
    MayNotSayWhose,
    MayNotWrite,
    NotTheirs,
)
from balai.catalogue.models import (
    Listing,
    Picture,
    Protocol,
    ProtocolChange,
    Reviewing,
    ReviewRule,
    Revision,
)
from balai.catalogue.models.protocols import kept_open_to
from balai.catalogue.rules import protocols
from balai.core.codes import contains, province_of
from balai.registry.models import Community, CommunityMember
from balai.registry.permissions import check_is_member, speaks_for


def may_write_in(person: Viewer, village_code: str) -> bool:
    """Let operators, heads and members of organisations write in their village.

    Officers review, and do not write.
    """
    return _is_one_of(person, rules.WRITERS | {MEMBER}, over=village_code)


def check_may_write_in(person: Viewer, village_code: str) -> None:
    if not may_write_in(person, village_code):
        raise MayNotWrite


def may_edit(person: Viewer, listing: Listing) -> bool:
    """Let operators and heads change what their village shows, and members what theirs sells.

    What a community keeps from them, they do not change.
    """
    if not any(_writes(right, listing) for right in rights_of(person)):
        return False
    return not is_kept(listing) or _is_shown_to(person, listing)


def _writes(right: Right, listing: Listing) -> bool:
    is_theirs = right.kind == MEMBER and right.organisation_number == listing.seller_id
    return contains(right.area_code, listing.village.code) and (
        right.kind in rules.WRITERS or is_theirs
    )


def may_write_for(person: Viewer, seller: int | None, village_code: str) -> bool:
    """Tell whether somebody may write for this seller, or with None for no seller at all."""
    if _is_one_of(person, rules.WRITERS, over=village_code):
        return True
    return seller is not None and seller in sellers_written_for(person, village_code)


def sellers_written_for(person: Viewer, village_code: str) -> list[int]:
    """Name the organisations in whose name somebody writes in a village, as one of theirs."""
    return sorted(
        right.organisation_number
        for right in rights_of(person)
        if right.organisation_number is not None and contains(right.area_code, village_code)
    )


def check_may_edit(person: Viewer, listing: Listing) -> None:
    if not may_edit(person, listing):
        raise MayNotWrite


def is_kept(listing: Listing) -> bool:
    """Tell whether a community keeps it back from everyone, or might again."""
    return listing.closed_at is not None or listing.open_until is not None


def who_reviews(kind: str, village_code: str) -> Reviewing:
    """Tell what the province of a village chose for a kind."""
    rules_there = ReviewRule.objects.standing().filter(province_code=province_of(village_code))
    chosen = rules_there.filter(kind=kind).values_list("who", flat=True).first()
    return Reviewing(chosen or Reviewing.AREA)


def may_review(person: Viewer, listing: Listing) -> bool:
    """Let those review whom the province chose; what a community keeps, only who speaks for it."""
    if is_kept(listing):
        keepers = _keepers_of(Protocol.objects.filter(listing=listing.pk))
        return any(speaks_for(person, one.community) for one in keepers)
    reviewers = rules.REVIEWERS[who_reviews(listing.kind, listing.village.code)]
    return _is_one_of(person, reviewers, over=listing.village.code)


def check_may_review(person: Viewer, listing: Listing) -> None:
    if not may_review(person, listing):
        raise MayNotReview


def check_may_accept(person: Person, revision: Revision) -> None:
    """Let a reviewer accept, unless they wrote it: only a village head answers for both."""
    check_may_review(person, revision.listing)
    if is_own(person, revision):
        raise MayNotReviewOwn


def is_own(person: Person, revision: Revision) -> bool:
    """Tell whether somebody wrote this and is not the head of its village."""
    if _is_one_of(person, {"village_head"}, over=revision.listing.village.code):
        return False
    return revision.writers.filter(pk=person.pk).exists()


def may_publish(person: Viewer, listing: Listing) -> bool:
    """Let reviewers show a listing as it is; writers too where nobody has to review."""
    if may_review(person, listing):
        return True
    reviewing = who_reviews(listing.kind, listing.village.code)
    return reviewing == Reviewing.NONE and may_edit(person, listing)


def check_may_publish(person: Viewer, listing: Listing) -> None:
    if not may_publish(person, listing):
        raise MayNotReview


def may_withdraw(person: Viewer, listing: Listing) -> bool:
    return may_edit(person, listing) or may_review(person, listing)


def check_may_withdraw(person: Viewer, listing: Listing) -> None:
    if not may_withdraw(person, listing):
        raise MayNotWrite


def may_choose(person: Viewer, province_code: str) -> bool:
    """Let officers of a province decide what is its own."""
    return _is_one_of(person, {"province_officer"}, over=province_code)


def check_may_choose(person: Viewer, province_code: str) -> None:
    if not may_choose(person, province_code):
        raise MayNotChoose


def _is_one_of(person: Viewer, kinds: Container[str], *, over: str) -> bool:
    return any(
        right.kind in kinds and contains(right.area_code, over) for right in rights_of(person)
    )


def check_may_bring(person: Person, thing: Listing | Picture, community: Community) -> None:
    """Let those say that a community keeps a thing who write there, or speak for a keeper.

    Once a community has decided about it, only who speaks for one that keeps it says that
    another does, too: who speaks for that other one sees it from then on. What a community
    has handed back, only who speaks for it takes up again.
    """
    of_thing = Protocol.objects.filter(
        **{"picture" if isinstance(thing, Picture) else "listing": thing.pk}
    )
    village = thing.village if isinstance(thing, Listing) else thing.listing.village
    is_there = community.villages.filter(pk=village.pk).exists()
    is_own = speaks_for(person, community)
    keepers = list(_keepers_of(of_thing))
    keeps = any(speaks_for(person, one.community) for one in keepers)
    if not is_there or not (is_own or keeps or _writes_there(person, village.code)):
        raise MayNotBringUnderProtocol
    if not keeps and any(one.decided_at for one in keepers):
        raise KeptByAnother
    if not is_own and of_thing.filter(community=community, handed_back_at__isnull=False).exists():
        raise NotTheirs


def may_say_whose(person: Viewer, protocol: Protocol) -> bool:
    """Let those settle what one community handed back who write there, or speak for another.

    Who writes there and may not see it, because another community has decided so, may not.
    """
    of_thing = Protocol.objects.of_thing(protocol)
    if any(speaks_for(person, one.community) for one in _keepers_of(of_thing)):
        return True
    kept = kept_open_to(person, today=timezone.localdate())
    is_seen = protocol.listing_id in kept.listings or protocol.picture_id in kept.pictures
    return is_seen and _writes_there(person, protocol.concerned.village.code)


def check_may_say_whose(person: Viewer, protocol: Protocol) -> None:
    if not may_say_whose(person, protocol):
        raise MayNotSayWhose


def _keepers_of(protocols_of_thing: QuerySet[Protocol]) -> QuerySet[Protocol]:
    standing = protocols_of_thing.filter(ended_at__isnull=True, handed_back_at__isnull=True)
    return standing.select_related("community")


def _writes_there(person: Viewer, village_code: str) -> bool:
    return any(
        right.kind in rules.WRITERS and right.area_code == village_code
        for right in rights_of(person)
    )


def check_may_approve(person: Person, change: ProtocolChange, *, now: datetime) -> None:
    """Let a second member approve; what only a group may see, only who is in it or speaks."""
    community = change.protocol.community
    check_is_member(person, community)
    if person.pk == change.proposed_by_id:
        raise ApprovedByAnother
    before = change.protocol.decided
    if not before.groups or speaks_for(person, community):
        return
    somebody = _belonging(person, community)
    if not protocols.ever_lets_in(before, somebody, today=timezone.localdate(now)):
        raise ApprovedByAnother


def _belonging(person: Person, community: Community) -> protocols.Belonging:
    own = CommunityMember.objects.standing().filter(person=person, community=community)
    groups = own.filter(groups__isnull=False).values_list("groups", flat=True)
    return protocols.Belonging(is_member=own.exists(), groups=frozenset(groups))


def may_add_notice(person: Viewer, listing: Listing) -> bool:
    """Let officers of the area say something of rights, beside what they may see."""
    return _is_one_of(
        person, {"regency_officer", "province_officer"}, over=listing.village.code
    ) and (not is_kept(listing) or _is_shown_to(person, listing))


def check_may_add_notice(person: Viewer, listing: Listing) -> None:
    if not may_add_notice(person, listing):
        raise MayNotAddNotice


def _is_shown_to(person: Viewer, listing: Listing) -> bool:
    return Listing.objects.allowed_to(person).filter(pk=listing.pk).exists()
