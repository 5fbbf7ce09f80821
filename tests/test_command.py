"""The `balai` command speaks plainly."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import get_commands
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

from config import cli


def test_balai_alone_lists_its_commands(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["balai"])

    status = cli.main()

    assert status == 0
    listed = re.findall(r"^  balai (\S+)", capsys.readouterr().out, flags=re.MULTILINE)
    assert listed == list(cli.COMMANDS)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_listed_command_is_there(name):
    assert name.replace("-", "_") in get_commands()


def test_help_of_one_command_says_its_name_with_a_hyphen(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["balai", "help", "import-regions"])

    with pytest.raises(SystemExit) as left:
        cli.main()

    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("usage: balai import-regions ")


def test_an_unknown_command_is_refused(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["balai", "chek"])

    with pytest.raises(SystemExit) as left:
        cli.main()

    assert left.value.code == 1
    assert "Did you mean check?" in capsys.readouterr().err


def test_djangos_commands_answer_behind_their_own_word(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["balai", "django", "diffsettings"])

    status = cli.main()

    assert status == 0
    assert "ROOT_URLCONF = 'config.urls'" in capsys.readouterr().out


@pytest.fixture
def _elsewhere(django_db_blocker) -> Iterator[None]:
    """Let databases be asked that are not the tests' own."""
    with django_db_blocker.unblock():
        yield


def fail_with(monkeypatch: pytest.MonkeyPatch, failing: Callable[[], object]) -> None:
    """Let `balai check` do this instead."""
    monkeypatch.setattr("sys.argv", ["balai", "check"])
    monkeypatch.setattr(
        "django.core.management.base.BaseCommand.run_from_argv", lambda *_words: failing()
    )


def database_at(**place: Any) -> BaseDatabaseWrapper:
    """A database elsewhere; asking it fails at once if nobody is there."""
    settings = {**connection.settings_dict, "OPTIONS": {}, **place}
    wrapper: BaseDatabaseWrapper = load_backend(settings["ENGINE"]).DatabaseWrapper(settings)
    return wrapper


@pytest.mark.usefixtures("_elsewhere")
@pytest.mark.parametrize(
    "place",
    [
        {"ENGINE": "django.db.backends.sqlite3", "NAME": "/nowhere/balai.sqlite3"},
        {"ENGINE": "django.db.backends.postgresql", "HOST": "127.0.0.1", "PORT": "1", "NAME": "b"},
    ],
    ids=lambda place: str(place["ENGINE"]),
)
def test_a_silent_database_is_named(monkeypatch, capsys, place):
    fail_with(monkeypatch, database_at(**place).ensure_connection)

    status = cli.main()

    assert status == 1
    said = capsys.readouterr().err
    assert said.startswith("balai: the database does not answer (DATABASE_URL): ")
    assert "Traceback" not in said


@pytest.mark.usefixtures("_elsewhere")
def test_what_a_database_answers_is_not_called_silence(monkeypatch, capsys):
    answering = database_at(ENGINE="django.db.backends.sqlite3", NAME=":memory:")
    fail_with(monkeypatch, lambda: answering.cursor().execute("SELECT * FROM nowhere"))

    with pytest.raises(OperationalError, match="no such table: nowhere"):
        cli.main()

    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("_elsewhere")
def test_a_busy_database_is_not_called_silent(monkeypatch, capsys, tmp_path):
    file = str(tmp_path / "balai.sqlite3")
    writer, other = (
        database_at(ENGINE="django.db.backends.sqlite3", NAME=file, OPTIONS={"timeout": 0})
        for _ in range(2)
    )
    writer.cursor().execute("BEGIN IMMEDIATE")
    fail_with(monkeypatch, lambda: other.cursor().execute("BEGIN IMMEDIATE"))

    status = cli.main()
    writer.close()
    other.close()

    assert status == 1
    assert "another command is writing to the database" in capsys.readouterr().err
