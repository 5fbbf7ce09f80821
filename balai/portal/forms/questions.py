"""What the wizard asks of each kind of listing, one question after the other."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Question(NamedTuple):
    """One screen on a phone: what is asked, why, and the fields that take the answer."""

    key: str
    asks: str | Promise
    hint: str | Promise
    fields: tuple[str, ...]


class Offer(NamedTuple):
    """One kind of thing to show, in the words of whoever shows it."""

    kind: str
    name: str | Promise
    examples: str | Promise


OFFERS = (
    Offer("product", _("Something for sale"), _("Food, harvest, crafts, cloth")),
    Offer("attraction", _("A place to visit"), _("A lake, waterfall, forest, museum")),
    Offer("stay", _("A place to sleep"), _("A homestay, longhouse, campsite")),
    Offer("experience", _("Something to do together"), _("A river trip, learning to weave")),
    Offer("culture", _("Culture"), _("Needs the community's consent before it is shown")),
    Offer("event", _("An event"), _("A harvest feast, festival, market")),
    Offer("story", _("A story"), _("Something that happened in the village")),
)

_PICTURES = Question(
    "foto",
    _("Add a photo"),
    _("One good photo sells more than many words. By daylight, close, nothing in front of it."),
    (),
)
_SECTORS = Question(
    "sektor",
    _("Which field of work does it belong to?"),
    _("Up to three. Buyers find villages by it."),
    ("sectors",),
)
_SELLERS = {
    "product": Question(
        "penjual", _("Who sells it?"), _("Buyers write to the number of this group."), ("seller",)
    )
}
_KEEPER = Question(
    "pengelola", _("Who looks after it?"), _("Visitors write to the number of this group."),
    ("seller",),
)  # fmt: skip
_ENGLISH = Question(
    "inggris",
    _("The same in English, if you can"),
    _("Guests and buyers from abroad read it. Leave it empty if you are not sure."),
    ("title_en", "text_en"),
)
_NAMES = {
    "product": _("What is it called?"),
    "attraction": _("What is the place called?"),
    "stay": _("What is the place called?"),
    "experience": _("What can guests do with you?"),
    "culture": _("What is it called?"),
    "event": _("What is the event called?"),
    "story": _("What is the story called?"),
}
_NAME_HINTS = {
    "product": _("As you say it to a buyer, for example: Merasa chocolate 74%."),
    "experience": _("For example: Up the river by ketinting, half a day."),
}
_TELLINGS = {
    "product": _("Of what, by whom, what is special about it. One or two sentences are enough."),
    "story": _("What happened, who was there, what changed. Write as you would tell it."),
}
_DETAILS = {
    "product": ("materials", "made_to_order", "lead_time_days", "capacity"),
    "attraction": ("opening", "facilities"),
    "stay": ("room_count", "guest_count", "meals"),
    "experience": ("duration", "group_min", "group_max", "best_time"),
    "culture": ("community", "practice_when", "etiquette"),
    "story": ("byline",),
}
_ON_THE_WAY = Question(
    "jalan",
    _("How does one get there?"),
    _("By road or river, from where, how long. And whether a wheelchair gets in."),
    ("reach", "accessibility"),
)
_WHEN = Question(
    "kapan",
    _("When is it?"),
    _("Leave the day empty if it is not fixed yet; the page will say so."),
    ("start_on", "end_on", "start_time", "end_time", "recurrence"),
)
_PLACES = {"attraction", "stay", "experience", "culture", "event"}
_PRICED = {
    "product": _("What does it cost?"),
    "attraction": _("What does a visit cost?"),
    "stay": _("What does a night cost?"),
    "experience": _("What does it cost?"),
}


def questions_of(kind: str) -> tuple[Question, ...]:
    """All questions for a listing of this kind, in their order."""
    return tuple(_asked(kind))


def fields_of(kind: str) -> tuple[str, ...]:
    return tuple(field for question in _asked(kind) for field in question.fields)


def _asked(kind: str) -> Iterator[Question]:
    yield Question("nama", _NAMES[kind], _NAME_HINTS.get(kind, ""), ("title",))
    yield _PICTURES
    yield Question(
        "cerita",
        _("Tell of it"),
        _TELLINGS.get(kind, _("What one sees, hears or does there. A few sentences are enough.")),
        ("text",),
    )
    if kind == "event":
        yield _WHEN
    if kind in _PRICED:
        yield Question(
            "harga",
            _PRICED[kind],
            _('In rupiah. Leave it empty if it varies; the page will say "Ask for the price".'),
            ("price_low", "price_unit"),
        )
    yield _SECTORS
    if kind != "story":
        yield _SELLERS.get(kind, _KEEPER)
    if kind in _PLACES:
        yield _ON_THE_WAY
    if kind in _DETAILS:
        yield Question(
            "rincian", _("Anything else worth knowing?"), _("All of it may stay empty."),
            _DETAILS[kind],
        )  # fmt: skip
    yield _ENGLISH
