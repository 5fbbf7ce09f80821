"""What programs read that walk the site: robots.txt, sitemaps, the manifest."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from balai.channels import queries
from balai.channels.addresses import absolute, paths_in_each_language
from balai.channels.sitemaps import sitemap, sitemap_index
from balai.channels.views.answers import fresh_while_content_stays

_HOUR = 3600


@require_safe
@cache_control(public=True, max_age=_HOUR)
def robots(request: HttpRequest) -> HttpResponse:
    """Say where not to walk.

    A demo may be walked, for only then is the `noindex` on its pages read; it names no sitemap.
    """
    # Where answers never end, where each costs a drawing, and where one leaves for a chat.
    searches = paths_in_each_language(reverse("portal:search")).values()
    closed = [*searches, "/*/poster.pdf$", "/*/wa/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    if not settings.IS_DEMO:
        lines += ["", f"Sitemap: {absolute(reverse('crawlers:sitemap_index'))}"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
@fresh_while_content_stays
def index(request: HttpRequest) -> HttpResponse:
    paths = [
        reverse("crawlers:pages_sitemap"),
        reverse("crawlers:sessions_sitemap"),
        *(reverse("crawlers:regions_sitemap", args=[code]) for code in queries.provinces()),
        *(reverse("crawlers:listings_sitemap", args=[one]) for one in queries.listing_ranges()),
    ]
    return _xml(sitemap_index(map(absolute, paths)))


@require_safe
@fresh_while_content_stays
def pages_sitemap(request: HttpRequest) -> HttpResponse:
    return _xml(sitemap(queries.pages()))


@require_safe
@fresh_while_content_stays
def sessions_sitemap(request: HttpRequest) -> HttpResponse:
    return _xml(sitemap(queries.session_pages()))


@require_safe
@fresh_while_content_stays
def regions_sitemap(request: HttpRequest, code: str) -> HttpResponse:
    if code not in queries.provinces():
        raise Http404
    return _xml(sitemap(queries.region_pages(code)))


@require_safe
@fresh_while_content_stays
def listings_sitemap(request: HttpRequest, range_number: int) -> HttpResponse:
    """List a range of numbers; one that nothing stands in any more is an empty list."""
    return _xml(sitemap(queries.listing_pages(range_number)))


@require_safe
@cache_control(public=True, max_age=_HOUR)
def manifest(request: HttpRequest) -> JsonResponse:
    """Let a phone keep Balai among its apps. Both languages are one app."""
    home = reverse("portal:home")
    return JsonResponse(
        {
            "id": "/",
            "name": _("Balai, the village hall"),
            "short_name": "Balai",
            "description": _("What the villages make, show and tell."),
            "lang": get_language(),
            "dir": "ltr",
            "start_url": home,
            "scope": "/",
            "display": "standalone",
            "background_color": "#fcfbf8",
            "theme_color": "#0b5c4c",
            "icons": [
                {"src": static("ui/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
                _icon("ui/icon-192.png", size=192),
                _icon("ui/icon-512.png", size=512),
                _icon("ui/icon-maskable-512.png", size=512) | {"purpose": "maskable"},
            ],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


def _icon(file: str, *, size: int) -> dict[str, str]:
    return {"src": static(file), "sizes": f"{size}x{size}", "type": "image/png"}


def _xml(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
