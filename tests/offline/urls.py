from django.urls import path

from config.urls import handler400, handler500
from config.urls import urlpatterns as of_balai
from tests.offline import site

__all__ = ["handler400", "handler500", "urlpatterns"]

urlpatterns = [
    path("uji/catatan/", site.notes, name="notes"),
    path("uji/catatan/<slug:place>/", site.notes, name="notes_of"),
    path("uji/polos/", site.plain_notes, name="plain_notes"),
    path("uji/rekam/<slug:name>/", site.record, name="record"),
    path("uji/masuk/<slug:name>/", site.enter, name="enter"),
    path("uji/tersimpan/", site.saved, name="saved"),
    *of_balai,
]
