"""Addresses of lists and pictures that several pages link to."""

from urllib.parse import urlencode

from django.urls import reverse

from balai.catalogue.queries.lists import Choice


def list_address(choice: Choice, *, after: str = "") -> str:
    """Name the page that shows a choice: a kind's own, else a sector's own, else all."""
    if choice.kind:
        path = reverse("portal:kind", args=[choice.kind])
        asked = {"sektor": choice.sector_code}
    elif choice.sector_code:
        path = reverse("portal:sector", args=[choice.sector_code])
        asked = {}
    else:
        path = reverse("portal:listings")
        asked = {}
    asked |= {"kab": choice.regency_code, "setelah": after}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{path}?{query}" if query else path
