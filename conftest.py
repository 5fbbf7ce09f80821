"""Every test starts from an empty cache, in Indonesian, with the static files collected."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from whitenoise import WhiteNoise

from balai.core.remembered import forget_all


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Collect static files once, before xdist's workers start, as `balai setup` does.

    Passwords are hashed quickly: what takes half a second on purpose is Django's to test.
    """
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if not hasattr(session.config, "workerinput"):
        call_command("collectstatic", interactive=False, verbosity=0)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--with-database", action="store_true", help="run only the tests that ask a database"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is the same on every database."""
    if not config.getoption("--with-database"):
        return
    asking = [
        item
        for item in items
        if item.get_closest_marker("django_db")
        or item.get_closest_marker("each_database")
        or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
    items[:] = asking


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    caches["pages"].clear()
    forget_all()
    with translation.override("id"):
        yield


@pytest.fixture(scope="session", autouse=True)
def _whoever_a_test_lets_in_took_both_steps() -> Iterator[None]:
    """Let `client.force_login` stand for the password and the second step."""
    force_login = Client.force_login

    def both_steps(client: Client, user: Any, backend: str | None = None) -> None:
        force_login(client, user, backend)
        session, now = client.session, timezone.now().timestamp()
        session["account_authentication_methods"] = [{"method": "mfa", "at": now}]
        session["account_authentication_methods_user"] = str(user.pk)
        session["seen_at"] = now
        session.save()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", both_steps)
        yield


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_listed_once() -> Iterator[None]:
    """Spare each `Client()` the walk through the static files, which a server does at its start."""
    listed: dict[tuple[str, str], dict[str, Any]] = {}
    list_files = WhiteNoise.update_files_dictionary

    def from_the_first(self: WhiteNoise, root: str, prefix: str) -> None:
        if (root, prefix) not in listed:
            list_files(self, root, prefix)
            listed[root, prefix] = dict(self.files)
        self.files.update(listed[root, prefix])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoise, "update_files_dictionary", from_the_first)
        yield


@pytest.fixture(scope="session", autouse=True)
def _tables_are_emptied_between_tests() -> Iterator[None]:
    """Let a test's end empty the trail and the consents, which on SQLite nothing else may.

    PostgreSQL truncates, which asks no trigger.
    """
    if connection.vendor != "sqlite":
        yield
        return
    flush = connection.ops.sql_flush

    def past_the_wall(*args: Any, **kwargs: Any) -> list[str]:
        statements: list[str] = flush(*args, **kwargs)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master"
                " WHERE type = 'trigger' AND name LIKE '%\\_no\\_delete' ESCAPE '\\'"
            )
            walls = cursor.fetchall()
        return [
            *(f"DROP TRIGGER {name}" for name, _sql in walls),
            *statements,
            *(sql for _name, sql in walls),
        ]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.ops, "sql_flush", past_the_wall)
        yield
