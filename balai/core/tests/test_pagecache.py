"""Visitors are answered from memory, and never with a page from before a change."""

from itertools import count

import pytest
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse

from balai.core.freshness import content_changed
from balai.core.pagecache import LARGEST, LONGEST_ADDRESS, PageCache

pytestmark = pytest.mark.django_db


class Hall:
    """A page that says how often it was made, behind the cache."""

    def __init__(self, rf, settings, *, seconds=300, content=b"", **fields):
        settings.PAGE_CACHE_SECONDS = seconds
        self.rf = rf
        self.content = content
        self.fields = {"headers": {"ETag": 'W/"one"'}, **fields}
        self.numbers = count(1)
        self.asked = []
        self.cache = PageCache(self.view)

    def view(self, request):
        self.asked.append(request)
        return HttpResponse(self.content or f"made {next(self.numbers)}", **self.fields)

    def get(self, path="/", **headers):
        return self.cache(self.rf.get(path, headers=headers))

    def text(self, path="/", **headers):
        return self.get(path, **headers).content.decode()


@pytest.fixture
def hall(rf, settings):
    return Hall(rf, settings)


def test_a_page_is_made_once(hall):
    assert hall.text() == "made 1"
    assert hall.text() == "made 1"


def test_a_kept_page_has_all_its_headers(rf, settings):
    headers = {"Content-Security-Policy": "default-src 'none'", "Vary": "Accept-Encoding"}
    hall = Hall(rf, settings, headers=headers, content_type="application/atom+xml")

    first, second = hall.get(), hall.get()

    assert dict(first.items()) == dict(second.items())
    assert second["Content-Type"] == "application/atom+xml"
    assert second["Content-Security-Policy"] == "default-src 'none'"


def test_a_change_shows_on_the_next_request(hall):
    hall.text()

    content_changed()

    assert hall.text() == "made 2"


@pytest.mark.django_db(transaction=True)
def test_a_change_that_was_rolled_back_costs_nothing(hall):
    content_changed()
    hall.text()

    with transaction.atomic():
        content_changed()
        transaction.set_rollback(True)

    assert hall.text() == "made 1"


def test_browsers_ask_again_each_time(hall):
    assert hall.get()["Cache-Control"] == "no-cache"
    assert hall.get()["Cache-Control"] == "no-cache"


def test_a_view_may_say_how_long_browsers_keep_it(rf, settings):
    hall = Hall(rf, settings, headers={"Cache-Control": "max-age=60"})

    assert hall.get()["Cache-Control"] == "max-age=60"


@pytest.mark.parametrize("known", ['W/"one"', '"one"', '"two", W/"one"', "*"])
def test_a_visitor_who_has_the_page_is_told_so(hall, known):
    hall.get()

    answer = hall.get(**{"If-None-Match": known})

    assert answer.status_code == 304
    assert answer.content == b""
    assert answer["ETag"] == 'W/"one"'
    assert answer["Cache-Control"] == "no-cache"


def test_a_visitor_who_has_the_page_fills_the_cache_for_the_others(hall):
    assert hall.get(**{"If-None-Match": 'W/"one"'}).status_code == 304

    assert "HTTP_IF_NONE_MATCH" not in hall.asked[0].META
    assert hall.text() == "made 1"


def test_a_visitor_with_an_old_page_gets_the_new_one(hall):
    hall.get()

    answer = hall.get(**{"If-None-Match": 'W/"zero"'})

    assert answer.status_code == 200
    assert answer.content == b"made 1"


@pytest.mark.parametrize(
    "differently",
    [
        {"path": "/?halaman=2"},
        {"path": "/en/"},
        {"Host": "localhost"},
        {"Accept-Encoding": "br"},
        {"Cookie": "sessionid=1"},
        {"Authorization": "Basic eA=="},
    ],
)
def test_another_address_or_another_person_gets_another_page(hall, differently):
    hall.text()

    assert hall.text(**differently) == "made 2"


def test_the_page_of_someone_with_a_cookie_is_never_kept(hall):
    hall.text(Cookie="sessionid=1")

    assert hall.text(Cookie="sessionid=1") == "made 2"
    assert hall.text() == "made 3"


@pytest.mark.parametrize(
    "fields",
    [
        {"status": 404},
        {"status": 301},
        {"headers": {"Cache-Control": "private"}},
        {"headers": {"Cache-Control": "max-age=0, no-store"}},
        {"headers": {"Vary": "Accept-Encoding, X-Panel"}},
        {"headers": {"X-Padding": "x"}, "status": 500},
    ],
)
def test_what_is_not_everyones_is_not_kept(rf, settings, fields):
    hall = Hall(rf, settings, **fields)
    hall.text()

    assert hall.text() == "made 2"


@pytest.mark.parametrize("varies", ["Accept-Encoding", "accept-language, Cookie"])
def test_what_varies_only_as_we_know_is_kept(rf, settings, varies):
    hall = Hall(rf, settings, headers={"Vary": varies})
    hall.text()

    assert hall.text() == "made 1"


def test_an_answer_that_sets_a_cookie_is_not_kept(hall, monkeypatch):
    def with_cookie(_request):
        response = HttpResponse("yours")
        response.set_cookie("language", "en")
        return response

    monkeypatch.setattr(hall.cache, "get_response", with_cookie)
    hall.get()
    monkeypatch.setattr(hall.cache, "get_response", hall.view)

    assert hall.text() == "made 1"


@pytest.mark.parametrize("body", [StreamingHttpResponse(["a"]), HttpResponse(b"a" * (LARGEST + 1))])
def test_streams_and_large_answers_are_not_kept(hall, monkeypatch, body):
    monkeypatch.setattr(hall.cache, "get_response", lambda _request: body)
    assert hall.get() is body
    monkeypatch.setattr(hall.cache, "get_response", hall.view)

    assert hall.text() == "made 1"


def test_a_visitor_who_has_a_large_answer_is_told_so_though_it_is_not_kept(rf, settings):
    hall = Hall(rf, settings, content=b"a" * (LARGEST + 1))

    answer = hall.get(**{"If-None-Match": 'W/"one"'})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["Cache-Control"] == "no-cache"


def test_long_made_up_addresses_do_not_fill_the_memory(hall):
    long = "/cari/?q=" + "a" * LONGEST_ADDRESS
    hall.text(long)

    assert hall.text(long) == "made 2"


def test_a_post_goes_to_the_view(hall, rf):
    hall.text()

    assert hall.cache(rf.post("/")).content == b"made 2"


def test_a_head_request_is_answered_from_a_kept_page_and_keeps_none(hall, rf):
    first = hall.cache(rf.head("/"))
    page = hall.text()
    second = hall.cache(rf.head("/"))

    assert (first.content, page, second.content) == (b"made 1", "made 2", b"made 2")


def test_no_seconds_means_no_cache(rf, settings):
    hall = Hall(rf, settings, seconds=0)
    hall.text()

    assert hall.text() == "made 2"


@pytest.mark.parametrize("seconds", [0, 300])
@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        ({}, {"content": b"a" * (LARGEST + 1)}),
        ({}, {"status": 404}),
        ({}, {"status": 301, "headers": {"Location": "/produk/1/a-title/"}}),
        ({}, {"headers": {"Vary": "X-Panel"}}),
        ({"Cookie": "language=en"}, {}),
        ({"path": "/cari/?q=" + "a" * LONGEST_ADDRESS}, {}),
    ],
    ids=["large", "missing", "moved", "varying", "with a cookie", "long address"],
)
def test_what_is_not_kept_here_is_kept_nowhere_without_asking(rf, settings, seconds, asked, fields):
    hall = Hall(rf, settings, seconds=seconds, **fields)

    assert hall.get(**asked)["Cache-Control"] == "no-cache"


def test_files_that_never_change_say_for_themselves_how_long_they_last(hall):
    assert "Cache-Control" not in hall.get("/static/balai.css")


def test_a_kept_page_costs_one_query(hall, django_assert_num_queries):
    hall.get()

    with django_assert_num_queries(1):
        hall.get()
