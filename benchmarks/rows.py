"""Rows by the million, past the ORM: as each database takes them fastest."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models


def insert(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows of column values; what a row leaves out has the default of its field.

    Moments are given as text in UTC ("2026-11-24 04:00:00"), which both databases read.
    """
    fields = model._meta.concrete_fields
    columns = [str(field.column) for field in fields]
    defaults = {str(field.column): field.get_default() for field in fields}
    given: set[str] = set()
    lines = []
    for row in rows:
        given.update(row)
        lines.append(tuple([row.get(column, defaults[column]) for column in columns]))
    if not given <= set(columns):
        raise KeyError(f"{model.__name__} has no {sorted(given - set(columns))}")
    if lines and "id" not in given and "id" in columns:
        position = columns.index("id")  # numbered by the database
        columns.pop(position)
        lines = [line[:position] + line[position + 1 :] for line in lines]
    _write(model._meta.db_table, columns, lines)


def _write(table: str, columns: list[str], lines: list[tuple[Any, ...]]) -> None:
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
                for line in lines:
                    copy.write_row(line)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', lines)  # noqa: S608


def numbered_on(*tables: type[models.Model]) -> None:
    """Let the database number on behind the rows that came with a number."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
