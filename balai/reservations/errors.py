"""Refusals of reservations, each with what would work instead where that is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from balai.core.errors import Refused


@dataclass(frozen=True)
class Reason:
    """One thing that stands in the way, in words, with a code that stays."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Instead:
    """What could be had in its place: the same at another time, or another thing."""

    starts_at: datetime
    ends_at: datetime
    # What each thing asked for is replaced by, number for number; empty where it is the same.
    things: tuple[tuple[int, int], ...] = ()
    names: tuple[str, ...] = ()

    def __str__(self) -> str:
        starts_at, ends_at = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        said = {
            "day": formats.date_format(starts_at, "l, j M"),
            "from": formats.date_format(starts_at, "H.i"),
            "to": formats.date_format(ends_at, "H.i"),
            "things": ", ".join(self.names),
        }
        if self.names:
            return str(_("%(things)s on %(day)s, %(from)s to %(to)s") % said)
        return str(_("%(day)s, %(from)s to %(to)s") % said)


class NotBookable(Refused):
    """All that stands in the way of one wish, and what would work instead."""

    code = "not_bookable"

    def __init__(self, reasons: Sequence[Reason], instead: Sequence[Instead] = ()) -> None:
        super().__init__()
        self.reasons, self.instead = tuple(reasons), tuple(instead)

    def __str__(self) -> str:
        sentences = [reason.sentence for reason in self.reasons]
        if self.instead:
            free = "; ".join(map(str, self.instead))
            sentences.append(str(_("Free instead: %(free)s.") % {"free": free}))
        return " ".join(sentences)


@dataclass(frozen=True)
class Skipped:
    """A day of a series that cannot be had, why, and what is free in its place."""

    day: date
    reasons: tuple[Reason, ...]
    instead: tuple[Instead, ...]


class SomeDaysNotBookable(Refused):
    """Days of a series that stand in the way; nothing was written."""

    code = "some_days_not_bookable"

    def __init__(self, skipped: Sequence[Skipped]) -> None:
        super().__init__()
        self.skipped = tuple(skipped)

    def __str__(self) -> str:
        days = ", ".join(formats.date_format(one.day, "j M") for one in self.skipped)
        said = _("Not free on: %(days)s. Leave these days out, or choose another time.")
        return str(said % {"days": days})


class SentByAnother(Refused):
    sentence = _("This form has been sent already. Open it anew.")
    code = "sent_by_another"


class ChangedMeanwhile(Refused):
    """The reservation stands elsewhere by now: run out, confirmed, called off, over."""

    sentence = _("This reservation has changed meanwhile. Look at it again.")
    code = "changed_meanwhile"


class NotConfirmed(Refused):
    sentence = _("This reservation is not confirmed. Confirm it first, or let them in as a guest.")
    code = "not_confirmed"


class NotToday(Refused):
    """Nobody comes days before, or after, the time of the reservation."""

    sentence = _("This reservation is for another day. Let them in as a guest.")
    code = "not_today"


class LinkMadeAlready(Refused):
    sentence = _("A link was made just now. Open the page anew.")
    code = "link_made_already"


class NotACalendar(Refused):
    sentence = _("This file is no calendar. Choose one that ends in .ics.")
    code = "not_a_calendar"


class TooManyThings(Refused):
    """A hall with a thousand rooms, or a room inside a seat."""

    sentence = _("There is no room for this here. Put it beside, or into another hall.")
    code = "too_many_things"
