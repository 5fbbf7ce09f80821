"""A wrong setting stops the start and is named."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CODE = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.slow  # each asks a new Python


def start_with(variable: str, value: str, *, program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", program],
        env=os.environ | {"DATABASE_URL": "sqlite://:memory:", variable: value},
        cwd=CODE,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("DATABASE_URL", "mysql://balai@db/balai"),
        ("DATABASE_URL", "a file"),
        ("BALAI_URL", "balai.example"),
        ("BALAI_DATA", "/proc/no/folder/here"),
        ("BALAI_MEDIA", "ftp://pictures"),
        ("BALAI_DEMO", "perhaps"),
        ("EMAIL_URL", "post office"),
        ("CACHE_URL", "cupboard://"),
    ],
)
def test_a_wrong_setting_stops_the_command_and_is_named(variable, value):
    program = "import sys; sys.argv = ['balai', 'check']; import config.__main__"

    stopped = start_with(variable, value, program=program)

    assert stopped.returncode == 2
    assert f'"{variable}"' in stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert stopped.stderr.count("\n") == 1


def test_a_wrong_setting_stops_a_foreign_server_too():
    stopped = start_with("BALAI_WEB_THREADS", "0", program="import config.wsgi")

    assert stopped.returncode == 2
    assert '"BALAI_WEB_THREADS"' in stopped.stderr
    assert "Traceback" not in stopped.stderr


def test_a_cache_that_is_not_installed_stops_the_start():
    stopped = start_with("CACHE_URL", "redis://cache:6379/0", program="import config.wsgi")

    assert stopped.returncode == 2
    assert '"CACHE_URL" invalid: install balai[redis] for it' in stopped.stderr


def test_a_machine_without_a_name_that_listens_to_all_answers_by_any_name():
    program = "import os; os.environ.pop('BALAI_URL'); os.environ.pop('BALAI_HOSTS'); "
    program += "from config.settings import ALLOWED_HOSTS; print(ALLOWED_HOSTS)"

    open_to_all = start_with("HOST", "0.0.0.0", program=program)  # noqa: S104
    closed = start_with("HOST", "127.0.0.1", program=program)

    assert open_to_all.stdout == "['*']\n"
    assert "'*'" not in closed.stdout
    assert "'127.0.0.1'" in closed.stdout


def test_options_in_the_address_of_postgresql_are_kept():
    program = "from config.settings import DATABASES; print(DATABASES['default']['OPTIONS'])"

    told = start_with("DATABASE_URL", "postgres://b@db/b?sslmode=require", program=program)

    assert "'sslmode': 'require'" in told.stdout
    assert "'pool'" in told.stdout


def test_two_first_starts_at_once_have_one_secret(tmp_path):
    from_file = [sys.executable, "-c", "from config import settings; print(settings.SECRET_KEY)"]
    surroundings = {**os.environ, "BALAI_DATA": str(tmp_path)}
    starts = [
        subprocess.Popen(from_file, env=surroundings, cwd=CODE, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(4)
    ]

    keys = {start.communicate()[0].strip() for start in starts}

    assert len(keys) == 1
    assert len(keys.pop()) == 64
    assert sorted(file.name for file in tmp_path.iterdir()) == ["badge_key", "secret_key"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
