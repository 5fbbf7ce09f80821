"""Maps as pictures of their own, so that a page with a map stays as light as one without."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from balai.core.remembered import remembered
from balai.registry.models import Boundary, Level
from balai.registry.queries.maps import RegionMap
from balai.ui.squares import INKS

# How many strokes side by side would fill a map.
_LINES_ACROSS = 900


@remembered
def sources_of_map(code: str, level: Level) -> str:
    """Say whom the outlines are from; empty where none are known, and then there is no map."""
    outlines = Boundary.objects.filter(
        region__code__within=code, region__level=level, region__valid_until__isnull=True
    )
    return ", ".join(outlines.values_list("publisher", flat=True).distinct().order_by("publisher"))


def map_svg(drawn: RegionMap, *, route: str, classes: Mapping[str, str]) -> SafeString:
    """Write a map as a picture file; opened by itself, each area is a link.

    `classes` names the class of the squares by code, and the areas have their colours.
    Colours are attributes: the policy forbids style in a file, and they suit both schemes.
    """
    areas = format_html_join(
        "",
        '<a href="{}"><path{} d="{}"><title>{}</title></path></a>',
        (
            (
                reverse(route, args=[area.code]),
                _fill(classes.get(area.code, "")),
                area.path,
                area.name,
            )
            for area in drawn.areas
        ),
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}" fill="#e9e4d6" stroke="#5c564b"'
        ' stroke-width="{}" stroke-linejoin="round">{}</svg>',
        drawn.view_box,
        max(float(side) for side in drawn.view_box.split()[2:]) / _LINES_ACROSS,
        areas,
    )


def _fill(css_class: str) -> SafeString:
    ink = INKS.get(css_class)
    return format_html(' fill="{}"', ink) if ink else SafeString()
