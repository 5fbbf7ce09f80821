"""A freed place is offered to who waits for it, the first first: kept for a while, and asked."""

from datetime import datetime, timedelta

from balai.reservations.actions.placing import place
from balai.reservations.actions.turns import announce, become
from balai.reservations.events import PlaceOffered
from balai.reservations.models import Reservation, State, Terms
from balai.reservations.queries.asks import ask_for
from balai.reservations.queries.diaries import diary_of, terms_of
from balai.reservations.queries.wishes import wish_of
from balai.reservations.rules.booking import OFFER_RULES, is_possible
from balai.reservations.rules.spans import Span

# What was freed may also have been in the way of what lies beside it.
_BESIDE = timedelta(hours=12)
# So many who wait are asked at one time at most; the others wait for the next place.
_MOST = 50


def offer_freed(venue_pk: int, starts_at: datetime, ends_at: datetime, *, now: datetime) -> None:
    """Keep what was freed for those who wait, in their order, as far as it goes.

    It is theirs when they confirm; what they leave is offered to the next.
    """
    waiting = Reservation.objects.filter(
        venue=venue_pk,
        state=State.WAITING,
        starts_at__gt=now,
        starts_at__lt=ends_at + _BESIDE,
        ends_at__gt=starts_at - _BESIDE,
    )
    for one in waiting.select_related("venue").order_by("made_at", "pk")[:_MOST]:
        _offer(one, now=now)


def _offer(waiting: Reservation, *, now: datetime) -> None:
    wish = wish_of(waiting)
    diary = diary_of(waiting.venue_id, Span.between(wish.starts_at, wish.ends_at))
    if not diary.holds(wish.things):
        return
    ask = ask_for(wish, diary, now=now)
    if not is_possible(ask, OFFER_RULES):
        return
    place(waiting, ask)
    until = min(now + offered_for(terms_of(diary, wish.things)), waiting.starts_at)
    become(waiting, State.HELD, by=None, now=now, expires_at=until, offered_at=now)
    announce(PlaceOffered, waiting, now=now)


def offered_for(terms: list[Terms]) -> timedelta:
    return min(one.offered_for for one in terms)
