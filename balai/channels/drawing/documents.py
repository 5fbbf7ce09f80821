"""What each document shows, and the order to draw it."""

import json
import subprocess
import sys
import textwrap
import unicodedata
from base64 import b64encode
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import segno
from django.utils.translation import gettext, override

import balai.ui
from balai.catalogue import kept
from balai.channels.drawing.line import PressBusy
from balai.photos.files import PictureFile
from balai.ui.motif import motif_of, seed_of

FONTS = Path(balai.ui.__file__).resolve().parent / "fonts"
PRESS = Path(__file__).resolve().with_name("press.py")
SECONDS = 30
_LONGEST_TEXT = 260
_LONGEST_ADDRESS = 52
# The picture of the whole province, where no one village's stands.
_ANY_COVER = seed_of("64", "village")
# Apostrophes that the font lacks, as it has them.
_LETTERS = str.maketrans({"ʼ": "’", "ʻ": "‘", "\N{NO-BREAK SPACE}": " "})
# Emoji, arrows and signs begin here, and what holds emoji together: a font of letters
# has none of them.
_FIRST_SIGN = "\N{LEFTWARDS ARROW}"
_JOINERS = {"\N{ZERO WIDTH JOINER}", "\N{VARIATION SELECTOR-15}", "\N{VARIATION SELECTOR-16}"}


class PressFailed(Exception):
    """A document that could not be drawn, with what the press said."""


@dataclass(frozen=True, slots=True)
class SharePicture:
    """What a messenger shows beside a link. Words stand as they are given.

    kind is a word ("Produk"), seed names the drawn cover, photo the file of a picture that
    stands in its place; language is that of the words.
    """

    title: str
    place: str = ""
    kind: str = ""
    seed: str = ""
    photo: str = ""
    is_example: bool = False
    language: str = "id"


@dataclass(frozen=True, slots=True)
class Poster:
    """What hangs in a shop: A5, with a QR that opens `url`.

    price_note says how old the price is. A long text is cut at a word. call says what
    scanning does, where it is something else than to open a page.
    """

    title: str
    url: str
    place: str = ""
    kind: str = ""
    seed: str = ""
    photo: str = ""
    text: str = ""
    price: str = ""
    price_note: str = ""
    is_example: bool = False
    can_be_ordered: bool = False
    call: str = ""
    language: str = "id"


# The shape of the place that a photo fills.
_FRAMES = {SharePicture: (440, 478), Poster: (320, 200)}


@dataclass(frozen=True, slots=True)
class Job:
    """What the press is handed."""

    document: str
    data: dict[str, str]
    ending: Literal["pdf", "png"]
    scale: int = 1
    has_photo: bool = False
    fonts: str = str(FONTS)


def share_picture(picture: SharePicture, *, seconds: float = SECONDS) -> bytes:
    """Draw a PNG of 1200 x 630. Raises PressBusy when that takes longer than the seconds."""
    job = Job("share_picture", _words(picture), ending="png", has_photo=bool(picture.photo))
    return pressed(job, seconds=seconds)


def poster(
    wanted: Poster, *, seconds: float = SECONDS, ending: Literal["pdf", "png"] = "pdf"
) -> bytes:
    """Draw an A5 PDF, or its picture as a PNG. Raises PressBusy as `share_picture` does."""
    words, has_photo = words_of_poster(wanted), bool(wanted.photo)
    job = Job("poster", words, ending=ending, scale=2, has_photo=has_photo)
    return pressed(job, seconds=seconds)


def words_of_poster(wanted: Poster) -> dict[str, str]:
    """Prepare all that a poster says."""
    with override(wanted.language):
        order, look = gettext("Scan to see and order"), gettext("Scan to open this page")
    return _words(wanted) | {
        "text": textwrap.shorten(drawable(wanted.text), _LONGEST_TEXT, placeholder=" …"),
        "price": drawable(wanted.price),
        "price_note": drawable(wanted.price_note),
        "call": wanted.call or (order if wanted.can_be_ordered else look),
        "url": wanted.url,
        "shown_url": shown_address(wanted.url),
        "qr": qr(wanted.url),
    }


def _words(document: SharePicture | Poster) -> dict[str, str]:
    with override(document.language):
        example = gettext("example")
    return {
        "title": drawable(document.title),
        "place": drawable(document.place),
        "kind": drawable(document.kind),
        "language": document.language,
        "example": example if document.is_example else "",
        "cover": _cover(document),
    }


def _cover(document: SharePicture | Poster) -> str:
    """Draw what stands for the thing: its photo as long as there is one, else its motif."""
    if document.photo:
        with suppress(OSError):
            frame = _FRAMES[type(document)]
            return _framed(kept.read(PictureFile.read(document.photo)), *frame)
    return motif_of(document.seed or _ANY_COVER)


def _framed(jpeg: bytes, width: int, height: int) -> str:
    inside = b64encode(jpeg).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" preserveAspectRatio="xMidYMid slice"'
        f' href="data:image/jpeg;base64,{inside}"/></svg>'
    )


def drawable(text: str) -> str:
    """Leave out what the font cannot draw, and white space that would break a line."""
    letters = unicodedata.normalize("NFC", text.translate(_LETTERS))
    return " ".join("".join(filter(_is_drawn, letters)).split())


def _is_drawn(letter: str) -> bool:
    is_sign = letter >= _FIRST_SIGN and unicodedata.category(letter)[0] in "SC"
    return not is_sign and letter not in _JOINERS and (letter.isspace() or letter.isprintable())


def shown_address(url: str) -> str:
    """Write an address for people: whole where it fits a line, else the site alone."""
    site, _slash, path = url.partition("://")[2].rstrip("/").partition("/")
    whole = f"{site}/{path}" if path else site
    return whole if len(whole) <= _LONGEST_ADDRESS else site


def qr(url: str) -> str:
    """Draw a QR that a scratch or a fold does not spoil."""
    return str(segno.make(url, error="m", micro=False).svg_inline(border=0, dark="#1d1a16"))


def pressed(job: Job, *, seconds: float) -> bytes:
    try:  # our own file; the words go in by a pipe
        made = subprocess.run(  # noqa: S603
            [sys.executable, PRESS],
            input=json.dumps(asdict(job)).encode(),
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as slow:
        raise PressBusy from slow
    if made.returncode:
        raise PressFailed(made.stderr.decode(errors="replace"))
    return made.stdout
