"""The public pages. Words in addresses are Indonesian in both languages."""

from django.urls import path

import balai.catalogue.paths  # noqa: F401  (registers <kind:…>)
import balai.registry.paths  # noqa: F401  (registers <region:…>)
from balai.portal.api import page as api
from balai.portal.views import home, listings, pages, regions, search

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("sajian/", listings.listings, name="listings"),
    path("sektor/", listings.sectors, name="sectors"),
    path("sektor/<slug:sector_code>/", listings.sector, name="sector"),
    path("<kind:kind>/", listings.kind, name="kind"),
    path("<kind:kind>/<int:number>/", listings.listing, name="listing_by_number"),
    path("<kind:kind>/<int:number>/<slug:slug>/", listings.listing, name="listing"),
    path("desa/", regions.villages, name="villages"),
    path("desa/peta.svg", regions.province_map_picture, name="province_map"),
    path("desa/<region:code>/", regions.region, name="village"),
    path("desa/<region:code>/<slug:name>/", regions.region, name="village_by_name"),
    path("kecamatan/<region:code>/", regions.region, name="district"),
    path("kabupaten/<region:code>/", regions.region, name="regency"),
    path("kabupaten/<region:code>/peta.svg", regions.regency_map_picture, name="regency_map"),
    path("cari/", search.search, name="search"),
    path("cari/saran/", search.suggestions, name="suggestions"),
    path("tentang/", pages.about, name="about"),
    path("privasi/", pages.privacy, name="privacy"),
    path("api/", api.page, name="api"),
    path("bantuan/", pages.help_page, name="help"),
]
