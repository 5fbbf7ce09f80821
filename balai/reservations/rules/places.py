"""Rules of booking about what is left, and for whom: each a small class with its own words."""

from collections.abc import Iterator

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.reservations.errors import Reason
from balai.reservations.rules.asking import Ask


class NotClosed:
    """A closure meets the time itself; nobody's buffer."""

    def reasons(self, ask: Ask) -> Iterator[Reason]:
        for thing in ask.things:
            ends = [one.end for one in thing.closed if one.overlaps(ask.span)]
            if ends:
                until = formats.date_format(ask.wall(max(ends)), "j M, H.i")
                said = _("%(thing)s is closed until %(until)s.")
                yield Reason("closed", said % {"thing": thing.name, "until": until})


class NotTaken:
    """As many pieces are free as are asked for."""

    def reasons(self, ask: Ask) -> Iterator[Reason]:
        for thing in ask.things:
            left = len(thing.free_units(ask.span))
            if left == 0:
                yield Reason("taken", _("%(thing)s is taken.") % {"thing": thing.name})
            elif left < thing.count:
                said = ngettext(
                    "Of %(thing)s only %(left)s is free.",
                    "Of %(thing)s only %(left)s are free.",
                    left,
                )
                yield Reason("taken", said % {"thing": thing.name, "left": left})


class RoomForAll:
    """All who come find room in the rooms, or on the seats, that are asked for."""

    def reasons(self, ask: Ask) -> Iterator[Reason]:
        sized = [one for one in ask.things if one.capacity is not None]
        most = sum((one.capacity or 0) * one.count for one in sized)
        if sized and ask.people_count > most:
            said = ngettext(
                "There is room for %(most)s person. Choose more, or something larger.",
                "There is room for %(most)s people. Choose more, or something larger.",
                most,
            )
            yield Reason("too_many_people", said % {"most": most})


class WithinQuota:
    """Everybody gets a turn."""

    def reasons(self, ask: Ask) -> Iterator[Reason]:
        for one in ask.allowances:
            if one.used_around(ask.day) >= one.most:
                yield Reason(
                    "quota", self._sentence(of_group=one.of_group, per=one.per, most=one.most)
                )

    def _sentence(self, *, of_group: bool, per: str, most: int) -> str:
        said = {
            ("day", False): _("You have %(most)s reservations on that day, the most there can be."),
            ("week", False): _(
                "You have %(most)s reservations in that week, the most there can be."
            ),
            ("month", False): _(
                "You have %(most)s reservations in that month, the most there can be."
            ),
            ("day", True): _(
                "The group has %(most)s reservations on that day, the most there can be."
            ),
            ("week", True): _(
                "The group has %(most)s reservations in that week, the most there can be."
            ),
            ("month", True): _(
                "The group has %(most)s reservations in that month, the most there can be."
            ),
        }
        return said[per, of_group] % {"most": most}
