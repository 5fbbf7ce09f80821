"""Boundaries as map makers send them: GeoJSON, or TopoJSON with shared arcs.

Nothing in such a file is trusted: not its nesting, its numbers or its references.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from balai.core.codes import is_code, with_dots
from balai.registry.rules.faults import Faults

Point = tuple[float, float]
Ring = list[Point]
# Each polygon is its outer ring and its holes.
Polygons = list[list[Ring]]

MOST_POINTS = 5_000_000
_FEWEST_POINTS_OF_A_RING = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """Where one area lies, in degrees of longitude and latitude."""

    code: str
    polygons: Polygons


class Unreadable(ValueError):
    """What a file holds where a shape should be."""


def shapes_in(content: bytes, *, file: str, layer: str, faults: Faults) -> list[Shape]:
    """Read the areas of a file, or of one layer of it; notes those that cannot be drawn."""
    shapes: list[Shape] = []
    codes: set[str] = set()
    found = _described_areas(_parsed(content, file, faults), layer=layer, file=file, faults=faults)
    for number, area in enumerate(found, 1):
        try:
            shape = area.shape()
            if shape.code in codes:
                raise Unreadable(_("it stands twice"))  # noqa: TRY301
            codes.add(shape.code)
            shapes.append(shape)
        except Unreadable as fault:
            place = {"number": number, "code": area.code or "?"}
            faults.add(file, 0, _("shape %(number)d (%(code)s): ") % place + str(fault))
    if not shapes and not faults.count:
        faults.stop(file, 0, _("there are no shapes in it"))
    return shapes


def _parsed(content: bytes, file: str, faults: Faults) -> dict[str, Any]:
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except RecursionError:
        faults.stop(file, 0, _("it is nested too deeply"))
    except ValueError:
        faults.stop(file, 0, _("it is not JSON in UTF-8"))
    if not isinstance(data, dict):
        faults.stop(file, 0, _("it is neither GeoJSON nor TopoJSON"))
    return data


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


class _Arcs:
    """The shared lines of a TopoJSON file, put into degrees once."""

    def __init__(self, data: dict[str, Any]) -> None:
        transform = _dictionary(data.get("transform", {}))
        self.scale = _pair(transform.get("scale", [1, 1]))
        self.offset = _pair(transform.get("translate", [0, 0]))
        self.is_quantized = bool(transform)
        self.lines = [self._line(arc) for arc in _list(data.get("arcs"))]

    def _line(self, arc: object) -> Ring:
        line: Ring = []
        x = y = 0.0
        for position in _list(arc):
            step_x, step_y = _pair(position)
            if not self.is_quantized:
                x = y = 0.0
            x, y = x + step_x, y + step_y
            line.append((x * self.scale[0] + self.offset[0], y * self.scale[1] + self.offset[1]))
        return line

    def ring(self, references: object) -> Ring:
        ring: Ring = []
        for reference in _list(references):
            if type(reference) is not int or not -len(self.lines) <= reference < len(self.lines):
                raise Unreadable(_("it refers to an arc that is not there"))
            line = self.lines[reference] if reference >= 0 else self.lines[~reference][::-1]
            ring.extend(line[1:] if ring else line)
        return ring


@dataclass(frozen=True, slots=True)
class _Area:
    """One area as the file describes it, not yet looked into."""

    described: object
    geometry: object
    arcs: _Arcs | None

    @property
    def code(self) -> str:
        described = self.described if isinstance(self.described, dict) else {}
        properties = described.get("properties")
        inner = properties.get("code") if isinstance(properties, dict) else None
        for said in (inner, described.get("id")):
            code = with_dots(str(said)) if isinstance(said, str | int) else ""
            if is_code(code):
                return code
        return ""

    def shape(self) -> Shape:
        if not self.code:
            raise Unreadable(_("it names no code, as id or as properties.code"))
        return Shape(self.code, self._polygons())

    def _polygons(self) -> Polygons:
        geometry = _dictionary(self.geometry)
        parts = geometry.get("coordinates" if self.arcs is None else "arcs")
        if geometry.get("type") == "Polygon":
            parts = [parts]
        elif geometry.get("type") != "MultiPolygon":
            raise Unreadable(_("it is no polygon"))
        polygons = [[self._ring(ring) for ring in _list(part)] for part in _list(parts)]
        if not all(polygons) or not polygons:
            raise Unreadable(_("it is empty"))
        return polygons

    def _ring(self, described: object) -> Ring:
        if self.arcs is None:
            ring = [_pair(position) for position in _list(described)]
        else:
            ring = self.arcs.ring(described)
        if len(ring) < _FEWEST_POINTS_OF_A_RING or ring[0] != ring[-1]:
            raise Unreadable(_("a ring is not closed"))
        if not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring):
            raise Unreadable(_("it lies outside the earth; coordinates must be degrees"))
        return ring


def _described_areas(data: dict[str, Any], *, layer: str, file: str, faults: Faults) -> list[_Area]:
    try:
        if data.get("type") == "FeatureCollection":
            areas = list(_features(data))
        elif data.get("type") == "Topology":
            areas = list(_geometries(data, layer=layer))
        else:
            raise Unreadable(_("it is neither GeoJSON nor TopoJSON"))  # noqa: TRY301
    except Unreadable as fault:
        faults.stop(file, 0, str(fault))
    return areas


def _features(data: dict[str, Any]) -> Iterator[_Area]:
    for feature in _list(data.get("features")):
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        yield _Area(feature, geometry, None)


def _geometries(data: dict[str, Any], *, layer: str) -> Iterator[_Area]:
    layers = _dictionary(data.get("objects"))
    if layer and layer not in layers:
        names = ", ".join(sorted(layers))[:200]
        raise Unreadable(_("there is no such layer; there are: %(layers)s") % {"layers": names})
    arcs = _Arcs(data)
    for name in [layer] if layer else layers:
        top = _dictionary(layers[name])
        members = top.get("geometries") if top.get("type") == "GeometryCollection" else [top]
        for geometry in _list(members):
            yield _Area(geometry, geometry, arcs)


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise Unreadable(_("a list is missing in it"))
    if len(value) > MOST_POINTS:
        raise Unreadable(_("it has too many points"))
    return value


def _dictionary(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable(_("it is no shape"))
    return value


def _pair(position: object) -> Point:
    """Read two numbers; more, such as heights, are left out."""
    pair = position[:2] if isinstance(position, list) else []
    if len(pair) != 2 or not all(type(part) in {int, float} for part in pair):  # noqa: PLR2004
        raise Unreadable(_("a point is not two numbers"))
    try:
        x, y = float(pair[0]), float(pair[1])
    except OverflowError as huge:
        raise Unreadable(_("a point is not two numbers")) from huge
    if not (math.isfinite(x) and math.isfinite(y)):
        raise Unreadable(_("a point is not two numbers"))
    return x, y
