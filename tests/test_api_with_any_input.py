"""Whatever is asked of the API, it answers by its description and never breaks.

Schemathesis reads the description that is served and makes up requests to fit it, and
others that do not; the same ones each time.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    negative_data_rejection,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from balai.accounts.actions.tokens import make_token
from balai.catalogue.actions.drafts import start_draft
from balai.catalogue.actions.listings import publish_listing
from balai.core.limits import Limit
from balai.portal.api.routes import ROUTES
from config.wsgi import application
from tests.factories import NOON, make_listing, make_region, make_role

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_schema_conformance, response_headers_conformance, negative_data_rejection,
]  # fmt: skip
PLAIN = {"Accept-Encoding": "identity"}
PUBLIC = [route for route in ROUTES if route.is_public]
every_mode = pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
# The same cases each time, and none kept on disk.
seeded = settings(
    max_examples=20,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def _in_one_transaction(db):
    """Keep the test's connection open, as Django's own test client does."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.fixture
def described(_in_one_transaction, monkeypatch):
    many = Limit("many", most=10**6, seconds=60)
    monkeypatch.setattr("balai.portal.api.front.VISITORS", many)
    monkeypatch.setattr("balai.portal.api.front.TOKENS", many)
    make_listing(price_low=35000, price_as_of="2026")
    make_listing("Erau", kind="event")
    publish_listing(make_listing(published_at=None), by=None, now=NOON)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def program(db):
    """Show the token of Mira, who has a draft."""
    mira, now = make_role("Mira", "operator", "64.03.01.2005").person, timezone.now()
    made = make_token(name="Any", lasts=timedelta(days=1), key=uuid4(), by=mira, now=now)
    start_draft(kind="product", village=make_region(), key=uuid4(), by=mira, now=now)
    return {"Authorization": f"Bearer {made.secret}"}


def ask_anything(described, route, method, mode, *, headers):
    operation = described[f"/api/v1/{route.path}"][method]

    @seeded
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        case.call_and_validate(checks=CHECKS, headers=headers)

    ask()


@every_mode
@pytest.mark.parametrize("route", PUBLIC, ids=lambda route: route.name)
def test_a_visitor_may_ask_anything(described, route, mode):
    ask_anything(described, route, "GET", mode, headers=PLAIN)


@every_mode
@pytest.mark.parametrize(
    ("route", "method"),
    [(route, method) for route in ROUTES if not route.is_public for method in route.methods],
    ids=lambda one: getattr(one, "name", one),
)
def test_whoever_shows_a_token_may_ask_anything(described, program, route, method, mode):
    ask_anything(described, route, method, mode, headers=PLAIN | program)
