"""Nouns, and the views that answer them."""

from django.urls import path

from balai.ui import views
from balai.ui.motif import DRAWING_VERSION

app_name = "ui"
urlpatterns = [
    path("ui/", views.gallery, name="gallery"),
    path(f"motif/{DRAWING_VERSION}/<str:seeds>.svg", views.motif, name="motif"),
]
