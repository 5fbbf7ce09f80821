"""One number tells whether what is kept is still true."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from balai.core.freshness import OneVersion, content_changed, content_version

pytestmark = pytest.mark.django_db


def answer(view):
    response = OneVersion(view)(RequestFactory().get("/"))
    assert isinstance(response, HttpResponse)
    return response.content


def test_each_change_raises_the_number():
    before = content_version()

    content_changed()
    content_changed()

    assert content_version() == before + 2


def test_a_request_reads_the_number_once(django_assert_num_queries):
    def view(_request):
        return HttpResponse(f"{content_version()} {content_version()}")

    with django_assert_num_queries(1):
        answer(view)


def test_a_request_that_changes_something_sees_its_own_change():
    def view(_request):
        before = content_version()
        content_changed()
        return HttpResponse(str(content_version() - before))

    assert answer(view) == b"1"


def test_the_next_request_reads_anew():
    def view(_request):
        return HttpResponse(str(content_version()))

    first = int(answer(view))

    content_changed()

    assert int(answer(view)) == first + 1
