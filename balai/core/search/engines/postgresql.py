"""The index on PostgreSQL: a tsvector under a GIN index, beside an index of places.

GIN finds every match before the first can be sorted: right for rare words, slow for one
that stands everywhere. Such a word is found soonest by reading entries in the order of
places until enough bear it. The function `core_search_places` (in the migration) takes the
shorter way by the planner's own estimate; both ways give the same answer.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

from balai.core.search.engines.rows import Row
from balai.core.search.entries import as_thing
from balai.core.search.places import places as places_of
from balai.core.search.questions import Condition

_TABLES = ("core_searchentry", "core_searchslip", "core_searchspelling", "core_searchname")
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
                [row.lexemes for row in ordered],
            ],
        )


def places(conditions: Sequence[Condition], *, thing: str, limit: int) -> list[list[int]]:
    of_thing = [as_thing(thing)]
    wanted = [
        condition.with_lexemes(of_thing).written(_quoted, all_of=" & ", one_of=" | ")
        for condition in conditions
    ]
    found: list[list[int]] = [[] for _ in conditions]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nth, at_place FROM core_search_places(%s::tsquery[], %s, %s, %s)",
            [wanted, *places_of(thing), limit],
        )
        for nth, place in cursor.fetchall():
            found[nth].append(place)
    return found


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
        try:
            yield
        finally:
            cursor.execute("ALTER INDEX core_searchentry_words SET (fastupdate = off)")
            cursor.execute("SELECT gin_clean_pending_list('core_searchentry_words')")
            # Without it the planner's estimates are of the tables as they were.
            cursor.execute(f"ANALYZE {', '.join(_TABLES)}")


def _quoted(lexeme: str) -> str:
    return f"'{lexeme}'"
