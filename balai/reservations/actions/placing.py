"""Keep the place of a reservation from others."""

from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.reservations.errors import NotBookable, Reason
from balai.reservations.models import Claim, Reservation
from balai.reservations.rules.asking import Ask, Thing
from balai.reservations.rules.branches import Branch
from balai.reservations.rules.spans import Span


def place(reservation: Reservation, ask: Ask) -> None:
    """Claim as many free pieces of each thing as are asked for.

    Raises NotBookable where the database refuses: somebody else was faster.
    """
    claims = [
        claim
        for thing in ask.things
        for unit in thing.free_units(ask.span)[: thing.count]
        for claim in _claims(reservation, thing, unit, ask.span)
    ]
    try:
        with transaction.atomic():
            Claim.objects.bulk_create(claims)
    except IntegrityError as clash:
        said = _("Somebody else has just taken this.")
        raise NotBookable([Reason("taken", said)]) from clash


def place_again(reservation: Reservation, ask: Ask) -> None:
    """Give up the place of before for the one that is asked for. Raises NotBookable."""
    reservation.claims.all().delete()
    place(reservation, ask)


def _claims(reservation: Reservation, thing: Thing, unit: Branch, span: Span) -> Iterator[Claim]:
    """Claim the time itself, and the buffers before and after it."""
    around = thing.around(span)
    before, after = Span(around.start, span.start), Span(span.end, around.end)
    for part in (before, span, after):
        if part.start < part.end:
            yield Claim(
                venue_id=reservation.venue_id,
                reservation=reservation,
                first_number=unit.first,
                last_number=unit.last,
                from_second=part.start,
                to_second=part.end,
                is_buffer=part != span,
            )
