"""What its writers write, through their programs: one's own listings, and drafts."""

from typing import Annotated, Any, TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Header, Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from balai.accounts.visitors import SignedInRequest
from balai.catalogue.actions import drafts as actions
from balai.catalogue.models import Kind, Listing, Revision, RevisionQuerySet
from balai.catalogue.queries import lists
from balai.catalogue.queries.content import faults_of
from balai.channels.addresses import absolute
from balai.portal.api import shapes
from balai.portal.api.codes import VillageCode
from balai.portal.api.errors import CursorUnclear
from balai.portal.api.listings import in_list, rows_of
from balai.portal.api.paging import USUAL, After, Limit, cut, next_address
from balai.registry.models import Region

router = Router(tags=["drafts"])
_LARGEST = 10**12
_DIGITS = 18
Found = TypeVar("Found")

Answer = (
    str
    | bool
    | Annotated[int, Field(ge=-_LARGEST, le=_LARGEST)]
    | Annotated[float, Field(ge=-_LARGEST, le=_LARGEST)]
    | None
)
Version = Annotated[int, Field(ge=0, lt=2**31, strict=True)]
Key = Annotated[
    UUID,
    Header(
        alias="Idempotency-Key",
        description="Mint one for each draft. Sent again, it gives the first draft again.",
    ),
]


class ByThePage(Schema):
    """Where to go on, and how far."""

    after: After = ""
    limit: Limit = USUAL


class NewListing(Schema):
    """A draft of something that is not shown yet."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    village: VillageCode


class ListingToChange(Schema):
    """A draft of what a listing will say."""

    model_config = ConfigDict(extra="forbid")

    listing: Annotated[int, Field(ge=1, lt=2**63, strict=True)]


class Answers(Schema):
    """Answers to keep, finished or not; what is not sent stays as it is."""

    model_config = ConfigDict(extra="forbid")

    words: dict[str, Answer] = {}
    details: dict[str, Answer] = {}
    sectors: list[str] | None = None
    seller: Annotated[int, Field(ge=1, lt=2**63, strict=True)] | None = None
    version: Version | None = None


class Sending(Schema):
    """What is sent for review."""

    model_config = ConfigDict(extra="forbid")

    version: Version | None = None


@router.get("/own-listings", response=shapes.Listings)
def own_listings(
    request: SignedInRequest, response: HttpResponse, asked: Query[ByThePage]
) -> shapes.Listings:
    own = Listing.objects.editable_by(request.user).standing()
    cursor = lists.Cursor.read(asked.after)
    if asked.after and cursor is None:
        raise CursorUnclear
    ordered = lists.following(own, after=cursor)
    page, last = cut(rows_of(ordered[: asked.limit + 1]), asked.limit)
    after = str(lists.Cursor(last.refreshed_at, last.pk)) if last else ""
    return shapes.Listings(
        items=[in_list(listing) for listing in page],
        next=next_address(request, response, after),
    )


@router.get("/drafts", response=shapes.Drafts)
def drafts(
    request: SignedInRequest, response: HttpResponse, asked: Query[ByThePage]
) -> shapes.Drafts:
    own = _visible(request).open().order_by("-pk")
    own = own.filter(listing__in=Listing.objects.editable_by(request.user))
    if asked.after:
        if not asked.after.isascii() or not asked.after.isdigit() or len(asked.after) > _DIGITS:
            raise CursorUnclear
        own = own.filter(pk__lt=int(asked.after))
    page, last = cut(list(own[: asked.limit + 1]), asked.limit)
    return shapes.Drafts(
        items=[shapes.DraftInList(**_said_in_list(revision)) for revision in page],
        next=next_address(request, response, str(last.pk) if last else ""),
    )


@router.post("/drafts", response={201: shapes.Draft})
def new_draft(
    request: SignedInRequest, response: HttpResponse, begun: NewListing | ListingToChange, key: Key
) -> Any:
    if isinstance(begun, NewListing):
        village = Region.objects.visible_to(request.user).villages().filter(code=begun.village)
        revision = actions.start_draft(
            kind=begun.kind,
            village=_found(village.first()),
            key=key,
            by=request.user,
            now=timezone.now(),
        )
    else:
        listing = Listing.objects.visible_to(request.user).select_related("village")
        revision = actions.start_edit(
            _found(listing.filter(pk=begun.listing).first()),
            key=key,
            by=request.user,
            now=timezone.now(),
        )
    response["Location"] = _url(revision)
    return Status(201, _whole(revision))


@router.get("/drafts/{number}", response=shapes.Draft)
def draft(request: SignedInRequest, number: int) -> shapes.Draft:
    return _whole(_of(request, number))


@router.patch("/drafts/{number}", response=shapes.Draft)
def save_draft(request: SignedInRequest, number: int, answers: Answers) -> shapes.Draft:
    sent = answers.model_dump(exclude={"version"}, exclude_unset=True)
    return _whole(
        actions.save_draft(
            _of(request, number),
            {name: said for name, said in sent.items() if (name, said) != ("sectors", None)},
            by=request.user,
            now=timezone.now(),
            seen=answers.version,
        )
    )


@router.delete("/drafts/{number}", response={204: None})
def drop_draft(request: SignedInRequest, number: int) -> Any:
    actions.drop_draft(_of(request, number), by=request.user, now=timezone.now())
    return Status(204, None)


@router.post("/drafts/{number}/submission", response=shapes.Draft)
def submission(request: SignedInRequest, number: int, sending: Sending) -> shapes.Draft:
    return _whole(
        actions.submit_draft(
            _of(request, number), by=request.user, now=timezone.now(), seen=sending.version
        )
    )


def _visible(request: HttpRequest) -> RevisionQuerySet:
    return Revision.objects.visible_to(request.user).select_related("listing__village")


def _of(request: HttpRequest, number: int) -> Revision:
    return _found(_visible(request).filter(pk=number).first())


def _found(one: Found | None) -> Found:
    if one is None:
        raise Http404
    return one


def _said_in_list(revision: Revision) -> dict[str, Any]:
    return {
        "number": revision.pk,
        "listing": revision.listing_id,
        "kind": revision.listing.kind,
        "village": revision.listing.village.code,
        "title": revision.title,
        "state": revision.state,
        "version": revision.version,
        "to_mend": revision.said,
        "started_at": revision.started_at,
        "changed_at": revision.changed_at,
        "submitted_at": revision.submitted_at,
        "url": _url(revision),
    }


def _whole(revision: Revision) -> shapes.Draft:
    missing = faults_of(revision) if revision.is_in_hand else {}
    return shapes.Draft(
        **_said_in_list(revision),
        words=revision.content.get("words", {}),
        details=revision.content.get("details", {}),
        sectors=revision.content.get("sectors", []),
        seller=revision.content.get("seller"),
        missing=[
            shapes.Wrong(at=f"body.{name}", rule="missing", says=says)
            for name, says in missing.items()
        ],
    )


def _url(revision: Revision) -> str:
    return absolute(reverse("api:draft", args=[revision.pk]))
