"""Files stay small, are named for what they hold, and hide nothing in signals."""

import ast

from tests.architecture.places import files, told

LONGEST = 400
# May only shrink.
LONGER: set[str] = set()
BANNED_NAMES = {"utils", "helpers", "common", "misc", "manager", "base"}


def test_no_file_is_longer_than_400_lines():
    long = {
        told(path)
        for path in files(".py", ".html", ".css", ".js")
        if len(path.read_text("utf-8").splitlines()) > LONGEST
    }

    assert long == LONGER


def test_no_file_has_a_name_that_says_nothing():
    empty_words = [
        told(path)
        for path in files(".py", ".html", ".css", ".js")
        if {path.stem.lstrip("_"), path.parent.name} & BANNED_NAMES
    ]

    assert empty_words == []


def test_nothing_happens_through_signals():
    listening = [
        told(path)
        for path in files(".py", under=("balai", "config"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom | ast.Import)
        for name in _imported(node)
        if name.startswith("django.dispatch") or ".signals" in name
    ]

    assert listening == []


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    names = [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{name}" for name in names]
    return names
