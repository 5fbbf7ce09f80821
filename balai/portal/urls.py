"""Nouns, and the views that answer them."""

from django.urls import URLPattern

app_name = "portal"
urlpatterns: list[URLPattern] = []
