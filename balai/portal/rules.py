"""Words the public pages choose, from plain values."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from django.utils.translation import gettext as _


class Leg(Protocol):
    """What this needs of a leg of the way."""

    origin: str
    destination: str


# A square's colour says how many listings its village shows: none, 1, 2, 3 or 4, more.
_SQUARE_STEPS = ((0, "a"), (1, "b"), (2, "c"), (4, "d"))
_MANY = "e"


def role_word(label: str, term: str) -> str:
    """Say kepala kampung and operator kampung where people there say kampung."""
    return label.replace("desa", term.lower())


def chat_word(kind: str) -> str:
    """Choose the words on the WhatsApp button: what one does with such a listing."""
    if kind == "product":
        return _("Order by WhatsApp")
    if kind in {"stay", "experience", "attraction"}:
        return _("Ask for dates by WhatsApp")
    return _("Ask by WhatsApp")


def submit_word(who_reviews: str) -> str:
    """Choose the words on the button that sends a draft."""
    return _("Publish") if who_reviews == "none" else _("Send for review")


def is_one_way(legs: Sequence[Leg]) -> bool:
    """Tell whether legs follow each other and can be numbered; else one chooses among them."""
    return all(leg.destination == following.origin for leg, following in pairwise(legs))


def square_class(listing_count: int) -> str:
    """Choose the class of a village's square."""
    return next((name for most, name in _SQUARE_STEPS if listing_count <= most), _MANY)


def square_words() -> dict[str, str]:
    """Say what each class of square means, most first."""
    return {
        _MANY: _("5 listings or more"),
        "d": _("3 or 4 listings"),
        "c": _("2 listings"),
        "b": _("1 listing"),
        "a": _("nothing shown yet"),
    }
