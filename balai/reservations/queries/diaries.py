"""What stands in the diary of a venue: its things, their hours, and what is taken of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from balai.reservations.models import Claim, Closure, Hours, Resource, Terms
from balai.reservations.rules.asking import Limits, Taken, Thing
from balai.reservations.rules.branches import Branch
from balai.reservations.rules.hours import DayHours, spans_of
from balai.reservations.rules.spans import Span, shared

# Buffers and hours of the days around have their say, too.
_AROUND = 86_400
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Diary:
    """All things of a venue, in the order of their numbers, each with what stands around it."""

    things: Mapping[int, Thing]
    resources: Mapping[int, Resource]

    def holds(self, things: Iterable[int]) -> bool:
        """Tell whether all of these are here and not retired."""
        return bool(things) and set(things) <= set(self.things)

    def asked(self, things: Mapping[int, int]) -> list[Thing]:
        """Pick what is asked for, so many of each. Raises KeyError for what is not here."""
        return [replace(self.things[number], count=things[number]) for number in sorted(things)]

    def alike(self, thing: Thing) -> list[Thing]:
        """List what could stand in for a thing: of its kind; beside it first."""
        one = self.resources[thing.number]
        same = (
            other
            for other in self.resources.values()
            if one.kind and other.kind == one.kind and other.pk != one.pk
        )
        near = sorted(same, key=lambda other: (other.parent_id != one.parent_id, other.pk))
        return [replace(self.things[other.pk], count=thing.count) for other in near]


def diary_of(venue_pk: int, span: Span, *, but_for: int | None = None) -> Diary:
    """Read the diary of a venue around a time; four queries, however much stands in it.

    What the reservation `but_for` keeps counts as free.
    """
    wide = Span(span.start - _AROUND, span.end + _AROUND)
    rows = Resource.objects.filter(venue=venue_pk, retired_at__isnull=True)
    resources = {one.pk: one for one in rows.select_related("terms", "venue__terms").order_by("pk")}
    hours = _hours(venue_pk, wide)
    closures = list(Closure.objects.filter(venue=venue_pk, **_meeting(wide)))
    taken = _taken(venue_pk, wide, but_for=but_for)
    things = {}
    for number, one in resources.items():
        line = [parent.pk for parent in _line(one, resources)]
        things[number] = Thing(
            number=number,
            name=one.name,
            branch=one.branch,
            stock=one.stock,
            capacity=one.capacity,
            limits=_limits(_terms(one, resources)),
            open=_nearest(hours, Hours.Kind.OPEN, line),
            power=_nearest(hours, Hours.Kind.POWER, line) if one.needs_power else None,
            internet=_nearest(hours, Hours.Kind.INTERNET, line) if one.needs_internet else None,
            closed=[
                Span.between(closure.starts_at, closure.ends_at)
                for closure in closures
                if closure.resource_id is None or closure.resource_id in line
            ],
            taken=[
                other
                for branch, others in taken.items()
                if branch.overlaps(one.branch)
                for other in others
            ],
        )
    return Diary(things=things, resources=resources)


def terms_of(diary: Diary, numbers: Iterable[int]) -> list[Terms]:
    """Name the terms of some things, in the order of the things; of what is retired, none."""
    there = (diary.resources[number] for number in sorted(numbers) if number in diary.resources)
    return [_terms(one, diary.resources) for one in there]


def useful_hours(thing: Thing) -> Sequence[Span] | None:
    """Say when a thing is of use: open, and with what it needs; None where nobody told."""
    told = [hours for hours in (thing.open, thing.power, thing.internet) if hours is not None]
    if not told:
        return None
    useful = told[0]
    for hours in told[1:]:
        useful = shared(useful, hours)
    return useful


def _line(one: Resource, resources: Mapping[int, Resource]) -> Iterator[Resource]:
    """Walk from a thing through what contains it; what is retired ends the walk."""
    above: Resource | None = one
    while above is not None:
        yield above
        above = resources.get(above.parent_id) if above.parent_id else None


def _terms(one: Resource, resources: Mapping[int, Resource]) -> Terms:
    own = (above.terms for above in _line(one, resources) if above.terms is not None)
    return next(own, one.venue.terms)


def _limits(terms: Terms) -> Limits:
    return Limits(
        notice=terms.notice,
        advance=terms.advance,
        shortest=terms.shortest,
        longest=terms.longest,
        before=terms.before,
        after=terms.after,
    )


def _hours(venue_pk: int, span: Span) -> dict[tuple[str, int | None], list[Span]]:
    """Read the hours of each kind of each thing, as stretches of these days."""
    zone = timezone.get_default_timezone()
    first, last = (timezone.localdate(_moment(second)) for second in span)
    told: dict[tuple[str, int | None], list[DayHours]] = {}
    for one in Hours.objects.filter(venue=venue_pk):
        day = DayHours(one.weekday, one.starts, one.ends)
        told.setdefault((one.kind, one.resource_id), []).append(day)
    return {
        key: spans_of(days, first=first - _DAY, last=last + _DAY, zone=zone)
        for key, days in told.items()
    }


def _nearest(
    hours: Mapping[tuple[str, int | None], list[Span]], kind: str, line: Sequence[int]
) -> list[Span] | None:
    """Take its own hours, or those of what contains it, or of the venue."""
    return next((hours[kind, one] for one in (*line, None) if (kind, one) in hours), None)


def _taken(venue_pk: int, span: Span, *, but_for: int | None) -> dict[Branch, list[Taken]]:
    """Read what is taken, by the branch that it is taken of: there are few of these."""
    claims = Claim.objects.filter(venue=venue_pk).between(*span)
    if but_for is not None:
        claims = claims.exclude(reservation=but_for)
    rows = claims.values_list(
        "first_number", "last_number", "from_second", "to_second", "is_buffer"
    )
    by_branch: dict[tuple[int, int], list[Taken]] = {}
    for row in rows:
        by_branch.setdefault(row[:2], []).append(Taken(*row))
    return {Branch(*numbers): taken for numbers, taken in by_branch.items()}


def _meeting(span: Span) -> dict[str, object]:
    return {"ends_at__gt": _moment(span.start), "starts_at__lt": _moment(span.end)}


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)
