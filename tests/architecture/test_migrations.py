"""Migrations say what they do, and stay true when the code moves on."""

import ast
import re

from tests.architecture.places import files, told

# Kinds of columns are part of the tables themselves.
COLUMN_KINDS = {"balai.core.calendar", "balai.registry.fields"}


def test_migrations_have_telling_names():
    numbered = [path for path in files(".py", under=("balai",)) if path.parent.name == "migrations"]
    silent = [
        told(path)
        for path in numbered
        if path.stem != "__init__"
        and (not re.fullmatch(r"\d{4}(_[a-z0-9]+){2,}", path.stem) or "_auto_" in path.stem)
    ]

    assert len(numbered) > len(silent)
    assert silent == []


def test_migrations_import_no_app_code():
    leaning = [
        (told(path), name)
        for path in files(".py", under=("balai",))
        if path.parent.name == "migrations"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in _modules(node)
        if name.startswith(("balai", "config")) and name not in COLUMN_KINDS
    ]

    assert leaning == []


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return []
