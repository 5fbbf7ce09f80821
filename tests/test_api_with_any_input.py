"""Whatever is asked of the API, it answers by its description and never breaks.

Schemathesis reads the description that is served and makes up requests to fit it, and
others that do not; the same ones each time.
"""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
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

from balai.catalogue.actions.listings import publish_listing
from balai.core.limits import Limit
from balai.portal.api.routes import ROUTES
from config.wsgi import application
from tests.factories import NOON, make_listing

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_schema_conformance, response_headers_conformance, negative_data_rejection,
]  # fmt: skip
# The same cases each time, and none kept on disk.
seeded = settings(
    max_examples=25,
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
    monkeypatch.setattr("balai.portal.api.front.VISITORS", Limit("v", most=10**6, seconds=60))
    make_listing(price_low=35000, price_as_of="2026")
    make_listing("Erau", kind="event")
    publish_listing(make_listing(published_at=None), by=None, now=NOON)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_a_visitor_may_ask_anything(described, route, mode):
    (method,) = route.methods
    operation = described[f"/api/v1/{route.path}"][method]

    @seeded
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

    ask()
