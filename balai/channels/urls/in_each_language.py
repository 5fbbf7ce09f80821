"""Addresses that exist in each language. The words in them are Indonesian in both."""

from django.urls import path

import balai.catalogue.paths  # noqa: F401  (registers <kind:…>)
import balai.registry.paths  # noqa: F401  (registers <region:…>)
from balai.channels.views import (
    calendars,
    check_papers,
    crawlers,
    drawings,
    feeds,
    sessions,
)

app_name = "channels"

urlpatterns = [
    path(
        "kerja/kegiatan/<int:number>/cek/lembar.pdf", check_papers.check_paper, name="check_paper"
    ),
    path("manifest.webmanifest", crawlers.manifest, name="manifest"),
    path("atom.xml", feeds.feed, name="feed"),
    path("<kind:kind>/atom.xml", feeds.kind_feed, name="kind_feed"),
    path("desa/<region:code>/atom.xml", feeds.village_feed, name="village_feed"),
    path("desa/<region:code>/kegiatan.ics", calendars.village_calendar, name="village_calendar"),
    path("kalender/<str:token>/kegiatan.ics", calendars.own_calendar, name="own_calendar"),
    path("kegiatan/<int:number>/poster.pdf", sessions.session_poster, name="session_poster"),
    path("kerja/kegiatan/<int:number>/lembar.pdf", sessions.session_sheet, name="session_sheet"),
    path("kerja/kegiatan/<int:number>/pintu.pdf", sessions.door_poster, name="door_poster"),
    path("bagikan.png", drawings.site_picture, name="site_picture"),
    path("<kind:kind>/<int:number>/bagikan.png", drawings.listing_picture, name="listing_picture"),
    path("<kind:kind>/<int:number>/poster.pdf", drawings.listing_poster, name="listing_poster"),
    path("desa/<region:code>/bagikan.png", drawings.village_picture, name="village_picture"),
    path("desa/<region:code>/poster.pdf", drawings.village_poster, name="village_poster"),
]
