"""Take in where areas lie. Only the command imports this: pages read what is stored.

shapely, and numpy with it, would cost each web worker tens of megabytes.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import shapely
from django.utils.translation import gettext as _

from balai.core.freshness import content_changed
from balai.registry import rules
from balai.registry.actions.files import content_of, written_whole
from balai.registry.models import Boundary, Region
from balai.registry.rules.batches import in_batches
from balai.registry.rules.counts import ImportCounts
from balai.registry.rules.faults import Faults
from balai.registry.rules.maps import Outline, outline_of
from balai.registry.rules.shapes import Polygons, Shape, shapes_in
from balai.registry.rules.sources import SourceSays

# A map is simplified to so many parts of its longer side, which is more than a phone shows.
_PARTS_OF_A_MAP = 1000
# JSON takes some ten times its size in memory while it is read.
_MAX_BYTES = 100_000_000
# How much of its area a repair may change.
_REPAIRED = 0.01
_FIELDS = (
    "outline", "left", "top", "right", "bottom", "longitude", "latitude",
    "publisher", "url", "said",
)  # fmt: skip


@dataclass(frozen=True)
class _Area:
    region: int
    code: str
    geometry: shapely.MultiPolygon


def import_boundaries(
    file: Path, *, source: SourceSays, layer: str = "", is_dry_run: bool = False
) -> ImportCounts:
    """Store a simplified outline and a point inside for each area of a file.

    Neighbours in one file keep their common lines. A second import writes nothing.
    Raises FileRefused; then nothing was written.
    """
    source.check()
    faults = Faults()
    content = content_of(file, at_most=_MAX_BYTES)
    shapes = shapes_in(content, file=file.name, layer=layer, faults=faults)
    areas = list(_areas(shapes, file=file.name, faults=faults))
    faults.refuse()
    boundaries = [boundary for group in _maps(areas) for boundary in _drawn(group, source)]
    if is_dry_run:
        return _sorted(boundaries)[2]
    with written_whole():
        new, changed, counts = _sorted(boundaries)
        Boundary.objects.bulk_create(new)
        Boundary.objects.bulk_update(changed, _FIELDS, batch_size=50)
        if new or changed:
            content_changed()
    return counts


def _areas(shapes: list[Shape], *, file: str, faults: Faults) -> Iterator[_Area]:
    numbers: dict[str, int] = {}
    for batch in in_batches(shape.code for shape in shapes):
        standing = Region.objects.standing().filter(code__in=batch)
        numbers |= dict(standing.values_list("code", "pk"))
    for shape in shapes:
        if shape.code not in numbers:
            text = _("no area has the code “%(code)s”") % {"code": shape.code}
            faults.add(file, 0, text)
        elif (geometry := _sound(shape.polygons)) is None:
            text = _("the lines of %(code)s cross each other") % {"code": shape.code}
            faults.add(file, 0, text)
        else:
            yield _Area(numbers[shape.code], shape.code, geometry)


def _sound(polygons: Polygons) -> shapely.MultiPolygon | None:
    """Build the geometry, put right where that changes next to nothing; else None."""
    geometry = shapely.MultiPolygon([(outer, holes) for outer, *holes in polygons])
    if geometry.is_valid:
        return geometry if geometry.area else None
    mended = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    parts = [part for part in shapely.get_parts(mended) if part.geom_type == "Polygon"]
    whole = shapely.MultiPolygon(parts)
    if whole.area and abs(whole.area - geometry.area) <= _REPAIRED * whole.area:
        return whole
    return None


def _maps(areas: list[_Area]) -> Iterator[list[_Area]]:
    """Group the areas as they appear together: those of one level in a regency or province."""
    groups: dict[tuple[str, str], list[_Area]] = defaultdict(list)
    for area in areas:
        level = rules.level_of(area.code)
        place = rules.regency_of(area.code) if level in {"district", "village"} else ""
        groups[level, place or rules.parent_of(area.code)].append(area)
    yield from groups.values()


def _drawn(group: list[_Area], source: SourceSays) -> Iterator[Boundary]:
    geometries = [area.geometry for area in group]
    left, bottom, right, top = shapely.total_bounds(geometries)
    tolerance = max(right - left, top - bottom) / _PARTS_OF_A_MAP
    simplified = shapely.coverage_simplify(geometries, tolerance)
    for area, simple in zip(group, simplified, strict=True):
        outline = _outline(simple if simple.area else area.geometry, area.code)
        yield _boundary(area, outline, source)


def _outline(geometry: shapely.Geometry, code: str) -> Outline:
    turned = shapely.orient_polygons(geometry)
    rings = [
        ring.coords
        for polygon in shapely.get_parts(turned)
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    return outline_of([[(x, y) for x, y in ring] for ring in rings], rules.level_of(code))


def _boundary(area: _Area, outline: Outline, source: SourceSays) -> Boundary:
    middle = area.geometry.centroid
    if not area.geometry.contains(middle):
        middle = max(area.geometry.geoms, key=lambda part: part.area).representative_point()
    return Boundary(
        region_id=area.region,
        outline=outline.path,
        left=outline.left,
        top=outline.top,
        right=outline.right,
        bottom=outline.bottom,
        longitude=round(middle.x, 5),
        latitude=round(middle.y, 5),
        **source._asdict(),
    )


def _sorted(boundaries: list[Boundary]) -> tuple[list[Boundary], list[Boundary], ImportCounts]:
    known = Boundary.objects.in_bulk()
    new = [boundary for boundary in boundaries if boundary.pk not in known]
    changed = [
        boundary
        for boundary in boundaries
        if boundary.pk in known and _says(boundary) != _says(known[boundary.pk])
    ]
    unchanged = len(boundaries) - len(new) - len(changed)
    return new, changed, ImportCounts(len(new), len(changed), unchanged)


def _says(boundary: Boundary) -> tuple[object, ...]:
    return tuple(getattr(boundary, name) for name in _FIELDS)
