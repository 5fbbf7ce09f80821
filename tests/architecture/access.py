"""Who gets which answer where: a row for every route. A route missing here fails the tests.

The rows are asked for in a hall with one village, Merasa (64.03.01.2005), and two
listings in the sector "kakao": number 1 is published, number 2 is a draft. Each has one
picture with its number: of the letters "a" and "b".
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver

VISITOR = "visitor"
# People who signed in: see PEOPLE in test_access.
MIRA = "Mira, operator of Merasa"
INES = "Ines, operator of Pela"


class Row(NamedTuple):
    route: str
    person: str
    address: str
    status: int


def routes(resolver: URLResolver) -> list[str]:
    """Name every route that answers. A second name of an address opens no second door."""
    by_address: dict[str, str] = {}
    for address, name in _named(resolver):
        by_address.setdefault(address, name)
    return sorted(set(by_address.values()))


def _named(resolver: URLResolver, above: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        address = f"{above}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield address, f"{space}{pattern.name}"
        else:
            yield from _named(pattern, address, f"{space}{pattern.namespace or ''}:".lstrip(":"))


ROWS = [
    Row("crawlers:robots", VISITOR, "/robots.txt", 200),
    Row("crawlers:sitemap_index", VISITOR, "/sitemap.xml", 200),
    Row("crawlers:pages_sitemap", VISITOR, "/sitemap-pages.xml", 200),
    Row("crawlers:regions_sitemap", VISITOR, "/sitemap-regions-64.xml", 200),
    Row("crawlers:listings_sitemap", VISITOR, "/sitemap-listings-0.xml", 200),
    Row("ui:gallery", VISITOR, "/ui/", 200),
    Row("ui:motif", VISITOR, "/motif/1/nonsense!.svg", 404),
    Row("pictures:file", VISITOR, f"/gambar/{'a' * 32}-960.jpg", 200),
    Row("pictures:file", VISITOR, f"/gambar/{'a' * 32}-961.jpg", 404),
    Row("pictures:file", VISITOR, f"/gambar/{'b' * 32}-960.jpg", 404),
    Row("pictures:thumbs", VISITOR, "/gambar/1-2.avif.svg", 200),
    Row("pictures:thumbs", VISITOR, "/gambar/2.avif.svg", 404),
    Row("pictures:old_thumbs", VISITOR, "/gambar/1-2.jpg.svg", 200),
    Row("pictures:old_thumbs", VISITOR, "/gambar/2.jpg.svg", 404),
    Row("channels:manifest", VISITOR, "/manifest.webmanifest", 200),
    Row("channels:feed", VISITOR, "/atom.xml", 200),
    Row("channels:kind_feed", VISITOR, "/produk/atom.xml", 200),
    Row("channels:village_feed", VISITOR, "/desa/64.03.01.2005/atom.xml", 200),
    Row("channels:village_feed", VISITOR, "/desa/64.03.01.2099/atom.xml", 404),
    Row("channels:site_picture", VISITOR, "/bagikan.png", 200),
    Row("channels:listing_picture", VISITOR, "/produk/1/bagikan.png", 200),
    Row("channels:listing_picture", VISITOR, "/produk/2/bagikan.png", 404),
    Row("channels:listing_poster", VISITOR, "/produk/1/poster.pdf", 200),
    Row("channels:listing_poster", VISITOR, "/produk/2/poster.pdf", 404),
    Row("channels:village_picture", VISITOR, "/desa/64.03.01.2005/bagikan.png", 200),
    Row("channels:village_poster", VISITOR, "/desa/64.03.01.2005/poster.pdf", 200),
    Row("accounts:sign_in", VISITOR, "/masuk/", 200),
    Row("accounts:sign_in", MIRA, "/masuk/", 302),
    Row("accounts:sign_out", VISITOR, "/keluar/", 200),
    Row("accounts:sign_out", MIRA, "/keluar/", 200),
    Row("accounts:account", VISITOR, "/akun/", 302),
    Row("accounts:account", MIRA, "/akun/", 200),
    Row("portal:home", VISITOR, "/", 200),
    Row("portal:listings", VISITOR, "/sajian/", 200),
    Row("portal:sectors", VISITOR, "/sektor/", 200),
    Row("portal:sector", VISITOR, "/sektor/kakao/", 200),
    Row("portal:kind", VISITOR, "/produk/", 200),
    Row("portal:listing_by_number", VISITOR, "/produk/1/", 301),
    Row("portal:listing_by_number", VISITOR, "/produk/2/", 404),
    Row("portal:listing", VISITOR, "/produk/1/biji-kakao-fermentasi/", 200),
    Row("portal:listing", VISITOR, "/produk/2/biji-kakao-fermentasi/", 404),
    Row("portal:villages", VISITOR, "/desa/", 200),
    Row("portal:province_map", VISITOR, "/desa/peta.svg", 404),
    Row("portal:village", VISITOR, "/desa/64.03.01.2005/", 200),
    Row("portal:village_by_name", VISITOR, "/desa/64.03.01.2005/merasa/", 301),
    Row("portal:district", VISITOR, "/kecamatan/64.03.01/", 200),
    Row("portal:regency", VISITOR, "/kabupaten/64.03/", 200),
    Row("portal:regency_map", VISITOR, "/kabupaten/64.03/peta.svg", 404),
    Row("portal:search", VISITOR, "/cari/?q=kakao", 200),
    Row("portal:suggestions", VISITOR, "/cari/saran/?q=ka", 200),
    Row("portal:about", VISITOR, "/tentang/", 200),
    Row("portal:privacy", VISITOR, "/privasi/", 200),
    Row("api:regencies", VISITOR, "/api/v1/regencies", 200),
    Row("api:villages", VISITOR, "/api/v1/villages", 200),
    Row("api:village", VISITOR, "/api/v1/villages/64.03.01.2005", 200),
    Row("api:village", VISITOR, "/api/v1/villages/64.03.01.2099", 404),
    Row("api:sectors", VISITOR, "/api/v1/sectors", 200),
    Row("api:listings", VISITOR, "/api/v1/listings", 200),
    Row("api:listing", VISITOR, "/api/v1/listings/1", 200),
    Row("api:listing", VISITOR, "/api/v1/listings/2", 404),
    Row("api:search", VISITOR, "/api/v1/search?q=kakao", 200),
    Row("api:openapi", VISITOR, "/api/v1/openapi.json", 200),
    Row("api:root", VISITOR, "/api/v1/", 404),
    Row("api:nothing", VISITOR, "/api/v1/nowhere", 404),
    Row("portal:api", VISITOR, "/api/", 200),
    Row("accounts:tokens", VISITOR, "/akun/token/", 302),
    Row("accounts:tokens", MIRA, "/akun/token/", 200),
    Row("accounts:token_revocation", VISITOR, "/akun/token/1/pencabutan/", 302),
    Row("accounts:token_revocation", MIRA, "/akun/token/1/pencabutan/", 405),
    Row("portal:help", VISITOR, "/bantuan/", 200),
]
