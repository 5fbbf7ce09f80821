"""Venues, their things, hours and closures are written down here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction

from balai.core import audit
from balai.reservations.actions.turns import lock_venue
from balai.reservations.errors import TooManyThings
from balai.reservations.models import Closure, Hours, Reservation, Resource, Terms, Venue
from balai.reservations.queries.days import standing_in
from balai.reservations.rules.branches import MOST, Branch, child_of
from balai.reservations.rules.hours import DayHours


@dataclass(frozen=True, kw_only=True)
class Described:
    """What is said of a thing when it is written down."""

    name: str
    kind: str = ""
    stock: int = 1
    capacity: int | None = None
    needs_power: bool = False
    needs_internet: bool = False
    terms: Terms | None = None


@transaction.atomic
def add_venue(  # noqa: PLR0913  (what it is called, its terms and area; and of every act)
    name: str,
    terms: Terms,
    *,
    area_code: str,
    by: models.Model | None,
    now: datetime,
    example: bool = False,
) -> Venue:
    venue = Venue.objects.create(name=name, terms=terms, area_code=area_code, example=example)
    _record("venue_added", venue, venue, by=by, now=now)
    return venue


@transaction.atomic
def add_resource(
    venue: Venue,
    described: Described,
    *,
    inside: Resource | None = None,
    by: models.Model | None,
    now: datetime,
) -> Resource:
    """Write a thing down, beside the others or inside one of them.

    Raises TooManyThings where numbers end: a thousand in one, or deeper than a seat.
    """
    lock_venue(venue.pk)
    branch = _next_branch(venue, inside)
    if described.stock > 1 and branch.first == branch.last:
        raise TooManyThings
    resource = Resource.objects.create(
        venue=venue,
        parent=inside,
        name=described.name,
        kind=described.kind,
        stock=described.stock,
        capacity=described.capacity,
        needs_power=described.needs_power,
        needs_internet=described.needs_internet,
        terms=described.terms,
        first_number=branch.first,
        last_number=branch.last,
    )
    _record("resource_added", resource, venue, by=by, now=now)
    return resource


@transaction.atomic
def retire_resource(
    resource: Resource, *, by: models.Model | None, now: datetime
) -> list[Reservation]:
    """Let nobody reserve it any more; says what is reserved of it and stays to be decided."""
    lock_venue(resource.venue_id)
    if Resource.objects.filter(pk=resource.pk, retired_at__isnull=True).update(retired_at=now):
        _record("resource_retired", resource, resource.venue, by=by, now=now)
    return list(standing_in(resource.venue_id, resource, starts_at=now))


@transaction.atomic
def set_hours(  # noqa: PLR0913  (of what, which hours; and of every act)
    venue: Venue,
    kind: str,
    hours: Iterable[DayHours],
    *,
    resource: Resource | None = None,
    by: models.Model | None,
    now: datetime,
) -> None:
    """Say the hours of one kind anew, for the venue or for one thing of it."""
    lock_venue(venue.pk)
    Hours.objects.filter(venue=venue, resource=resource, kind=kind).delete()
    Hours.objects.bulk_create(
        Hours(venue=venue, resource=resource, kind=kind, **one._asdict()) for one in set(hours)
    )
    _record("hours_set", resource or venue, venue, by=by, now=now)


@transaction.atomic
def close(closure: Closure, *, by: models.Model | None, now: datetime) -> Sequence[Reservation]:
    """Close a venue, or a thing, for a while: stops what is new, and cancels nothing.

    Says which reservations stand in it, for the keeper to decide.
    """
    lock_venue(closure.venue_id)
    closure.save(force_insert=True)
    _record("closed", closure, closure.venue, by=by, now=now)
    return list(
        standing_in(
            closure.venue_id,
            closure.resource,
            starts_at=closure.starts_at,
            ends_at=closure.ends_at,
        )
    )


@transaction.atomic
def reopen(closure: Closure, *, by: models.Model | None, now: datetime) -> None:
    """Take a closure back; done twice it is done once."""
    if Closure.objects.filter(pk=closure.pk).delete()[0]:
        _record("reopened", closure, closure.venue, by=by, now=now)


def _next_branch(venue: Venue, inside: Resource | None) -> Branch:
    """Give the next number below; those of what was retired are not given again."""
    parent = inside.branch if inside else venue.branch
    number = Resource.objects.filter(venue=venue, parent=inside).count() + 1
    is_piece = inside is not None and inside.stock > 1
    if number > MOST or is_piece or parent.first == parent.last:
        raise TooManyThings
    return child_of(parent, number)


def _record(
    what: str, target: models.Model, venue: Venue, *, by: models.Model | None, now: datetime
) -> None:
    act = f"reservations.{what}"
    audit.record(act, target=target, by=by, now=now, area_code=venue.area_code)
