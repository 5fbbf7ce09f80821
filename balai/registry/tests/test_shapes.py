"""Hostile and broken map files, read without a geometry library."""

import json

import pytest

from balai.registry.errors import FileRefused
from balai.registry.rules import shapes
from balai.registry.rules.faults import Faults
from balai.registry.rules.shapes import shapes_in

SQUARE = [[116.0, 2.0], [116.1, 2.0], [116.1, 1.9], [116.0, 1.9], [116.0, 2.0]]
CODE = "64.03.01.2005"


def feature(coordinates=None, *, kind="Polygon", code=CODE):
    shape = {"type": kind, "coordinates": [SQUARE] if coordinates is None else coordinates}
    return {"type": "Feature", "properties": {"code": code}, "geometry": shape}


def geojson(*features) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def topology(**fields) -> bytes:
    """A square in two arcs, quantized: 64.03 lies left, 64.04 right of the shared one."""
    whole = {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [116, 1]},
        "arcs": [
            [[1, 0], [0, 1]],
            [[1, 1], [-1, 0], [0, -1], [1, 0]],
            [[1, 1], [1, 0], [0, -1], [-1, 0]],
        ],
        "objects": {
            "regencies": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "id": "64.03", "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "id": 6404, "arcs": [[[2, 0]]]},
                ],
            },
            "province": {"type": "Polygon", "id": "64", "arcs": [[0, 1]]},
        },
    }  # fmt: skip
    return json.dumps(whole | fields).encode()


def read(content: bytes, *, layer: str = ""):
    faults = Faults()
    found = shapes_in(content, file="map.json", layer=layer, faults=faults)
    faults.refuse()
    return found


def test_a_polygon_is_read_with_its_code():
    (shape,) = read(geojson(feature()))

    assert shape.code == CODE
    assert shape.polygons == [[[tuple(point) for point in SQUARE]]]


@pytest.mark.parametrize(
    "named",
    [
        {"id": "64.03.01.2005"},
        {"id": 6403012005},
        {"id": 17, "properties": {"code": "6403012005"}},
        {"id": "64.03", "properties": {"code": CODE}},
    ],
)
def test_a_code_stands_in_the_id_or_in_the_properties(named):
    (shape,) = read(geojson({**feature(), "properties": None, **named}))

    assert shape.code == CODE


def test_heights_are_left_out_and_parts_and_holes_kept():
    raised = [[*point, 70.0] for point in SQUARE]
    several = feature([[raised, SQUARE], [SQUARE]], kind="MultiPolygon")

    (shape,) = read(geojson(several))

    assert [len(polygon) for polygon in shape.polygons] == [2, 1]
    assert shape.polygons[0][0][0] == (116.0, 2.0)


def test_shared_arcs_are_followed_both_ways():
    left, right, _province = read(topology())

    assert (left.code, right.code) == ("64.03", "64.04")
    assert left.polygons[0][0] == [
        (116.1, 1.0), (116.1, 1.1), (116.0, 1.1), (116.0, 1.0), (116.1, 1.0),
    ]  # fmt: skip
    assert right.polygons[0][0][-1] == (116.1, 1.1)


def test_an_arc_is_followed_backwards():
    square = [[0, 0], [1, 0], [0, 1], [-1, 0], [0, -1]]
    one = {"type": "Polygon", "id": "64.03", "arcs": [[-1]]}

    (shape,) = read(topology(arcs=[square], objects={"one": one}))

    assert shape.polygons[0][0][1] == (116.0, 1.1)


def test_a_topology_without_steps_holds_plain_degrees():
    one = {"type": "Polygon", "id": "64.03", "arcs": [[0]]}
    plain = json.loads(topology(arcs=[SQUARE], objects={"one": one}))
    del plain["transform"]

    (shape,) = read(json.dumps(plain).encode())

    assert shape.polygons[0][0] == [tuple(point) for point in SQUARE]


def test_one_layer_can_be_chosen():
    assert [shape.code for shape in read(topology(), layer="province")] == ["64"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "it is not JSON in UTF-8"),
        (b"\xff\xfe{", "it is not JSON in UTF-8"),
        (b"code,name\n64,X\n", "it is not JSON in UTF-8"),
        (geojson(feature())[:-5], "it is not JSON in UTF-8"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "it is not JSON in UTF-8"),
        (b'{"n": ' + b"9" * 5000 + b"}", "it is not JSON in UTF-8"),
        (b"[" * 200_000, "it is nested too deeply"),
        (b'{"a":' * 200_000, "it is nested too deeply"),
        (b"[]", "it is neither GeoJSON nor TopoJSON"),
        (b'"Topology"', "it is neither GeoJSON nor TopoJSON"),
        (b"{}", "it is neither GeoJSON nor TopoJSON"),
        (b'{"type": ["Topology"]}', "it is neither GeoJSON nor TopoJSON"),
        (b'{"type": "FeatureCollection"}', "a list is missing in it"),
        (b'{"type": "FeatureCollection", "features": {}}', "a list is missing in it"),
        (geojson(), "there are no shapes in it"),
        (b'{"type": "Topology"}', "it is no shape"),
        (topology(arcs=None), "a list is missing in it"),
        (topology(arcs=[[["x", 1]]]), "a point is not two numbers"),
        (topology(transform={"scale": [1], "translate": [0, 0]}), "a point is not two numbers"),
        (topology(objects={}), "there are no shapes in it"),
        (topology(objects={"a": None}), "it is no shape"),
    ],
)
def test_a_file_that_is_no_map_is_refused_in_a_sentence(content, fault):
    with pytest.raises(FileRefused) as refusal:
        read(content)

    assert refusal.value.faults == (f"map.json: {fault}",)


def test_a_layer_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(FileRefused, match="there is no such layer; there are: province, regencies"):
        read(topology(), layer="villages")


@pytest.mark.parametrize(
    ("described", "fault"),
    [
        (None, "shape 1 (?): it names no code, as id or as properties.code"),
        (feature(code="Merasa"), "shape 1 (?): it names no code, as id or as properties.code"),
        (feature(code=[CODE]), "shape 1 (?): it names no code, as id or as properties.code"),
        ({"id": CODE}, f"shape 1 ({CODE}): it is no shape"),
        (feature(kind="Point"), f"shape 1 ({CODE}): it is no polygon"),
        (feature(kind="GeometryCollection"), f"shape 1 ({CODE}): it is no polygon"),
        (feature([]), f"shape 1 ({CODE}): it is empty"),
        (feature([], kind="MultiPolygon"), f"shape 1 ({CODE}): it is empty"),
        (feature(7), f"shape 1 ({CODE}): a list is missing in it"),
        (feature([SQUARE[:3]]), f"shape 1 ({CODE}): a ring is not closed"),
        (feature([SQUARE[:4]]), f"shape 1 ({CODE}): a ring is not closed"),
        (feature([[["116", "2"]] * 4]), f"shape 1 ({CODE}): a point is not two numbers"),
        (feature([[[True, False]] * 4]), f"shape 1 ({CODE}): a point is not two numbers"),
        (feature([[[116]] * 4]), f"shape 1 ({CODE}): a point is not two numbers"),
        (feature([[10**400, 2]] * 4), f"shape 1 ({CODE}): a point is not two numbers"),
        (feature([[[10**400, 2]] * 4]), f"shape 1 ({CODE}): a point is not two numbers"),
        (
            feature([[[500_000, 9_800_000]] * 4]),
            f"shape 1 ({CODE}): it lies outside the earth; coordinates must be degrees",
        ),
    ],
)
def test_a_shape_that_cannot_be_drawn_is_refused_by_number(described, fault):
    with pytest.raises(FileRefused) as refusal:
        read(geojson(described))

    assert refusal.value.faults == (f"map.json: {fault}",)


def test_a_number_beyond_all_numbers_is_refused():
    endless = geojson(feature()).replace(b"116.1", b"1e999")

    with pytest.raises(FileRefused, match="a point is not two numbers"):
        read(endless)


@pytest.mark.parametrize("reference", [3, -4, 10**9, "0", 0.0, True, None])
def test_an_arc_that_is_not_there_is_refused(reference):
    broken = {"type": "Polygon", "id": "64.03", "arcs": [[reference]]}

    with pytest.raises(FileRefused, match="refers to an arc that is not there"):
        read(topology(objects={"one": broken}))


def test_an_area_drawn_twice_is_refused():
    with pytest.raises(FileRefused) as refusal:
        read(geojson(feature(), feature()))

    assert refusal.value.faults == (f"map.json: shape 2 ({CODE}): it stands twice",)


def test_too_many_points_are_refused(monkeypatch):
    monkeypatch.setattr(shapes, "MOST_POINTS", 4)

    with pytest.raises(FileRefused, match="it has too many points"):
        read(geojson(feature()))
