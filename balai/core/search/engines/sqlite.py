"""The index on SQLite: FTS5, its rows numbered by place, and so read in order."""

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

from balai.core.models import SearchEntry
from balai.core.search.engines.rows import Row
from balai.core.search.places import places as places_of
from balai.core.search.questions import Condition

_PLACES = """
    SELECT %s, rowid FROM (
        SELECT rowid FROM core_searchwords
        WHERE core_searchwords MATCH %s AND rowid BETWEEN %s AND %s ORDER BY rowid LIMIT %s
    )
"""


def store(rows: Sequence[Row]) -> None:
    # A trigger deletes the words with the entry.
    SearchEntry.objects.filter(pk__in=[row.identity for row in rows]).delete()
    # FTS5 writes its buffer out whenever a row number falls.
    ordered = sorted(rows, key=lambda row: row.place)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO core_searchentry (id, place, tags) VALUES (%s, %s, %s)",
            [(row.identity, row.place, row.tags) for row in ordered],
        )
        cursor.executemany(
            "INSERT INTO core_searchwords (rowid, words) VALUES (%s, %s)",
            [(row.place, row.lexemes) for row in ordered],
        )


def places(conditions: Sequence[Condition], *, thing: str, limit: int) -> list[list[int]]:
    first, last = places_of(thing)
    parameters: list[int | str] = []
    for nth, condition in enumerate(conditions):
        wanted = condition.written(_quoted, all_of=" AND ", one_of=" OR ")
        parameters += [nth, wanted, first, last, limit]
    found: list[list[int]] = [[] for _ in conditions]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(_PLACES for _ in conditions), parameters)
        for nth, place in cursor.fetchall():
            found[nth].append(place)
    return found


def tags(identities: Collection[int]) -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        # One parameter, however many they are.
        cursor.execute(
            "SELECT id, tags FROM core_searchentry WHERE id IN (SELECT value FROM json_each(%s))",
            [json.dumps(list(identities))],
        )
        borne: list[tuple[int, str]] = cursor.fetchall()
    return borne


def store_slips(slips: Sequence[tuple[int, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO core_searchslip (checksum, spelling_id) VALUES (%s, %s)"
            " ON CONFLICT DO NOTHING",
            slips,
        )


@contextmanager
def loading() -> Iterator[None]:
    yield


def _quoted(lexeme: str) -> str:
    return f'"{lexeme}"'
