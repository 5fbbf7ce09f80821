"""What is known when somebody asks: the diary, the clock, and what they have already."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from balai.reservations.errors import Instead
from balai.reservations.models import Item, Quota, Reservation, Whose
from balai.reservations.queries.diaries import Diary, diary_of, terms_of
from balai.reservations.rules.asking import Allowance, Ask, Thing
from balai.reservations.rules.instead import DAYS, other_things, other_times
from balai.reservations.rules.spans import Span
from balai.reservations.rules.states import COUNTED
from balai.reservations.wishes import Wish

# A quota of a month looks this far to both sides of a day.
_MONTH = timedelta(days=31)


def ask_for(wish: Wish, diary: Diary, *, now: datetime, but_for: int | None = None) -> Ask:
    """Put together what rules decide on. Raises KeyError for a thing that is not there."""
    return Ask(
        span=Span.between(wish.starts_at, wish.ends_at),
        things=diary.asked(wish.things),
        people_count=wish.people_count,
        now=int(now.timestamp()),
        zone=timezone.get_default_timezone(),
        allowances=_allowances(wish, diary, but_for=but_for),
    )


def what_instead(
    wish: Wish, venue_pk: int, *, now: datetime, but_for: int | None = None
) -> list[Instead]:
    """Find the nearest times at which all of it is free, and like things that are free now."""
    span = Span.between(wish.starts_at, wish.ends_at)
    days = DAYS * 86_400
    diary = diary_of(venue_pk, Span(span.start - days, span.end + days), but_for=but_for)
    if not diary.holds(wish.things):
        return []
    ask = ask_for(wish, diary, now=now, but_for=but_for)
    things = other_things(ask, [diary.alike(thing) for thing in ask.things])
    return [
        *(_in_place(wish, ask.things, chosen) for chosen in things),
        *(_at(wish, start) for start in other_times(ask)),
    ]


def _at(wish: Wish, start: int) -> Instead:
    starts_at = datetime.fromtimestamp(start, UTC)
    return Instead(starts_at, starts_at + (wish.ends_at - wish.starts_at))


def _in_place(wish: Wish, asked: Sequence[Thing], chosen: Sequence[Thing]) -> Instead:
    pairs = [(one, other) for one, other in zip(asked, chosen, strict=True) if one != other]
    return Instead(
        wish.starts_at,
        wish.ends_at,
        things=tuple((one.number, other.number) for one, other in pairs),
        names=tuple(other.name for _one, other in pairs),
    )


def _allowances(wish: Wish, diary: Diary, *, but_for: int | None) -> list[Allowance]:
    """Read the quotas of whoever asks, with the days of what they have under the same terms."""
    terms = {one.pk for one in terms_of(diary, wish.things)}
    quotas = list(Quota.objects.filter(terms__in=terms).order_by("pk"))
    if not quotas:
        return []
    had = list(_had_around(wish, diary, but_for=but_for))
    return [
        Allowance(
            of_group=quota.whose == Whose.GROUP,
            per=quota.per,
            most=quota.most,
            days=[one.day for one in had if one.counts_for(quota, wish)],
        )
        for quota in quotas
        if (wish.group_key if quota.whose == Whose.GROUP else wish.holder_number)
    ]


class _Had(NamedTuple):
    """A reservation that somebody has, and the terms that its things are under."""

    day: date
    holder_number: int | None
    group_key: str
    terms: frozenset[int]

    def counts_for(self, quota: Quota, wish: Wish) -> bool:
        if quota.whose == Whose.GROUP:
            is_theirs = self.group_key == wish.group_key
        else:
            is_theirs = self.holder_number == wish.holder_number
        return is_theirs and quota.terms_id in self.terms


def _had_around(wish: Wish, diary: Diary, *, but_for: int | None) -> Iterator[_Had]:
    """Read what the person and the group have at this venue, a month to both sides."""
    theirs = Q(holder_number=wish.holder_number) if wish.holder_number else Q(pk__in=())
    theirs |= Q(group_key=wish.group_key) if wish.group_key else Q(pk__in=())
    others = Reservation.objects.filter(theirs, state__in=COUNTED)
    if but_for is not None:
        others = others.exclude(pk=but_for)
    rows = Item.objects.filter(
        resource__in=diary.resources,
        reservation__in=others,
        reservation__starts_at__gt=wish.starts_at - _MONTH,
        reservation__starts_at__lt=wish.starts_at + _MONTH,
    )
    by_reservation: dict[int, list[Item]] = {}
    for item in rows.select_related("reservation"):
        by_reservation.setdefault(item.reservation_id, []).append(item)
    for items in by_reservation.values():
        one = items[0].reservation
        terms = terms_of(diary, {item.resource_id for item in items})
        yield _Had(
            timezone.localdate(one.starts_at),
            one.holder_number,
            one.group_key,
            frozenset(under.pk for under in terms),
        )
