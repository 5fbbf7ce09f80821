"""Rules of booking about when: each a small class that says in words what stands in the way."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from django.utils.translation import gettext as _

from balai.reservations.errors import Reason
from balai.reservations.rules.asking import Ask, Thing
from balai.reservations.rules.spans import Span
from balai.reservations.rules.words import hours_of_the_day, in_words


class EndsAfterItStarts:
    """Two times that were swapped."""

    def reasons(self, ask: Ask) -> Iterator[Reason]:
        if ask.span.end <= ask.span.start:
            yield Reason("ends_first", _("It ends before it starts. Look at the two times."))


class StillToCome:
    """Nobody books the past."""

    def reasons(self, ask: Ask) -> Iterator[Reason]:
        if ask.span.start < ask.now:
            yield Reason("past", _("This time has passed. Choose a later one."))


class EarlyEnough:
    """Who keeps the thing wants to hear of it some time before."""

    def reasons(self, ask: Ask) -> Iterator[Reason]:
        for thing in ask.things:
            notice = thing.limits.notice
            if ask.now <= ask.span.start < ask.now + notice.total_seconds():
                said = _("%(thing)s is booked at least %(time)s before.")
                yield Reason("notice", said % {"thing": thing.name, "time": in_words(notice)})


class NotTooEarly:
    """Nobody books so far ahead that others never get a turn."""

    def reasons(self, ask: Ask) -> Iterator[Reason]:
        for thing in ask.things:
            advance = thing.limits.advance
            if advance is not None and ask.span.start > ask.now + advance.total_seconds():
                said = _("%(thing)s is booked at most %(time)s ahead.")
                yield Reason("advance", said % {"thing": thing.name, "time": in_words(advance)})


class LongEnough:
    """Some things are not worth setting up for less."""

    def reasons(self, ask: Ask) -> Iterator[Reason]:
        for thing in ask.things:
            shortest = thing.limits.shortest
            if shortest is not None and ask.length < shortest:
                said = _("%(thing)s is booked for %(time)s or more.")
                yield Reason("shortest", said % {"thing": thing.name, "time": in_words(shortest)})


class ShortEnough:
    """Nobody keeps a thing for longer than its terms say."""

    def reasons(self, ask: Ask) -> Iterator[Reason]:
        for thing in ask.things:
            longest = thing.limits.longest
            if longest is not None and ask.length > longest:
                said = _("%(thing)s is booked for %(time)s at most.")
                yield Reason("longest", said % {"thing": thing.name, "time": in_words(longest)})


class _During:
    """The whole time lies in certain hours, where anybody has told them."""

    code: ClassVar[str]

    def reasons(self, ask: Ask) -> Iterator[Reason]:
        for thing in ask.things:
            hours = self.hours(thing)
            if hours is not None and not ask.span.lies_in(hours):
                yield Reason(self.code, self.sentence(thing.name, hours_of_the_day(ask, hours)))

    def hours(self, thing: Thing) -> Sequence[Span] | None:
        raise NotImplementedError

    def sentence(self, thing: str, hours: str) -> str:
        raise NotImplementedError


class WhileOpen(_During):
    """Nobody is there to open the door at other hours."""

    code = "not_open"

    def hours(self, thing: Thing) -> Sequence[Span] | None:
        return thing.open

    def sentence(self, thing: str, hours: str) -> str:
        if not hours:
            return _("%(thing)s is not open on that day.") % {"thing": thing}
        return _("%(thing)s is open on that day: %(hours)s.") % {"thing": thing, "hours": hours}


class WhilePower(_During):
    """What needs power is of use only while there is power."""

    code = "no_power"

    def hours(self, thing: Thing) -> Sequence[Span] | None:
        return thing.power

    def sentence(self, thing: str, hours: str) -> str:
        if not hours:
            return _("%(thing)s needs power, and there is none on that day.") % {"thing": thing}
        said = _("%(thing)s needs power. There is power on that day: %(hours)s.")
        return said % {"thing": thing, "hours": hours}


class WhileInternet(_During):
    """What needs internet is of use only while there is internet."""

    code = "no_internet"

    def hours(self, thing: Thing) -> Sequence[Span] | None:
        return thing.internet

    def sentence(self, thing: str, hours: str) -> str:
        if not hours:
            said = _("%(thing)s needs internet, and there is none on that day.")
            return said % {"thing": thing}
        said = _("%(thing)s needs internet. There is internet on that day: %(hours)s.")
        return said % {"thing": thing, "hours": hours}
