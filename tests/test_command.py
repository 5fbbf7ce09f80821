"""The `balai` command speaks plainly."""

import re

import pytest
from django.core.management import get_commands
from django.db import OperationalError

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


def test_a_silent_database_is_named(monkeypatch, capsys):
    def no_answer(*_args: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("sys.argv", ["balai", "check"])
    monkeypatch.setattr("django.core.management.base.BaseCommand.run_from_argv", no_answer)

    status = cli.main()

    assert status == 1
    assert "DATABASE_URL" in capsys.readouterr().err
