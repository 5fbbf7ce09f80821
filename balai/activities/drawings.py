"""The pictures of lessons: drawn for Balai, and named in their text."""

from functools import cache
from pathlib import Path

from django.templatetags.static import static

from balai.activities.rules.lessons import Picture

_FOLDER = Path(__file__).resolve().parent / "static" / "activities" / "lessons"


@cache
def drawn_pictures() -> frozenset[str]:
    """Name all that can be shown."""
    return frozenset(file.stem for file in _FOLDER.glob("*.svg"))


def is_drawn(name: str) -> bool:
    return name in drawn_pictures()


def address_of(name: str) -> str:
    return static(f"activities/lessons/{name}.svg")


def picture_of(name: str) -> Picture:
    return Picture(address_of(name))


def drawing_of(name: str) -> str:
    """Read a picture as SVG, for what is printed."""
    return (_FOLDER / f"{name}.svg").read_text("utf-8")
