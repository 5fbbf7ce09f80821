"""What may be typed into a draft, and what happens when two write at once.

A draft's content lies in four parts. Here it is read flat, by answers: the names of all
fields of a listing and of its kind are different, so `title`, `start_on`, `sectors` and
`seller` each name one answer.
"""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.catalogue.errors import AnswerTooLong, TooMuchWritten, UnknownAnswers
from balai.core.numbers import number_in

Content = Mapping[str, Any]
PARTS = ("words", "details")
LONGEST_ANSWER = 10_000
LARGEST_NUMBER = 10**12
# What somebody may choose; a draft holds more for a while, so that nothing typed is lost.
SECTORS_CHOSEN = 3
MOST_SECTORS = 20
LARGEST_CONTENT = 100_000
# How many saves are remembered, to tell what two who write at once have changed.
SAVES_KEPT = 20
REQUIRED = ("title", "text")
_EMPTY: tuple[object, ...] = (None, "", [])
# What no text may hold, and no keyboard types: the database keeps neither.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")

LABELS: dict[str, Promise] = {
    "title": gettext_lazy("Name"),
    "text": gettext_lazy("Description"),
    "reach": gettext_lazy("How to get there"),
    "accessibility": gettext_lazy("Accessibility"),
    "longitude": gettext_lazy("Place on the map"),
    "latitude": gettext_lazy("Place on the map"),
    "price_low": gettext_lazy("Price"),
    "price_high": gettext_lazy("Highest price"),
    "price_unit": gettext_lazy("Price per"),
    "price_as_of": gettext_lazy("Price as of"),
    "price_valid_until": gettext_lazy("Price valid until"),
    "price_note": gettext_lazy("Note on the price"),
    "sectors": gettext_lazy("Sector"),
    "seller": gettext_lazy("Seller"),
    "pictures": gettext_lazy("Photos"),
    "materials": gettext_lazy("Made of"),
    "made_to_order": gettext_lazy("Made to order"),
    "stock_count": gettext_lazy("In stock"),
    "lead_time_days": gettext_lazy("Days until ready"),
    "lead_time_note": gettext_lazy("Time needed"),
    "capacity": gettext_lazy("Capacity"),
    "award": gettext_lazy("Recognition"),
    "opening": gettext_lazy("Open"),
    "facilities": gettext_lazy("What is there"),
    "room_count": gettext_lazy("Rooms"),
    "guest_count": gettext_lazy("Guests"),
    "meals": gettext_lazy("Meals"),
    "duration": gettext_lazy("Duration"),
    "group_min": gettext_lazy("At least (people)"),
    "group_max": gettext_lazy("At most (people)"),
    "best_time": gettext_lazy("Best time"),
    "community": gettext_lazy("Community"),
    "practice_when": gettext_lazy("When"),
    "etiquette": gettext_lazy("Good to know"),
    "status": gettext_lazy("State of the event"),
    "start_on": gettext_lazy("First day"),
    "start_time": gettext_lazy("Begins at"),
    "end_on": gettext_lazy("Last day"),
    "end_time": gettext_lazy("Ends at"),
    "last_held": gettext_lazy("Last held"),
    "recurrence": gettext_lazy("How often"),
    "byline": gettext_lazy("Told by"),
}


class Saving(NamedTuple):
    """Somebody who saves, and the version that they saw; None where they cannot say."""

    writer: int
    seen: int | None


def label_of(name: str) -> str:
    """Say in the reader's language what an answer is about."""
    if name.endswith("_en"):
        return _("%(label)s in English") % {"label": LABELS[name.removesuffix("_en")]}
    return str(LABELS[name])


def check_answers(
    content: object, *, words: Collection[str], details: Collection[str]
) -> dict[str, Any]:
    """Read the answers of a draft flat.

    Whatever may become an answer is taken, right or wrong. Raises UnknownAnswers for
    what belongs to no such listing, and AnswerTooLong for what is absurd.
    """
    if not isinstance(content, Mapping) or not content.keys() <= {*PARTS, "sectors", "seller"}:
        raise UnknownAnswers
    answers: dict[str, Any] = {}
    for part, known in zip(PARTS, (words, details), strict=True):
        said = content.get(part, {})
        if not isinstance(said, Mapping) or not said.keys() <= set(known):
            raise UnknownAnswers
        answers |= {name: _answer(value) for name, value in said.items()}
    if "sectors" in content:
        answers["sectors"] = _sectors(content["sectors"])
    if "seller" in content:
        answers["seller"] = _seller(content["seller"])
    return answers


def _seller(said: object) -> int | None:
    if said in (None, ""):
        return None
    number = number_in(said) if isinstance(said, str) else said
    if not isinstance(number, int) or isinstance(number, bool):
        raise UnknownAnswers
    if not 0 <= number < LARGEST_NUMBER:
        raise UnknownAnswers
    return number


def _sectors(said: object) -> list[str]:
    if not isinstance(said, list | tuple) or not all(isinstance(code, str) for code in said):
        raise UnknownAnswers
    if len(said) > MOST_SECTORS:
        raise AnswerTooLong
    return [_answer(code) for code in dict.fromkeys(said)]


def _answer(value: object) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        if len(value) > LONGEST_ANSWER:
            raise AnswerTooLong
        return _UNKEEPABLE.sub("", value)
    if isinstance(value, int | float):
        # Said this way round: what is not a number is no smaller than anything.
        if not abs(value) <= LARGEST_NUMBER:
            raise AnswerTooLong
        return value
    raise UnknownAnswers


def answers_of(content: Content) -> dict[str, Any]:
    """Read what a draft holds flat."""
    answers = {name: value for part in PARTS for name, value in content.get(part, {}).items()}
    return answers | {name: content[name] for name in ("sectors", "seller") if name in content}


def content_with(
    content: Content, answers: Mapping[str, Any], *, details: Collection[str]
) -> dict[str, Any]:
    """Put answers into what a draft holds. Raises TooMuchWritten when it grows absurd."""
    grown: dict[str, Any] = {part: dict(content.get(part, {})) for part in PARTS}
    grown |= {name: said for name, said in content.items() if name not in PARTS}
    for name, value in answers.items():
        if name in {"sectors", "seller"}:
            grown[name] = value
        else:
            grown["details" if name in details else "words"][name] = value
    if len(json.dumps(grown)) > LARGEST_CONTENT:
        raise TooMuchWritten
    return grown


def same_answer(one: Any, other: Any) -> bool:
    """Compare two answers; none is as good as an empty one, but 0 and no are answers."""
    if one in _EMPTY and other in _EMPTY:
        return True
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def written_over(
    answers: Mapping[str, Any], sent: Mapping[str, Any], *, untouched: Collection[str] = ()
) -> dict[str, Any]:
    """Name what is written over by what was sent, with what it held."""
    return {
        name: answers.get(name)
        for name, value in sent.items()
        if name not in untouched and not same_answer(answers.get(name), value)
    }


def clashing(
    answers: Mapping[str, Any],
    sent: Mapping[str, Any],
    *,
    saving: Saving,
    version: int,
    earlier: Iterable[Mapping[str, Any]],
) -> tuple[set[str], set[str]]:
    """Name the answers that were sent as they once were, and those that two changed differently.

    The first are not to be written: whoever sent them did not change them, somebody else
    did. What the same person saved meanwhile stands in nobody's way: an answer of the
    server often gets lost on its way to the phone.
    """
    if saving.seen is None or saving.seen >= version:
        return set(), set()
    since = [save for save in earlier if save["version"] > saving.seen]
    differing = written_over(answers, sent)
    if len(since) < version - saving.seen:
        return set(), set(differing)  # too long ago to tell who changed what
    untouched, clashes = set(), set()
    for name in differing:
        touching = [save for save in since if name in save["was"]]
        if not touching:
            continue
        if same_answer(touching[0]["was"][name], sent[name]):
            untouched.add(name)
        elif any(save["by"] != saving.writer for save in touching):
            clashes.add(name)
    return untouched, clashes


def fault_of_sectors(codes: Collection[Any]) -> str:
    """Say what is wrong with the sectors chosen; nothing is an empty sentence."""
    if not codes:
        return _("Choose at least one sector.")
    if len(codes) > SECTORS_CHOSEN:
        return _("Choose three at most: those that matter to buyers.")
    return ""


def crossed(said: Mapping[str, Any]) -> dict[str, str]:
    """Tell which answers do not fit each other."""
    faults: dict[str, str] = {}
    low, high = said.get("price_low"), said.get("price_high")
    if high is not None and low is None:
        faults["price_low"] = _("Write the lowest price as well.")
    elif high is not None and high <= low:
        faults["price_high"] = _(
            "The highest price must be above the lowest. Leave it empty if there is one price."
        )
    if not _is_on_earth(said.get("longitude"), said.get("latitude")):
        faults["latitude"] = _("Mark the place on the map once more.")
    least, most = said.get("group_min"), said.get("group_max")
    if least is not None and most is not None and most < least:
        faults["group_max"] = _("The largest group must not be smaller than the smallest.")
    return faults | _crossed_days(said)


def _is_on_earth(longitude: float | None, latitude: float | None) -> bool:
    if longitude is None or latitude is None:
        return longitude is None and latitude is None
    return -180 <= longitude <= 180 and -90 <= latitude <= 90  # noqa: PLR2004


def _crossed_days(said: Mapping[str, Any]) -> dict[str, str]:
    start, end = said.get("start_on"), said.get("end_on")
    if start is None and (end is not None or said.get("status") == "scheduled"):
        return {"start_on": _("Say on which day it begins.")}
    if end is not None and end < start:
        return {"end_on": _("The last day must not lie before the first.")}
    return {}


def without_english(answers: Mapping[str, Any], *, two_sided: Collection[str]) -> list[str]:
    """Name the answers given in Indonesian whose English side is empty."""
    return [
        name
        for name in LABELS
        if str(answers.get(name) or "").strip()
        and f"{name}_en" in two_sided
        and not str(answers.get(f"{name}_en") or "").strip()
    ]
