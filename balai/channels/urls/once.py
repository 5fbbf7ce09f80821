"""Addresses that the whole site has once."""

from django.urls import path

import balai.registry.paths  # noqa: F401  (registers <region:…>)
from balai.channels.views import crawlers

app_name = "crawlers"

urlpatterns = [
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
