"""Maps, drawn from what boundaries were imported."""

from dataclasses import dataclass

from balai.registry.models import Boundary, Level


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area on a map: an SVG path."""

    code: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class RegionMap:
    """What an SVG needs: its viewBox, and the areas by code."""

    view_box: str
    areas: tuple[MapArea, ...]


def regency_map(code: str) -> RegionMap | None:
    """Draw the villages of a regency; None while no boundary of them is known."""
    return _map_of(Level.VILLAGE, code)


def province_map(code: str) -> RegionMap | None:
    """Draw the regencies of a province; None while no boundary of them is known."""
    return _map_of(Level.REGENCY, code)


def _map_of(level: Level, code: str) -> RegionMap | None:
    boundaries = list(
        Boundary.objects.filter(
            region__code__within=code, region__level=level, region__valid_until__isnull=True
        )
        .select_related("region")
        .order_by("region__code")
    )
    if not boundaries:
        return None
    left = min(boundary.left for boundary in boundaries)
    top = min(boundary.top for boundary in boundaries)
    width = max(boundary.right for boundary in boundaries) - left
    height = max(boundary.bottom for boundary in boundaries) - top
    edge = max(width, height) // 100 + 1  # room for the strokes
    return RegionMap(
        view_box=f"{left - edge} {top - edge} {width + 2 * edge} {height + 2 * edge}",
        areas=tuple(
            MapArea(boundary.region.code, boundary.region.name, boundary.outline)
            for boundary in boundaries
        ),
    )
