"""What is planned, and what is told of a day: values that forms make and actions take."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from balai.accounts.models import Person
from balai.registry.models import Region


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is planned: the words, the place, and from when to when."""

    kind: str
    topic: str
    village: Region
    starts_at: datetime
    ends_at: datetime
    audience: str
    about: str = ""
    pillar: str = ""
    place: str = ""
    guests: str = ""
    facilitators: Collection[Person] = ()


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """How a plan comes back, until when, and on which days it does not."""

    frequency: str
    until: date
    skipped: tuple[date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Day:
    """From when to when it really was, and with what."""

    began_at: datetime
    ended_at: datetime
    power: str = ""
    internet: str = ""
    notes: str = ""
    cost: int | None = None
    cost_source: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a participant says of herself; all of it by free choice."""

    phone_number: str = ""
    sex: str = ""
    age_band: str = ""
    disability: str = ""
    occupation: str = ""
    is_of_adat_community: bool | None = None
    heads_household: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Those who came without a name."""

    women: int = 0
    men: int = 0
    unsaid: int = 0
    girls: int = 0
    boys: int = 0
    with_disability: int = 0
    elders: int = 0

    @property
    def adults(self) -> int:
        return self.women + self.men + self.unsaid

    @property
    def total(self) -> int:
        return self.adults + self.girls + self.boys


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseTold:
    """What a version says of its course; quizzes are GIFT."""

    title: str
    title_en: str = ""
    summary: str = ""
    summary_en: str = ""
    quiz: str = ""
    quiz_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonTold:
    """What a lesson says, in Markdown."""

    title: str
    title_en: str = ""
    words: str
    words_en: str = ""


@dataclass(frozen=True, slots=True)
class SaidOfPhoto:
    """What is to be seen in a photo of a session, and who can be recognised."""

    alt: str
    recognisable: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTold:
    """What an item of the literacy check asks, and what each answer gains."""

    question: str
    question_en: str = ""
    picture: str = ""
    # Indonesian and English words of each, and its points, in the order of the paper.
    options: tuple[tuple[str, str], ...]
    points: tuple[int, ...]
    why: str = ""
    why_en: str = ""

    @classmethod
    def of(cls, version: Any) -> Self:
        """Read what a version says, whichever type its lists came back as."""
        said = {name: getattr(version, name) for name in cls.__slots__}
        options = tuple((words, words_en) for words, words_en in version.options)
        return cls(**said | {"options": options, "points": tuple(version.points)})

    def as_kept(self) -> dict[str, Any]:
        said = {name: getattr(self, name) for name in self.__slots__}
        options = [[words, words_en] for words, words_en in self.options]
        return said | {"options": options, "points": list(self.points)}
