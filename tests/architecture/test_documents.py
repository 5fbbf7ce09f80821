"""What people look up is there: every setting, every command, and what a link leads to."""

import ast
import re
from pathlib import Path

import pytest

from config.cli import COMMANDS
from tests.architecture.places import CODE, OURS, files, told

# [words](where), but not what only looks so in code.
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"^( {4}|```).*?$|`[^`]*`", re.MULTILINE)


def documents() -> list[Path]:
    """Every document of ours, wherever it stands."""
    return [*sorted(CODE.glob("*.md")), *files(".md", under=("docs", *OURS))]


def anchors_in(document: Path) -> set[str]:
    """The names that headings get, as GitHub gives them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_somewhere(document: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (document.parent / path).resolve() if path else document
    return target.exists() and (not anchor or anchor in anchors_in(target))


def read_settings() -> set[str]:
    """Name the variables that config/settings.py reads."""
    code = ast.parse((CODE / "config/settings.py").read_text("utf-8"))
    return {
        str(node.args[0].value)
        for node in ast.walk(code)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and isinstance(node.args[0], ast.Constant)
    }


def documented(document: str) -> list[str]:
    text = (CODE / "docs/reference" / document).read_text("utf-8")
    return re.findall(r"^\| `([^`]+)`", text, flags=re.MULTILINE)


def test_every_setting_is_documented_once():
    assert "BALAI_DATA" in read_settings()
    assert sorted(documented("settings.md")) == sorted(read_settings())


def test_the_environment_is_read_in_one_place():
    elsewhere = [
        told(path)
        for path in files(".py", under=("balai", "config"))
        if "tests" not in path.parts
        and re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", path.read_text("utf-8"))
    ]

    assert elsewhere == []


def test_every_command_is_documented_once():
    assert documented("commands.md") == [f"balai {name}" for name in COMMANDS]


def test_every_link_within_the_house_leads_somewhere():
    links = [
        (document, link)
        for document in documents()
        for link in _LINK.findall(_CODE.sub("", document.read_text("utf-8")))
        if "://" not in link and not link.startswith("mailto:")
    ]

    assert (CODE / "README.md", "docs/glossary.md") in links
    assert [f"{told(one)}: {link}" for one, link in links if not leads_somewhere(one, link)] == []


@pytest.mark.parametrize("link", ["nowhere.md", "../README.md", "#nothing", "glossary.md#words"])
def test_a_link_that_leads_nowhere_is_seen(link):
    assert not leads_somewhere(CODE / "docs/adr/README.md", link)


@pytest.mark.parametrize(
    "link", ["../glossary.md", "../adr/", "#decisions", "../how-to/import-regions.md#which-files"]
)
def test_a_link_that_leads_somewhere_is_right(link):
    assert leads_somewhere(CODE / "docs/adr/README.md", link)
