"""One number tells whether what is kept is still true."""

from contextlib import suppress

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory

from balai.core.freshness import OneVersion, content_changed, content_version
from balai.registry.models import Region
from balai.registry.queries.names import regency_names
from tests.factories import make_region

pytestmark = pytest.mark.django_db


def answer(view):
    response = OneVersion(view)(RequestFactory().get("/"))
    assert isinstance(response, HttpResponse)
    return response.content


def test_each_change_makes_another_number():
    numbers = {content_version()}

    for _ in range(3):
        content_changed()
        numbers.add(content_version())

    assert len(numbers) == 4


def test_what_was_remembered_in_a_change_that_was_rolled_back_is_forgotten():
    berau = make_region("64.03")
    with suppress(ZeroDivisionError), transaction.atomic():
        Region.objects.filter(pk=berau.pk).update(name="Kabupaten Hantu")
        content_changed()
        seen_within = regency_names()
        raise ZeroDivisionError

    content_changed()

    assert seen_within == {"64.03": "Hantu"}
    assert regency_names() == {"64.03": "Berau"}


def test_a_request_reads_the_number_once(django_assert_num_queries):
    def view(_request):
        return HttpResponse(f"{content_version()} {content_version()}")

    with django_assert_num_queries(1):
        answer(view)


def test_a_request_that_changes_something_sees_its_own_change():
    def view(_request):
        before = content_version()
        content_changed()
        return HttpResponse(str(content_version() != before))

    assert answer(view) == b"True"


def test_the_next_request_reads_anew():
    def view(_request):
        return HttpResponse(str(content_version()))

    first = answer(view)

    content_changed()

    assert answer(view) != first
