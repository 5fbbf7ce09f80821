"""What a price says, and how old it is."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.calendar import last_day_of, partial_day_in_words
from balai.core.money import rupiah

# A price older than this is shown as last reported, never as current.
PRICE_IS_CURRENT_FOR = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Price:
    """A price as its owner gave it. Whole rupiah; `as_of` is a partial day."""

    low: int | None
    high: int | None
    unit: str
    as_of: str
    valid_until: date | None
    note: str


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A price as a page shows it. `amount` is empty when one has to ask."""

    amount: str
    unit: str
    said: str
    is_old: bool


def is_price_current(price: Price, *, today: date) -> bool:
    """Tell whether a buyer may rely on this price. An undated one is never current."""
    until = current_until(price)
    return until is not None and today <= until


def current_until(price: Price) -> date | None:
    """Name the last day on which a buyer may rely on this price; None where there is none."""
    if price.low is None:
        return None
    if price.valid_until is not None:
        return price.valid_until
    if not price.as_of:
        return None
    last = last_day_of(price.as_of)
    return last + PRICE_IS_CURRENT_FOR if last < date.max - PRICE_IS_CURRENT_FOR else date.max


# Rp35.000, 35 000,-, 35000: dots or spaces stand between thousands, nothing behind a comma.
_RUPIAH = re.compile(r"(?:rp\.?\s*)?(\d+|\d{1,3}(?:[. ]\d{3})+)(?:,(?:-|0+))?", re.ASCII | re.I)


def whole_rupiah(text: str) -> str:
    """Read a price as people write it; what is none comes back as it was.

    >>> whole_rupiah("Rp 35.000,-")
    '35000'
    """
    shape = _RUPIAH.fullmatch(text.strip())
    return re.sub(r"[. ]", "", shape[1]) if shape else text


def asks_price(kind: str) -> bool:
    """Tell whether a listing of this kind without a price says "Ask for the price"."""
    return kind in {"product", "stay", "experience"}


def shows_price(kind: str, low: int | None) -> bool:
    """Tell whether a listing says anything of a price."""
    return low is not None or asks_price(kind)


def price_line(price: Price, *, today: date) -> PriceLine:
    """Word a price so that an old one never looks current."""
    if price.low is None:
        return PriceLine(amount="", unit="", said="", is_old=False)
    amount = rupiah(price.low) if price.low else _("free of charge")
    if price.high is not None:
        amount += f"–{rupiah(price.high).removeprefix('Rp')}"
    unit = _("per %(unit)s") % {"unit": price.unit} if price.unit and price.low else ""
    return PriceLine(
        amount=amount,
        unit=unit,
        said=_said(price, today=today),
        is_old=not is_price_current(price, today=today),
    )


def _said(price: Price, *, today: date) -> str:
    said = _as_of(price, today=today)
    return _("%(said)s (%(note)s)") % {"said": said, "note": price.note} if price.note else said


def _as_of(price: Price, *, today: date) -> str:
    if price.valid_until is not None:
        day = formats.date_format(price.valid_until, "j F Y")
        if today <= price.valid_until:
            return _("price valid until %(day)s") % {"day": day}
        return _("price until %(day)s, now past") % {"day": day}
    if price.as_of:
        return _("price of %(day)s") % {"day": partial_day_in_words(price.as_of)}
    return _("undated price")


_KIND_TITLES = {
    "product": gettext_lazy("Products"),
    "attraction": gettext_lazy("Attractions"),
    "stay": gettext_lazy("Stays"),
    "experience": gettext_lazy("Experiences"),
    "culture": gettext_lazy("Culture"),
    "event": gettext_lazy("Events"),
    "story": gettext_lazy("Stories"),
}


def kind_title(kind: str) -> str:
    """Name a kind in the plural, as the page that lists it is called."""
    return str(_KIND_TITLES[kind])
