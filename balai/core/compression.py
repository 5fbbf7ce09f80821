"""Compress what is made on the fly; static files are compressed once, by WhiteNoise."""

from collections.abc import Callable
from functools import lru_cache

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_string

SHORTEST = 200  # bytes; below this, the headers outweigh what is saved
QUALITY = 5  # 0.3 ms for a page of 30 kB; 11 takes 20 ms for a tenth less
# The pages with the squares, 80 kB: 65 ms once per content version, and 13 % less to send.
LARGE = range(40_000, 120_000)
QUALITY_OF_LARGE = 10
# How far back it looks, as a power of two: over a whole page, and no further. Left at 22, it
# sets megabytes aside for each page.
WINDOW, WINDOW_OF_LARGE = 16, 17
PADDING = 100  # random bytes, so that a length tells nothing about a secret in the page
_TEXTS = ("text/", "image/svg", "application/json", "application/javascript", "application/xml")
_STRUCTURED = ("+json", "+xml")


class Compression:
    """Brotli for visitors, gzip with random padding for all who carry a cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or not _is_worth_it(response):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        # Brotli has no padding: it is for pages that hold nobody's secret.
        if request.META.get("HTTP_COOKIE"):
            accepted = ",".join(wish for wish in accepted.split(",") if "br" not in wish)
        encoding = negotiated(accepted)
        if encoding:
            _compress(response, encoding)
        return response


@lru_cache(maxsize=256)
def negotiated(accept_encoding: str) -> str:
    """Choose "br", "gzip" or "" (as it is) from what the client says it accepts."""
    wishes = {"br": 0.0, "gzip": 0.0}
    for wish in accept_encoding.lower().split(","):
        name, _, quality = wish.partition(";")
        if name.strip() in wishes:
            wishes[name.strip()] = _weight(quality)
    best = max(wishes, key=lambda name: wishes[name])
    return best if wishes[best] > 0 else ""


def _weight(quality: str) -> float:
    try:
        return float(quality.strip().removeprefix("q=") or 1)
    except ValueError:
        return 0.0


def _is_worth_it(response: HttpResponse) -> bool:
    if response.has_header("Content-Encoding") or len(response.content) < SHORTEST:
        return False
    kind = response.get("Content-Type", "").partition(";")[0].strip().lower()
    return kind.startswith(_TEXTS) or kind.endswith(_STRUCTURED)


def _compress(response: HttpResponse, encoding: str) -> None:
    if encoding == "br":
        is_page = response.get("Content-Type", "").startswith("text/html")
        is_large = is_page and len(response.content) in LARGE
        quality, window = (QUALITY_OF_LARGE, WINDOW_OF_LARGE) if is_large else (QUALITY, WINDOW)
        response.content = brotli.compress(response.content, quality=quality, lgwin=window)
    else:
        response.content = compress_string(response.content, max_random_bytes=PADDING)
    response["Content-Encoding"] = encoding
    response["Content-Length"] = str(len(response.content))
    # The same page in other bytes: a strong ETag would promise the same bytes.
    etag = response.get("ETag", "")
    if etag.startswith('"'):
        response["ETag"] = f"W/{etag}"
