"""A reservation comes into being, whichever way it is asked for."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from balai.reservations.actions.placing import place
from balai.reservations.actions.turns import tell
from balai.reservations.errors import NotBookable, Reason, SentByAnother
from balai.reservations.models import Approval, Item, Reservation, State, Terms, Venue
from balai.reservations.queries.asks import ask_for, what_instead
from balai.reservations.queries.diaries import Diary, diary_of, terms_of
from balai.reservations.rules.asking import Ask
from balai.reservations.rules.booking import Rule, reasons_against
from balai.reservations.rules.spans import Span
from balai.reservations.rules.states import PLACED
from balai.reservations.wishes import Wish


@dataclass(frozen=True, kw_only=True)
class Act:
    """Who makes it, when, under which key; None is the system, or who has no account."""

    by: models.Model | None
    now: datetime
    # Minted by the form: the same key makes it once.
    key: UUID
    series_key: UUID | None = None


def make(venue: Venue, wish: Wish, state: str, act: Act, rules: Sequence[Rule]) -> Reservation:
    """Make a reservation at a venue that is locked; the same key makes it once.

    Raises NotBookable or SentByAnother; then nothing is written.
    """
    if sent_before := sent_as(act.key, by=act.by):
        return sent_before
    diary = diary_of(venue.pk, Span.between(wish.starts_at, wish.ends_at))
    ask = checked(wish, diary, rules, now=act.now)
    terms = terms_of(diary, wish.things)
    if state == State.CONFIRMED and needs_answer(terms):
        state = State.REQUESTED
    with transaction.atomic():
        reservation = _written(venue, wish, state, act, terms)
        if state in PLACED:
            place(reservation, ask)
        tell(reservation, by=act.by, now=act.now)
    return reservation


def checked(
    wish: Wish, diary: Diary, rules: Sequence[Rule], *, now: datetime, but_for: int | None = None
) -> Ask:
    """Ask all rules. Raises NotBookable with every reason."""
    if not diary.holds(wish.things):
        gone = _("This cannot be had any more. Choose something else.")
        raise NotBookable([Reason("gone", gone)])
    ask = ask_for(wish, diary, now=now, but_for=but_for)
    if reasons := reasons_against(ask, rules):
        raise NotBookable(reasons)
    return ask


@contextmanager
def saying_what_instead(
    venue_pk: int, wish: Wish, *, now: datetime, but_for: int | None = None
) -> Iterator[None]:
    """Add to a refusal what would work; put it around the transaction, so that nobody waits."""
    try:
        yield
    except NotBookable as refusal:
        refusal.instead = tuple(what_instead(wish, venue_pk, now=now, but_for=but_for))
        raise


def sent_as(key: UUID, *, by: models.Model | None) -> Reservation | None:
    """Find what the same form made before. Raises SentByAnother."""
    found = Reservation.objects.select_related("venue").filter(key=key).first()
    if found is not None and found.made_by_number != (by.pk if by else None):
        raise SentByAnother
    return found


def needs_answer(terms: Sequence[Terms]) -> bool:
    return any(one.approval == Approval.KEEPER for one in terms)


def kept_until(reservation: Reservation, terms: Sequence[Terms], *, now: datetime) -> datetime:
    """Say until when the place is kept for who does not come: the shortest grace of all terms."""
    graces = [one.grace for one in terms if one.grace is not None]
    if not graces:
        return reservation.ends_at
    return min(max(reservation.starts_at, now) + min(graces), reservation.ends_at)


def _written(venue: Venue, wish: Wish, state: str, act: Act, terms: Sequence[Terms]) -> Reservation:
    reservation = Reservation(
        key=act.key,
        venue=venue,
        holder_number=wish.holder_number,
        group_key=wish.group_key,
        people_count=wish.people_count,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        state=state,
        series_key=act.series_key,
        made_at=act.now,
        made_by_number=act.by.pk if act.by else None,
        changed_at=act.now,
    )
    if state == State.HELD:
        reservation.expires_at = act.now + min(one.held_for for one in terms)
    if state == State.CONFIRMED:
        reservation.grace_until = kept_until(reservation, terms, now=act.now)
    try:
        with transaction.atomic():
            reservation.save(force_insert=True)
    except IntegrityError as clash:
        # The same key at another venue, at the same moment.
        raise SentByAnother from clash
    Item.objects.bulk_create(
        Item(reservation=reservation, resource_id=number, count=count)
        for number, count in sorted(wish.things.items())
    )
    return reservation
