"""What a search page shows: villages by name, listings by word, and ways to narrow them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self, TypeAlias
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.accounts.visitors import Viewer
from balai.catalogue.models import Kind, Listing
from balai.catalogue.queries.cards import Card, cards_of
from balai.catalogue.queries.lists import PAGE_LENGTH, sectors
from balai.catalogue.rules import kind_title
from balai.core import search
from balai.core.numbers import number_in
from balai.registry.models import Level, Region
from balai.registry.queries.names import regency_names
from balai.registry.rules import with_dots

LONGEST_QUESTION = 200
PLACES_SHOWN = 8
SUGGESTIONS_SHOWN = 8
# How many each value of a facet would find; None where there are too many to count.
Totals: TypeAlias = Mapping[str, int] | None
_PARAMETERS = {"kind": "jenis", "sector": "sektor", "regency": "kab"}


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks; unknown narrowings are dropped."""

    words: str
    kind: str = ""
    sector: str = ""
    regency: str = ""
    page: int = 1

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Self:
        """Read a question from an address. Anything whatever is a question."""
        words = " ".join(asked.get("q", "").replace("\x00", " ").split())[:LONGEST_QUESTION]
        kind, sector, regency = (asked.get(name, "") for name in _PARAMETERS.values())
        return cls(
            words=words,
            kind=kind if kind in Kind else "",
            sector=sector if sector in sectors() else "",
            regency=regency if regency in regency_names() else "",
            page=number_in(asked.get("hal"), digits=3) or 1,
        )

    def narrowed(self, name: str, value: str) -> Self:
        """The same question, narrowed by one thing to another value, from its first page."""
        change: dict[str, Any] = {name: value, "page": 1}
        return replace(self, **change)

    @property
    def tags(self) -> list[str]:
        return [f"{name}:{value}" for name in _PARAMETERS if (value := getattr(self, name))]

    @property
    def address(self) -> str:
        said = {"q": self.words} | {
            parameter: getattr(self, name) for name, parameter in _PARAMETERS.items()
        }
        said["hal"] = str(self.page) if self.page > 1 else ""
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{reverse('portal:search')}?{query}"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One way to narrow a search; without a total where there are too many to count."""

    label: str
    url: str
    total: int | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The ways to narrow by one thing."""

    name: str
    options: list[Narrowing]
    all_url: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A region that bears the name, or nearly."""

    name: str
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a search page shows."""

    places: list[FoundPlace]
    places_are_guesses: bool
    cards: list[Card]
    total: int
    is_capped: bool
    facets: list[Facet]
    next_url: str


def answer_to(
    person: Viewer, question: Question, *, province_code: str, today: date
) -> Answer | None:
    """Search for what was asked; an empty question has no answer."""
    if not question.words:
        return None
    seen = search.overview(
        question.words, thing="listing", tags=question.tags, of=tuple(_PARAMETERS)
    )
    found = seen.found
    start = (question.page - 1) * PAGE_LENGTH
    numbers = found.numbers[start : start + PAGE_LENGTH]
    places, guessed = _places(person, question.words)
    more = len(found.numbers) > start + PAGE_LENGTH
    return Answer(
        places=places,
        places_are_guesses=guessed,
        cards=_cards_in_order(numbers, today=today),
        total=len(found.numbers),
        is_capped=found.is_capped,
        facets=_facets(question, seen.facets, province_code=province_code),
        next_url=replace(question, page=question.page + 1).address if more else "",
    )


def suggestions_for(person: Viewer, words: str) -> list[str]:
    """Offer titles and village names that begin as these words do."""
    if not words:
        return []
    numbers = search.suggest(words, thing="listing", limit=SUGGESTIONS_SHOWN)
    listings = Listing.objects.public().in_bulk(numbers)
    villages = search.suggest(words, thing="village", limit=SUGGESTIONS_SHOWN)
    regions = Region.objects.visible_to(person).standing().in_bulk(villages)
    names = [str(listings[number]) for number in numbers if number in listings]
    names += [regions[number].name for number in villages if number in regions]
    return list(dict.fromkeys(names))[:SUGGESTIONS_SHOWN]


def _cards_in_order(numbers: list[int], *, today: date) -> list[Card]:
    visible = Listing.objects.public().filter(pk__in=numbers)
    by_number = {card.number: card for card in cards_of(visible, today=today)}
    return [by_number[number] for number in numbers if number in by_number]


def _places(person: Viewer, words: str) -> tuple[list[FoundPlace], bool]:
    """Find regions by code, then regencies and districts by name, then villages, or guesses."""
    standing = Region.objects.visible_to(person).standing()
    exact = Q(code=with_dots(words)) | Q(
        level__in=[Level.REGENCY, Level.DISTRICT],
        name__in=[form.format(words.title()) for form in ("{}", "Kabupaten {}", "Kota {}")],
    )
    named = list(standing.filter(exact).exclude(level=Level.PROVINCE).order_by("code"))
    numbers = search.find(words, thing="village", limit=PLACES_SHOWN).numbers
    guessed = not numbers and not named
    if guessed:
        similar = search.similar_names(words, thing="village", limit=PLACES_SHOWN)
        numbers = [one.number for one in similar]
    villages = standing.in_bulk(numbers)
    named += [villages[number] for number in numbers if number in villages]
    regencies = regency_names()
    places = {
        region.code: FoundPlace(
            name=region.called,
            place="" if region.level == Level.REGENCY else regencies.get(region.regency_code, ""),
            url=reverse(f"portal:{region.level}", args=[region.code]),
        )
        for region in named
    }
    return list(places.values())[:PLACES_SHOWN], guessed


def _facets(question: Question, totals: Mapping[str, Totals], *, province_code: str) -> list[Facet]:
    labels = {
        "kind": {kind.value: kind_title(kind) for kind in Kind},
        "sector": {code: str(sector) for code, sector in sectors().items()},
        "regency": {
            code: name for code, name in regency_names().items() if code.startswith(province_code)
        },
    }
    titles = {"kind": _("Kind"), "sector": _("Sector"), "regency": _("Regency")}
    facets = []
    for name, by_value in labels.items():
        options = _narrowings(question, name, by_value, totals[name])
        if len(options) > 1 or getattr(question, name):
            facets.append(
                Facet(
                    name=titles[name],
                    options=options,
                    all_url=question.narrowed(name, "").address,
                    is_open=not getattr(question, name),
                )
            )
    return facets


def _narrowings(
    question: Question, name: str, labels: Mapping[str, str], totals: Totals
) -> list[Narrowing]:
    chosen = getattr(question, name)
    # Too many to count: offer every way, without a number.
    shown: Mapping[str, int | None] = dict.fromkeys(labels) if totals is None else totals
    return [
        Narrowing(
            label=label,
            url=question.narrowed(name, value).address,
            total=shown[value],
            is_chosen=value == chosen,
        )
        for value, label in labels.items()
        if value in shown
    ]
