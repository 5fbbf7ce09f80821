"""Answer visitors from memory, and never with a page from before a change.

A page is kept under the number of the content that it shows. Whoever publishes raises
that number in the same transaction, so that the very next request, in whichever
process, finds nothing kept and asks the view. Times that pass without a change (an
event that ends, a price that ages) show after BALAI_PAGE_CACHE seconds at the latest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from http import HTTPStatus

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.connection import ConnectionProxy
from django.utils.http import parse_etags

from balai.core.compression import negotiated
from balai.core.freshness import content_version

LONGEST_ADDRESS = 400  # characters; nobody may fill the memory with made-up searches
LARGEST = 64_000  # bytes as sent
_NEVER = {"private", "no-store"}
# What may vary for a visitor without a cookie: language is in the address, encoding in our key.
_KNOWN_VARIATION = {"accept-encoding", "accept-language", "cookie"}
# In the memory of each process, where the shared cache lies in the database.
pages = ConnectionProxy(caches, "pages")
_OF_A_NOT_MODIFIED = (
    "ETag", "Cache-Control", "Vary", "Content-Location", "Expires", "Access-Control-Allow-Origin",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What was sent, ready to be sent again."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str


class PageCache:
    """Keeps pages of visitors. Stands first, so that a kept page costs next to nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.seconds: int = settings.PAGE_CACHE_SECONDS

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(settings.STATIC_URL):
            return self.get_response(request)
        # Pictures lie in the storage already; kept here too, they would push out the pages.
        is_kept = self.seconds and not request.path.startswith(settings.MEDIA_URL)
        response = self._answered(request) if is_kept else self.get_response(request)
        return _asked_for_again(response)

    def _answered(self, request: HttpRequest) -> HttpResponseBase:
        key = _key(request)
        if key is None:
            return self.get_response(request)
        page: Page | None = pages.get(key)
        if page is None:
            if request.method != "GET":
                return self.get_response(request)
            return self._ask_and_keep(request, key)
        return _answer(page, request.META.get("HTTP_IF_NONE_MATCH", ""))

    def _ask_and_keep(self, request: HttpRequest, key: str) -> HttpResponseBase:
        # The view must show the whole page, or a page that everyone only revalidates
        # would never be kept. We compare what the visitor has ourselves.
        visitors_copy = request.META.pop("HTTP_IF_NONE_MATCH", "")
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or response.status_code != HTTPStatus.OK:
            return response
        if not _may_be_kept(response):
            unkept = Page(b"", tuple(response.items()), response.get("ETag", ""))
            return _answer(unkept, visitors_copy) if _has(unkept, visitors_copy) else response
        _asked_for_again(response)
        page = Page(response.content, tuple(response.items()), response.get("ETag", ""))
        pages.set(key, page, self.seconds)
        return _answer(page, visitors_copy)


def _asked_for_again(response: HttpResponseBase) -> HttpResponseBase:
    """Browsers and proxies, too, must not show anything from before a change.

    Whatever it is: a page too large to keep, a refusal, a redirect that names a title.
    """
    response.headers.setdefault("Cache-Control", "no-cache")
    return response


def _key(request: HttpRequest) -> str | None:
    """Name the page this request may be answered with; None when it must not be."""
    meta = request.META
    if (
        request.method not in ("GET", "HEAD")
        or meta.get("HTTP_COOKIE")
        or meta.get("HTTP_AUTHORIZATION")
    ):
        return None
    path, query = request.path, meta.get("QUERY_STRING", "")
    if len(path) + len(query) > LONGEST_ADDRESS:
        return None
    encoding = negotiated(meta.get("HTTP_ACCEPT_ENCODING", ""))
    seen = (content_version(), encoding, request.scheme, meta.get("HTTP_HOST"), path, query)
    return f"page-{blake2b(repr(seen).encode(), digest_size=16).hexdigest()}"


def _may_be_kept(response: HttpResponse) -> bool:
    return (
        not response.cookies
        and not _NEVER & _words(response.get("Cache-Control", ""))
        and _words(response.get("Vary", "")) <= _KNOWN_VARIATION
        and len(response.content) <= LARGEST
    )


def _words(header: str) -> set[str]:
    return {word.strip().lower() for word in header.split(",") if word.strip()}


def _answer(page: Page, visitors_copy: str) -> HttpResponse:
    if _has(page, visitors_copy):
        kept = dict(page.headers)
        same = {name: kept[name] for name in _OF_A_NOT_MODIFIED if name in kept}
        return HttpResponseNotModified(headers=same)
    return HttpResponse(page.body, headers=dict(page.headers))


def _has(page: Page, visitors_copy: str) -> bool:
    return bool(page.etag and visitors_copy) and _is_among(page.etag, visitors_copy)


def _is_among(etag: str, visitors_copy: str) -> bool:
    if visitors_copy == etag:
        return True
    weak = {known.removeprefix("W/") for known in parse_etags(visitors_copy)}
    return "*" in weak or etag.removeprefix("W/") in weak
