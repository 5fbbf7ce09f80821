"""What people look up is there: every setting, and every command."""

import ast
import re

from config.cli import COMMANDS
from tests.architecture.places import CODE, files, told


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
