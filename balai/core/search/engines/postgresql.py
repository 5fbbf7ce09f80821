"""The index on PostgreSQL: a tsvector under a GIN index, beside an index of places.

GIN finds every match before the first can be sorted, and reads each from the table: slow for
a word that stands everywhere. So every entry also bears a lexeme for each stretch of the order
of places that it lies in, and a frequent word is asked for in the first stretches alone. The
function `core_search_places` (in the migration) reads the first thousand entries and decides by
them how far to go; it may guess badly and be slow, but never wrong.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

from balai.core.search.engines.rows import Row
from balai.core.search.places import places as places_of
from balai.core.search.places import thing_at, thing_number
from balai.core.search.questions import Condition

_TABLES = ("core_searchentry", "core_searchslip", "core_searchspelling", "core_searchname")
# A place without its last so many bits names a stretch: 4,096 or 131,072 numbers of one weight,
# or all of 1, 16 or 256 weights. Part of the index: change it, and it has to be made anew.
_CUTS = [12, 17, 32, 36, 40]
# The sign before each lexeme, by the number of its thing: half a million listings with a word
# cost those nothing who seek a village.
_SIGNS = "0123456789abcdefghijklmnopqrstuv"
_STORE = """
    INSERT INTO core_searchentry (id, place, tags, words)
    SELECT id, place, tags, array_to_tsvector(string_to_array(lexemes, ' '))
    FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[])
        AS entry (id, place, tags, lexemes)
    ON CONFLICT (id) DO UPDATE
    SET place = excluded.place, tags = excluded.tags, words = excluded.words
"""


def store(rows: Sequence[Row]) -> None:
    # Sorted, so that two writers of the same entries wait for each other and never lock up.
    ordered = sorted(rows, key=lambda row: row.identity)
    with connection.cursor() as cursor:
        cursor.execute(
            _STORE,
            [
                [row.identity for row in ordered],
                [row.place for row in ordered],
                [row.tags for row in ordered],
                [f"{_of_thing(row)} {_stretches(row.place)}" for row in ordered],
            ],
        )


def places(conditions: Sequence[Condition], *, thing: str, limit: int) -> list[list[int]]:
    sign = _SIGNS[thing_number(thing)]
    wanted = [
        condition.written(lambda lexeme: f"'{sign}{lexeme}'", all_of=" & ", one_of=" | ")
        for condition in conditions
    ]
    found: list[list[int]] = [[] for _ in conditions]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nth, at_place FROM core_search_places(%s::tsquery[], %s, %s, %s, %s)",
            [wanted, *places_of(thing), limit, _CUTS],
        )
        for nth, place in cursor.fetchall():
            found[nth].append(place)
    return found


def tags(identities: Collection[int]) -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        # One parameter, however many they are.
        cursor.execute(
            "SELECT id, tags FROM core_searchentry WHERE id = ANY(%s::bigint[])", [list(identities)]
        )
        borne: list[tuple[int, str]] = cursor.fetchall()
    return borne


def store_slips(slips: Sequence[tuple[int, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_searchslip (checksum, spelling_id)"
            " SELECT * FROM unnest(%s::bigint[], %s::bigint[]) ON CONFLICT DO NOTHING",
            [[checksum for checksum, _ in slips], [spelling for _, spelling in slips]],
        )


@contextmanager
def loading() -> Iterator[None]:
    """Collect new lexemes in a list while loading; nothing is left in it afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER INDEX core_searchentry_words SET (fastupdate = on)")
        # Every search reads through the list: longer would be faster only for us.
        cursor.execute("SET gin_pending_list_limit = '16MB'")
        cursor.execute("SET work_mem = '64MB'")
        try:
            yield
        finally:
            cursor.execute("RESET gin_pending_list_limit")
            cursor.execute("ALTER INDEX core_searchentry_words SET (fastupdate = off)")
            cursor.execute("SELECT gin_clean_pending_list('core_searchentry_words')")
            cursor.execute("RESET work_mem")
            # Else the planner's estimates are of the tables as they were, and every entry is
            # written once more when it is first read.
            tidying = "ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)"
            cursor.execute(f"{tidying} {', '.join(_TABLES)}")


def _of_thing(row: Row) -> str:
    sign = _SIGNS[thing_at(row.place)]
    return " ".join(f"{sign}{lexeme}" for lexeme in row.lexemes.split())


def _stretches(place: int) -> str:
    return " ".join(f"~{cut}:{place >> cut}" for cut in _CUTS)
