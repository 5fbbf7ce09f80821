"""Who gets which answer where: a row for every route. A route missing here fails the tests.

The rows are asked for in a hall with one village, Merasa (64.03.01.2005), and two
listings in the sector "kakao": number 1 is published, number 2 is a draft. Each has one
picture with its number: of the letters "a" and "b". Lidya, person 9001, is the operator by
role 9001; request 9001 waits there, and an invitation that the head made.
listings in the sector "kakao": number 1 is published, number 2 is a draft that is being
written (revision 1). Each has one picture with its number: of the letters "a" and "b".
Number 3 is published, and a change of it waits for review (revision 2).
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver

VISITOR = "visitor"
# People who signed in: see PEOPLE in test_access.
MIRA = "Mira, operator of Merasa"
INES = "Ines, operator of Pela"
HEAD = "Markus, head of Merasa"
OFFICER = "Sari, officer of Berau"
OTHER_OFFICER = "Budi, officer of Kutai Kartanegara"
PROVINCE = "Rahman, officer of the province"
REVIEWER = "Dewi, reviewer of Berau"


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
    Row("accounts:recovery", VISITOR, "/masuk/kode/", 200),
    Row("accounts:recovery", MIRA, "/masuk/kode/", 200),
    Row(
        "portal:invitation", VISITOR, "/undangan/ttttttttttttttttttttttttttttttttttttttttttt/", 200
    ),
    Row("portal:invitation", INES, "/undangan/ttttttttttttttttttttttttttttttttttttttttttt/", 200),
    Row("portal:invitation", HEAD, "/undangan/ttttttttttttttttttttttttttttttttttttttttttt/", 200),
    Row("portal:invitation", VISITOR, "/undangan/nonsense/", 410),
    Row("portal:invitation", MIRA, "/undangan/nonsense/", 410),
    Row("portal:join", VISITOR, "/gabung/?q=merasa", 200),
    Row("portal:join", MIRA, "/gabung/?q=merasa", 200),
    Row("portal:join_received", VISITOR, "/gabung/diterima/", 200),
    Row("portal:join_village", VISITOR, "/gabung/64.03.01.2005/", 200),
    Row("portal:join_village", VISITOR, "/gabung/64.03.01/", 404),
    Row("portal:people", VISITOR, "/kerja/orang/", 302),
    Row("portal:people", MIRA, "/kerja/orang/", 200),
    Row("portal:people", INES, "/kerja/orang/", 200),
    Row("portal:people", HEAD, "/kerja/orang/", 200),
    Row("portal:people", OFFICER, "/kerja/orang/", 200),
    Row("portal:people", OTHER_OFFICER, "/kerja/orang/", 200),
    Row("portal:people", PROVINCE, "/kerja/orang/", 200),
    Row("portal:people", REVIEWER, "/kerja/orang/", 404),
    Row("portal:people_trail", VISITOR, "/kerja/orang/jejak/", 302),
    Row("portal:people_trail", MIRA, "/kerja/orang/jejak/", 200),
    Row("portal:people_trail", REVIEWER, "/kerja/orang/jejak/", 404),
    Row("portal:person", VISITOR, "/kerja/orang/9001/", 302),
    Row("portal:person", MIRA, "/kerja/orang/9001/", 200),
    Row("portal:person", INES, "/kerja/orang/9001/", 404),
    Row("portal:person", HEAD, "/kerja/orang/9001/", 200),
    Row("portal:person", OFFICER, "/kerja/orang/9001/", 200),
    Row("portal:person", OTHER_OFFICER, "/kerja/orang/9001/", 404),
    Row("portal:person", PROVINCE, "/kerja/orang/9001/", 200),
    Row("portal:person", REVIEWER, "/kerja/orang/9001/", 404),
    Row("portal:person_role", VISITOR, "/kerja/orang/9001/peran/", 302),
    Row("portal:person_role", MIRA, "/kerja/orang/9001/peran/", 200),
    Row("portal:person_role", INES, "/kerja/orang/9001/peran/", 404),
    Row("portal:person_role", HEAD, "/kerja/orang/9001/peran/", 200),
    Row("portal:person_role", OFFICER, "/kerja/orang/9001/peran/", 200),
    Row("portal:person_role", OTHER_OFFICER, "/kerja/orang/9001/peran/", 404),
    Row("portal:person_role", PROVINCE, "/kerja/orang/9001/peran/", 200),
    Row("portal:person_role", REVIEWER, "/kerja/orang/9001/peran/", 404),
    Row("portal:role_end", VISITOR, "/kerja/orang/peran/9001/akhir/", 302),
    Row("portal:role_end", MIRA, "/kerja/orang/peran/9001/akhir/", 200),
    Row("portal:role_end", INES, "/kerja/orang/peran/9001/akhir/", 404),
    Row("portal:role_end", HEAD, "/kerja/orang/peran/9001/akhir/", 200),
    Row("portal:role_end", OFFICER, "/kerja/orang/peran/9001/akhir/", 200),
    Row("portal:role_end", OTHER_OFFICER, "/kerja/orang/peran/9001/akhir/", 404),
    Row("portal:role_end", PROVINCE, "/kerja/orang/peran/9001/akhir/", 200),
    Row("portal:role_end", REVIEWER, "/kerja/orang/peran/9001/akhir/", 404),
    Row("portal:join_request", VISITOR, "/kerja/orang/permintaan/9001/", 302),
    Row("portal:join_request", MIRA, "/kerja/orang/permintaan/9001/", 200),
    Row("portal:join_request", INES, "/kerja/orang/permintaan/9001/", 404),
    Row("portal:join_request", HEAD, "/kerja/orang/permintaan/9001/", 200),
    Row("portal:join_request", OFFICER, "/kerja/orang/permintaan/9001/", 200),
    Row("portal:join_request", OTHER_OFFICER, "/kerja/orang/permintaan/9001/", 404),
    Row("portal:join_request", PROVINCE, "/kerja/orang/permintaan/9001/", 200),
    Row("portal:join_request", REVIEWER, "/kerja/orang/permintaan/9001/", 404),
    Row("portal:join_refusal", VISITOR, "/kerja/orang/permintaan/9001/penolakan/", 302),
    Row("portal:join_refusal", MIRA, "/kerja/orang/permintaan/9001/penolakan/", 200),
    Row("portal:join_refusal", INES, "/kerja/orang/permintaan/9001/penolakan/", 404),
    Row("portal:join_refusal", HEAD, "/kerja/orang/permintaan/9001/penolakan/", 200),
    Row("portal:join_refusal", OFFICER, "/kerja/orang/permintaan/9001/penolakan/", 200),
    Row("portal:join_refusal", OTHER_OFFICER, "/kerja/orang/permintaan/9001/penolakan/", 404),
    Row("portal:join_refusal", PROVINCE, "/kerja/orang/permintaan/9001/penolakan/", 200),
    Row("portal:join_refusal", REVIEWER, "/kerja/orang/permintaan/9001/penolakan/", 404),
    Row("portal:new_invitation", VISITOR, "/kerja/orang/undangan/64.03.01.2005/", 302),
    Row("portal:new_invitation", MIRA, "/kerja/orang/undangan/64.03.01.2005/", 200),
    Row("portal:new_invitation", INES, "/kerja/orang/undangan/64.03.01.2005/", 404),
    Row("portal:new_invitation", HEAD, "/kerja/orang/undangan/64.03.01.2005/", 200),
    Row("portal:new_invitation", OFFICER, "/kerja/orang/undangan/64.03.01.2005/", 200),
    Row("portal:new_invitation", OTHER_OFFICER, "/kerja/orang/undangan/64.03.01.2005/", 404),
    Row("portal:new_invitation", PROVINCE, "/kerja/orang/undangan/64.03.01.2005/", 200),
    Row("portal:new_invitation", REVIEWER, "/kerja/orang/undangan/64.03.01.2005/", 404),
    Row("portal:person_code", VISITOR, "/kerja/orang/9001/kode/", 302),
    Row("portal:person_code", HEAD, "/kerja/orang/9001/kode/", 405),
    Row("portal:invitation_areas", VISITOR, "/kerja/orang/undangan/", 302),
    Row("portal:invitation_areas", MIRA, "/kerja/orang/undangan/", 302),
    Row("portal:invitation_areas", OFFICER, "/kerja/orang/undangan/", 200),
    Row("portal:invitation_areas", PROVINCE, "/kerja/orang/undangan/", 200),
    Row("portal:invitation_areas", REVIEWER, "/kerja/orang/undangan/", 404),
    Row("portal:invitation_withdrawal", VISITOR, "/kerja/orang/undangan/9001/penarikan/", 302),
    Row("portal:invitation_withdrawal", HEAD, "/kerja/orang/undangan/9001/penarikan/", 405),
    Row("portal:handovers", VISITOR, "/kerja/serah-terima/", 302),
    Row("portal:handovers", MIRA, "/kerja/serah-terima/", 200),
    Row("portal:handovers", REVIEWER, "/kerja/serah-terima/", 200),
    Row("portal:handover", VISITOR, "/kerja/serah-terima/9001/", 302),
    Row("portal:handover", MIRA, "/kerja/serah-terima/9001/", 404),
    Row("portal:handover", PROVINCE, "/kerja/serah-terima/9001/", 404),
    Row("portal:workroom", VISITOR, "/kerja/", 302),
    Row("portal:workroom", MIRA, "/kerja/", 200),
    Row("portal:own_listings", VISITOR, "/kerja/sajian/", 302),
    Row("portal:own_listings", MIRA, "/kerja/sajian/", 200),
    Row("portal:own_listings", MIRA, "/kerja/sajian/?keadaan=semua", 404),
    Row("portal:own_listing", VISITOR, "/kerja/sajian/2/", 302),
    Row("portal:own_listing", MIRA, "/kerja/sajian/2/", 200),
    Row("portal:own_listing", HEAD, "/kerja/sajian/2/", 200),
    Row("portal:own_listing", INES, "/kerja/sajian/2/", 404),
    Row("portal:own_listing", INES, "/kerja/sajian/1/", 404),
    Row("portal:listing_edits", VISITOR, "/kerja/sajian/1/perubahan/", 302),
    Row("portal:listing_edits", MIRA, "/kerja/sajian/1/perubahan/", 405),
    Row("portal:confirmation", VISITOR, "/kerja/sajian/1/penegasan/", 302),
    Row("portal:confirmation", MIRA, "/kerja/sajian/1/penegasan/", 405),
    Row("portal:withdrawal", VISITOR, "/kerja/sajian/1/penarikan/", 302),
    Row("portal:withdrawal", MIRA, "/kerja/sajian/1/penarikan/", 405),
    Row("portal:new_draft", VISITOR, "/kerja/draf/", 302),
    Row("portal:new_draft", MIRA, "/kerja/draf/", 200),
    Row("portal:draft", VISITOR, "/kerja/draf/1/", 302),
    Row("portal:draft", MIRA, "/kerja/draf/1/", 200),
    Row("portal:draft", INES, "/kerja/draf/1/", 404),
    Row("portal:draft", MIRA, "/kerja/draf/2/", 404),
    Row("portal:draft_preview", VISITOR, "/kerja/draf/1/pratinjau/", 302),
    Row("portal:draft_preview", MIRA, "/kerja/draf/1/pratinjau/", 200),
    Row("portal:draft_preview", INES, "/kerja/draf/1/pratinjau/", 404),
    Row("portal:draft_submitted", VISITOR, "/kerja/draf/1/kiriman/", 302),
    Row("portal:draft_submitted", MIRA, "/kerja/draf/1/kiriman/", 405),
    Row("portal:draft_taken_back", VISITOR, "/kerja/draf/2/penarikan/", 302),
    Row("portal:draft_taken_back", MIRA, "/kerja/draf/2/penarikan/", 405),
    Row("portal:draft_dropped", VISITOR, "/kerja/draf/1/pembuangan/", 302),
    Row("portal:draft_dropped", MIRA, "/kerja/draf/1/pembuangan/", 405),
    Row("portal:reviews", VISITOR, "/kerja/periksa/", 302),
    Row("portal:reviews", HEAD, "/kerja/periksa/", 200),
    Row("portal:review", VISITOR, "/kerja/periksa/2/", 302),
    Row("portal:review", HEAD, "/kerja/periksa/2/", 200),
    Row("portal:review", OFFICER, "/kerja/periksa/2/", 200),
    Row("portal:review", PROVINCE, "/kerja/periksa/2/", 200),
    Row("portal:review", REVIEWER, "/kerja/periksa/2/", 200),
    Row("portal:review", OTHER_OFFICER, "/kerja/periksa/2/", 404),
    Row("portal:own_listing", OFFICER, "/kerja/sajian/2/", 200),
    Row("portal:own_listing", OTHER_OFFICER, "/kerja/sajian/2/", 404),
    Row("portal:draft", OFFICER, "/kerja/draf/1/", 404),
    Row("portal:review", MIRA, "/kerja/periksa/2/", 404),
    Row("portal:review", INES, "/kerja/periksa/2/", 404),
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
    Row("api:own_listings", VISITOR, "/api/v1/own-listings", 401),
    Row("api:own_listings", MIRA, "/api/v1/own-listings", 401),
    Row("api:drafts", VISITOR, "/api/v1/drafts", 401),
    Row("api:drafts", MIRA, "/api/v1/drafts", 401),
    Row("api:draft", VISITOR, "/api/v1/drafts/1", 401),
    Row("api:submission", VISITOR, "/api/v1/drafts/1/submission", 405),
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
