"""Pages travel small, and a length gives no secret away."""

import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse

from balai.core.compression import (
    LARGE,
    QUALITY,
    QUALITY_OF_LARGE,
    WINDOW_OF_LARGE,
    Compression,
    negotiated,
)

TEXT = "Kakao fermentasi dari Merasa. " * 100


def sent(response, rf, accepted="gzip, deflate, br, zstd", **headers):
    request = rf.get("/", headers={"Accept-Encoding": accepted, **headers})
    return Compression(lambda _request: response)(request)


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("gzip;q=0, br;q=0", ""),
        ("GZIP", "gzip"),
        ("br;q=much", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_the_best_encoding_that_both_know_is_chosen(accepted, chosen):
    assert negotiated(accepted) == chosen


def test_a_page_for_a_visitor_is_sent_in_brotli(rf):
    response = sent(HttpResponse(TEXT), rf)

    assert response["Content-Encoding"] == "br"
    assert brotli.decompress(response.content).decode() == TEXT
    assert response["Content-Length"] == str(len(response.content))
    assert response["Vary"] == "Accept-Encoding"


def test_a_page_for_someone_with_a_cookie_has_no_telling_length(rf):
    pages = [sent(HttpResponse(TEXT), rf, Cookie="sessionid=1").content for _ in range(40)]

    assert {gzip.decompress(page).decode() for page in pages} == {TEXT}
    assert len({len(page) for page in pages}) > 1


def test_a_client_that_accepts_nothing_gets_the_page_as_it_is(rf):
    response = sent(HttpResponse(TEXT), rf, accepted="")

    assert response.content.decode() == TEXT
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("Tidak ada."),
        HttpResponse(TEXT, content_type="image/png"),
        HttpResponse(TEXT, headers={"Content-Encoding": "gzip"}),
        StreamingHttpResponse([TEXT.encode()]),
    ],
    ids=["tiny", "picture", "compressed before", "stream"],
)
def test_what_would_gain_nothing_is_left_alone(rf, response):
    before = dict(response.items())

    after = sent(response, rf)

    assert after is response
    assert dict(after.items()) == before


@pytest.mark.parametrize("kind", ["application/ld+json", "application/atom+xml", "image/svg+xml"])
def test_texts_of_other_kinds_are_compressed_too(rf, kind):
    assert sent(HttpResponse(TEXT, content_type=kind), rf)["Content-Encoding"] == "br"


def test_a_strong_etag_becomes_a_weak_one(rf):
    response = sent(HttpResponse(TEXT, headers={"ETag": '"abc"'}), rf)

    assert response["ETag"] == 'W/"abc"'


def test_a_page_of_squares_is_pressed_harder(rf):
    page = "".join(f"<a href=/desa/{number * 7919 % 100_003}/></a>" for number in range(2000))

    answer = sent(HttpResponse(page), rf)

    assert len(page) in LARGE
    assert answer.content == brotli.compress(
        page.encode(), quality=QUALITY_OF_LARGE, lgwin=WINDOW_OF_LARGE
    )
    assert len(answer.content) < len(brotli.compress(page.encode(), quality=QUALITY))


def test_who_carries_a_cookie_and_takes_only_brotli_gets_the_page_as_it_is(rf):
    response = sent(HttpResponse(TEXT), rf, accepted="br", cookie="a=b")

    assert not response.has_header("Content-Encoding")
    assert response.content == TEXT.encode()
