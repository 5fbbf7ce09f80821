"""Who signed in is known, and what they are shown is theirs alone."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_a_page_for_somebody_signed_in_is_kept_nowhere_but_there(client):
    client.force_login(make_person("Mira"))

    assert client.get("/")["Cache-Control"] == "private, no-cache"
    assert client.get("/atom.xml")["Cache-Control"] == "private, no-cache"


def test_a_page_for_a_visitor_sets_no_cookie_and_reads_no_session(client):
    answer = client.get("/")

    assert answer.cookies == {}
    assert answer["Cache-Control"] == "no-cache"


def test_whoever_was_forgotten_is_a_visitor(client):
    mira = make_person("Mira")
    client.force_login(mira)

    mira.name, mira.email, mira.phone_number, mira.forgotten_at = "", None, None, timezone.now()
    mira.save()

    assert client.get("/").wsgi_request.user.is_authenticated is False


def test_a_form_sent_from_elsewhere_is_refused():
    assert Client(enforce_csrf_checks=True).post("/", {}).status_code == 403
