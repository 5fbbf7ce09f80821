"""The texts that are shown or read out before somebody agrees, each with its version.

They stand in texts/ as purpose-version.language.txt. A text that anybody may have agreed
to is never edited: a better one is a new file with the next version. The database keeps
what was agreed to word for word, and refuses a version whose words have changed.
"""

import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "texts"
_NAME = re.compile(r"([a-z]+)-(\d+)\.([a-z]{2})\.txt")


class Text(NamedTuple):
    """What is said, word for word."""

    purpose: str
    version: int
    language: str
    words: str

    @property
    def paragraphs(self) -> list[str]:
        return self.words.split("\n\n")


def _read(path: Path) -> Text:
    shape = _NAME.fullmatch(path.name)
    if shape is None:
        raise ValueError(path.name)
    return Text(shape[1], int(shape[2]), shape[3], path.read_text("utf-8").strip())


TEXTS = tuple(sorted(_read(path) for path in FOLDER.glob("*.txt")))
# The newest of each stands last.
_NEWEST = {(text.purpose, text.language): text for text in TEXTS}


def text_now(purpose: str, language: str) -> Text:
    """Read the newest text of a purpose; a language that has none is told in Indonesian."""
    return _NEWEST.get((purpose, language)) or _NEWEST[purpose, "id"]
