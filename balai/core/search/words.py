"""From text to the words that are compared: the same in the index and in a query.

Words are folded (case, accents, apostrophes) and stemmed here, not in the database,
so that both databases compare the very same strings.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from threading import local

from Stemmer import Stemmer

LETTERS_KEPT = 40
WORDS_READ = 4000
FIRST_LETTERS = 3
MOST_FIRST_LETTERS = 7

_APOSTROPHES = re.compile("['`\u00b4\u02bb\u02bc\u02b9\u2018\u2019\u201b\u2032]")
_WORD = re.compile(r"[^\W_]+")
# Written together or with a 2, as in messages: bidukbiduk, payung2.
_TWICE = re.compile(r"(\w{3,})\1|([^\W\d]{3,})2")
# They stand in every text and tell nothing.
_SAID_EVERYWHERE = """
    adalah akan atau bagi bahwa dalam dan dari dengan di ini itu juga karena ke oleh pada
    saat sebagai secara seperti serta tersebut untuk yang
    a an and are as at be by for from in is it its of on or that the this to was were with
"""
_STOP_WORDS = frozenset(_SAID_EVERYWHERE.split())
# What the stemmer leaves of a root whose first letter the prefix swallowed (menenun, pengirim),
# or of a word in which it saw an affix that is none.
_ROOTS = {
    "ajin": "rajin", "anam": "tanam", "angkap": "tangkap", "angkar": "tangkar", "ari": "tari",
    "aya": "raya", "dio": "olah", "elola": "kelola", "embang": "kembang", "enal": "kenal",
    "enun": "tenun", "ering": "kering", "etas": "tetas", "irim": "kirim", "mengo": "olah",
    "nyanyi": "sanyi", "paka": "pakai", "pandi": "mandi", "pukim": "mukim", "sanan": "pesan",
    "senim": "seni", "ukus": "kukus", "ulis": "tulis", "umbuk": "tumbuk", "umpul": "kumpul",
    "unjuk": "tunjuk", "unjung": "kunjung", "wisataw": "wisata", "pariwisata": "wisata",
}  # fmt: skip
# Words whose stem would be another word's.
_WHOLE_WORDS = {
    "masakan": "masak", "memasak": "masak", "pemasak": "masak", "mengemas": "kemas",
    "pengemasan": "kemas", "kemasan": "kemas", "perahu": "perahu", "terasi": "terasi",
    "keladi": "keladi", "kepiting": "kepiting", "keripik": "kripik", "ari": "ari",
    "perisai": "perisai", "berperahu": "perahu",
}  # fmt: skip
# English plurals, by endings that Indonesian words hardly have: islands, caves, beaches, stories.
_ENGLISH_MANY = re.compile(
    r"(.{2,}(?:ch|sh|ss|x))es|(.{2,}[b-df-hj-np-rtv-z])s|(.{2,}[^i]e)s", re.ASCII
)
_ENGLISH_MANY_IN_Y = re.compile(r"(.{3,})ies", re.ASCII)
_for_this_thread = local()


def folded(text: str) -> str:
    """Take case, accents and apostrophes away."""
    text = _APOSTROPHES.sub("", text)
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    # Taking letters apart brings apostrophes to light.
    apart = _APOSTROPHES.sub("", apart)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def split(text: str) -> list[str]:
    """Read the words off a text, each folded; whatever is no letter or digit parts them."""
    return [_once(word[: 2 * LETTERS_KEPT]) for word in _WORD.findall(folded(text))[:WORDS_READ]]


def telling(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in _STOP_WORDS]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Cut a folded word down to what its forms share: dipanen and panenan to panen."""
    if whole := _WHOLE_WORDS.get(word):
        return whole
    cut: str = _stemmer().stemWord(_one_of_many(word))
    return _ROOTS.get(cut, cut)


def beginnings(word: str) -> Iterable[str]:
    """Name what one may have typed of a word so far."""
    for length in range(FIRST_LETTERS, min(len(word), MOST_FIRST_LETTERS) + 1):
        yield word[:length]


def _once(word: str) -> str:
    twice = _TWICE.fullmatch(word)
    return ((twice[1] or twice[2]) if twice else word)[:LETTERS_KEPT]


def _one_of_many(word: str) -> str:
    if not word.endswith("s"):
        return word
    if ends_in_y := _ENGLISH_MANY_IN_Y.fullmatch(word):
        return f"{ends_in_y[1]}y"
    many = _ENGLISH_MANY.fullmatch(word)
    return next(one for one in many.groups() if one) if many else word


def _stemmer() -> Stemmer:
    # One stemmer may not be used by two threads at once.
    if not hasattr(_for_this_thread, "stemmer"):
        _for_this_thread.stemmer = Stemmer("indonesian")
    return _for_this_thread.stemmer
