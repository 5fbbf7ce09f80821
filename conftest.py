"""Every test starts from an empty cache, in Indonesian, with the static files collected."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import translation

from balai.core.remembered import forget_all


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Collect static files once, before xdist's workers start, as `balai setup` does."""
    if not hasattr(session.config, "workerinput"):
        call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    cache.clear()
    forget_all()
    with translation.override("id"):
        yield
