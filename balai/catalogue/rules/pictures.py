"""How the photos of a listing are to stand: their order, and what is said of each.

A draft holds an arrangement as a list: {"key": of the picture, and the fields of WORDS}.
The first is the cover. A photo that is not named stands behind those that are.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

Arrangement = Sequence[Mapping[str, Any]]
WORDS = ("alt", "alt_en", "credit", "shows_somebody")


class PictureChange(NamedTuple):
    """What of the photos would be other than it is."""

    label: str
    before: str
    after: str


def changes_between(before: Arrangement, after: Arrangement) -> Iterator[PictureChange]:
    """Name what differs: another order or cover, other words, photos that are new."""
    shown = {one["key"]: one for one in before}
    later = {one["key"]: one for one in after}
    if _order_of(before, among=later) != _order_of(after, among=shown) or _new_cover(shown, after):
        label = _("Order of the photos; the first is the cover")
        yield PictureChange(label, _in_order(before), _in_order(after))
    for number, one in enumerate(before, start=1):
        if one["key"] in later:
            yield from _other_words(number, one, later[one["key"]])
    for one in after:
        if one["key"] not in shown:
            yield PictureChange(_("New photo"), "", _called(one))


def _order_of(arrangement: Arrangement, *, among: Mapping[str, Any]) -> list[str]:
    return [one["key"] for one in arrangement if one["key"] in among]


def _new_cover(shown: Mapping[str, Any], after: Arrangement) -> bool:
    """Tell whether a new photo stands before those that are there."""
    return bool(shown) and bool(after) and after[0]["key"] not in shown


def _in_order(arrangement: Arrangement) -> str:
    return "\n".join(f"{number}. {_called(one)}" for number, one in enumerate(arrangement, start=1))


def _called(one: Mapping[str, Any]) -> str:
    return one.get("alt") or _("a photo without words")


def _other_words(
    number: int, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[PictureChange]:
    asked = {
        "alt": _("what is to be seen"),
        "alt_en": _("what is to be seen, in English"),
        "credit": _("who took it"),
        "shows_somebody": _("somebody can be recognised"),
    }
    for name, what in asked.items():
        if before.get(name) != after.get(name):
            label = _("Photo %(number)s: %(what)s") % {"number": number, "what": what}
            yield PictureChange(label, _said(before.get(name)), _said(after.get(name)))


def _said(said: Any) -> str:
    if isinstance(said, bool):
        return _("yes") if said else _("no")
    return str(said or "")
