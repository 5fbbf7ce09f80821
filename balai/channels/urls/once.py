"""Addresses that the whole site has once."""

from django.urls import path

import balai.registry.paths  # noqa: F401  (registers <region:…>)
from balai.channels.views import certificates, crawlers, recordings

app_name = "crawlers"

urlpatterns = [
    path(".well-known/jwks.json", certificates.keys, name="well_known_keys"),
    path("sertifikat/penerbit.json", certificates.issuer, name="badge_issuer"),
    path("sertifikat/kunci.json", certificates.keys, name="badge_keys"),
    path("sertifikat/dicabut.json", certificates.revoked, name="badges_revoked"),
    path("sertifikat/<str:number>/lencana.jwt", certificates.badge, name="badge"),
    path("sertifikat/<str:number>/sertifikat.pdf", certificates.paper, name="certificate"),
    path("suara/<str:name>", recordings.recording, name="recording"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.index, name="sitemap_index"),
    path("sitemap-pages.xml", crawlers.pages_sitemap, name="pages_sitemap"),
    path("sitemap-sessions.xml", crawlers.sessions_sitemap, name="sessions_sitemap"),
    path("sitemap-regions-<region:code>.xml", crawlers.regions_sitemap, name="regions_sitemap"),
    path(
        "sitemap-listings-<int:range_number>.xml",
        crawlers.listings_sitemap,
        name="listings_sitemap",
    ),
]
