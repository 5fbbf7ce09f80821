"""Nouns, and the one view that answers them; each has the name of its operation."""

from django.urls import path

from balai.portal.api import front
from balai.portal.api.routes import ROUTES

app_name = "api"
urlpatterns = [
    *(path(route.pattern, front.answer, name=route.name) for route in ROUTES),
    path("openapi.json", front.description, name="openapi"),
    path("", front.nothing, name="root"),
    path("<path:rest>", front.nothing, name="nothing"),
]
