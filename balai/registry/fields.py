"""The column that holds a Kemendagri code, and "everything in 64.02" on it."""

from typing import Any

from django.core.exceptions import EmptyResultSet, ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _

from balai.registry.rules import VILLAGE_LENGTH, is_code


def check_code(text: str) -> None:
    """Refuse what is not a Kemendagri code with its dots."""
    if not is_code(text):
        raise ValidationError(_("Write the code with its dots, as in 64.02.05.2003."))


class RegionCodeField(models.CharField[str, str]):
    """A Kemendagri code with dots. Index it, and `__within` is one range of that index."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = VILLAGE_LENGTH
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, check_code]


@RegionCodeField.register_lookup
class Within(models.Lookup[str]):
    """`code__within="64.02"`: the region itself and all below it.

    Each block of a code has a fixed width, so a prefix is exact. SQLite compares bytes
    and takes a range; PostgreSQL may sort by a locale that skips dots, so it gets the
    LIKE for which Django has made a pattern index. What is no code contains nothing.
    """

    lookup_name = "within"

    def get_prep_lookup(self) -> str:
        return str(self.rhs)

    def process_lhs(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, lhs: Any = None
    ) -> tuple[str, tuple[str | int, ...]]:
        if not is_code(self.rhs):
            raise EmptyResultSet
        return super().process_lhs(compiler, connection, lhs)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        code, parameters = self.process_lhs(compiler, connection)
        after_all_below = f"{self.rhs}/"  # the slash comes right after the dot
        return (
            f"({code} >= %s AND {code} < %s)",
            (*parameters, self.rhs, *parameters, after_all_below),
        )

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        code, parameters = self.process_lhs(compiler, connection)
        return f"{code} LIKE %s", (*parameters, f"{self.rhs}%")
