"""Nouns, and the views that answer them."""

from django.urls import URLPattern

app_name = "ui"
urlpatterns: list[URLPattern] = []
