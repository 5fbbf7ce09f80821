import json
import subprocess
import sys
import zlib

import pytest

from balai.core.freshness import content_version
from balai.registry.actions.boundaries import import_boundaries
from balai.registry.errors import AddressUnclear, DayUnclear, FieldUnclear, FileRefused
from balai.registry.models import Boundary, Region
from balai.registry.queries.maps import RegionMap, province_map, regency_map
from balai.registry.rules.sources import SourceSays
from balai.registry.tests.lists import SHARED, bring_in, everything, needs_shared_data
from tests.factories import make_decree, make_region

pytestmark = pytest.mark.django_db
BIG = SourceSays("Badan Informasi Geospasial", "https://tanahair.indonesia.go.id", "2026")
MERASA, MERABU = "64.03.01.2005", "64.03.01.2001"


def square(west: float, south: float = 1.0, size: float = 0.1):
    return [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
    ]


def geojson(folder, **rings):
    """A map of areas, each named v<digits of its code> and given as one ring."""
    features = [
        {
            "type": "Feature",
            "id": name[1:],
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for name, ring in rings.items()
    ]
    file = folder / "map.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return file


def drawn(region_map: RegionMap | None) -> RegionMap:
    assert region_map is not None
    return region_map


def two_villages(folder):
    make_region(MERASA, name="Merasa")
    make_region(MERABU, name="Merabu")
    return geojson(folder, v6403012005=square(117.0), v6403012001=square(117.1))


def test_a_map_of_villages_is_drawn_by_code_on_one_sheet(tmp_path):
    import_boundaries(two_villages(tmp_path), source=BIG)

    sheet = drawn(regency_map("64.03"))
    assert [(area.code, area.name) for area in sheet.areas] == [
        (MERABU, "Merabu"),
        (MERASA, "Merasa"),
    ]
    assert sheet.view_box == "233674 -2205 410 210"
    assert sheet.areas[0].path == "m233879-2000 200 0 0-200-200 0z"
    assert sheet.areas[1].path == "m233879-2000 0-200-200 0 0 200z"


def test_the_point_of_a_village_lies_inside_it(tmp_path):
    make_region(MERASA)
    horseshoe = [
        [117.0, 1.0], [117.3, 1.0], [117.3, 1.3], [117.2, 1.3], [117.2, 1.1],
        [117.1, 1.1], [117.1, 1.3], [117.0, 1.3], [117.0, 1.0],
    ]  # fmt: skip

    import_boundaries(geojson(tmp_path, v6403012005=horseshoe), source=BIG)

    point = Boundary.objects.get()
    in_the_bay = 117.1 < point.longitude < 117.2 and point.latitude > 1.1
    assert not in_the_bay
    assert 117.0 < point.longitude < 117.3
    assert 1.0 < point.latitude < 1.3


def test_there_is_no_map_until_boundaries_came(tmp_path):
    make_region(MERASA)
    import_boundaries(geojson(tmp_path, v640301=square(117.0)), source=BIG)

    assert regency_map("64.03") is None
    assert province_map("64") is None
    assert regency_map("nowhere") is None


def test_an_ended_village_is_not_on_the_map(tmp_path):
    import_boundaries(two_villages(tmp_path), source=BIG)
    merabu = Region.objects.get(code=MERABU)
    merabu.valid_until, merabu.ended_by = merabu.valid_from, make_decree()
    merabu.save()

    assert [area.code for area in drawn(regency_map("64.03")).areas] == [MERASA]


def test_a_second_import_writes_nothing(tmp_path):
    file = two_villages(tmp_path)

    first = import_boundaries(file, source=BIG)
    before, version = everything(), content_version()
    second = import_boundaries(file, source=BIG)

    assert (first.new, first.changed, first.unchanged) == (2, 0, 0)
    assert (second.new, second.changed, second.unchanged) == (0, 0, 2)
    assert everything() == before
    assert content_version() == version


def test_other_lines_and_another_source_change_a_boundary(tmp_path):
    import_boundaries(two_villages(tmp_path), source=BIG)
    moved = geojson(tmp_path, v6403012005=square(117.0), v6403012001=square(117.2))

    lines = import_boundaries(moved, source=BIG)
    source = import_boundaries(moved, source=SourceSays("Kabupaten Berau"))

    assert lines.new == 0
    assert Boundary.objects.get(region__code=MERABU).longitude == 117.25
    assert (source.changed, source.unchanged) == (2, 0)
    assert {boundary.publisher for boundary in Boundary.objects.all()} == {"Kabupaten Berau"}


def test_a_dry_run_counts_and_writes_nothing(tmp_path):
    counts = import_boundaries(two_villages(tmp_path), source=BIG, is_dry_run=True)

    assert counts.new == 2
    assert not Boundary.objects.exists()


def test_codes_that_no_standing_area_bears_are_refused(tmp_path):
    make_region(MERASA)
    make_region(MERABU, valid_until="2025-06-01", ended_by=make_decree())
    before = everything()
    file = geojson(
        tmp_path,
        v6403012005=square(117.0),
        v6403012001=square(117.1),
        v6403012999=square(117.2),
    )

    with pytest.raises(FileRefused) as refusal:
        import_boundaries(file, source=BIG)

    assert refusal.value.faults == (
        f"map.geojson: no area has the code “{MERABU}”",
        "map.geojson: no area has the code “64.03.01.2999”",
    )
    assert everything() == before


def test_lines_that_cross_are_refused(tmp_path):
    make_region(MERASA)
    bow = [[117.0, 1.0], [117.1, 1.1], [117.1, 1.0], [117.0, 1.1], [117.0, 1.0]]

    with pytest.raises(FileRefused, match=f"the lines of {MERASA} cross each other"):
        import_boundaries(geojson(tmp_path, v6403012005=bow), source=BIG)

    assert not Boundary.objects.exists()


@pytest.mark.parametrize(
    "ring", [[[117.0, 1.0]] * 4, [[117.0, 1.0], [117.1, 1.0]] * 2 + [[117.0, 1.0]]]
)
def test_an_area_without_extent_is_refused(tmp_path, ring):
    make_region(MERASA)

    with pytest.raises(FileRefused, match="cross each other"):
        import_boundaries(geojson(tmp_path, v6403012005=ring), source=BIG)


def test_a_crossing_too_small_to_see_is_mended(tmp_path):
    make_region(MERASA)
    spike = [*square(117.0)[:-1], [116.99999, 1.00001], [117.00001, 1.00001], [117.0, 1.0]]

    counts = import_boundaries(geojson(tmp_path, v6403012005=spike), source=BIG)

    assert counts.new == 1
    assert Boundary.objects.get().outline == "m233679-2000 200 0 0-200-200 0z"


@pytest.mark.parametrize(
    ("source", "refusal"),
    [
        (SourceSays(""), FieldUnclear),
        (SourceSays("B" * 201), FieldUnclear),
        (SourceSays("BIG", "javascript:alert(1)"), AddressUnclear),
        (SourceSays("BIG", "https://"), AddressUnclear),
        (SourceSays("BIG", "https://[::1"), AddressUnclear),
        (SourceSays("BIG", "https://example.org/a b"), AddressUnclear),
        (SourceSays("BIG", "", "2024-13"), DayUnclear),
    ],
)
def test_a_source_must_be_one(tmp_path, source, refusal):
    file = two_villages(tmp_path)

    with pytest.raises(refusal):
        import_boundaries(file, source=source)

    assert not Boundary.objects.exists()


def test_web_processes_do_not_carry_the_geometry_library():
    code = "import config.wsgi, balai.portal.urls, sys; print('shapely' in sys.modules)"

    answer = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "False"


@pytest.fixture
def kaltim():
    """The real boundaries of the province."""
    bring_in(SHARED / "regions_kaltim.csv")
    return import_boundaries(SHARED / "villages_kaltim.topojson", source=BIG)


def _page(sheet: RegionMap) -> bytes:
    """A page's map: an outline, a link and a name for each area."""
    areas = "".join(
        f'<a href="/desa/{area.code}/"><path d="{area.path}"><title>{area.name}</title></path></a>'
        for area in sheet.areas
    )
    return f'<svg viewBox="{sheet.view_box}">{areas}</svg>'.encode()


@needs_shared_data
def test_the_maps_of_kaltim_are_whole_and_light(kaltim):
    assert kaltim.new == 1154
    regencies = Region.objects.filter(level="regency").order_by("code")

    maps = {regency.code: drawn(regency_map(regency.code)) for regency in regencies}
    province = drawn(province_map("64"))

    assert len(province.areas) == 10
    assert sum(len(sheet.areas) for sheet in maps.values()) == 1038
    sizes = {code: len(zlib.compress(_page(sheet))) for code, sheet in maps.items()}
    assert max(sizes.values()) < 25_000, sizes
    assert len(zlib.compress(_page(province))) < 10_000


@needs_shared_data
def test_the_real_map_files_of_other_levels_are_read_too(kaltim):
    regencies = import_boundaries(SHARED / "regencies_kaltim.geojson", source=BIG)
    districts = import_boundaries(SHARED / "districts_kaltim.geojson", source=BIG)

    assert (regencies.changed + regencies.unchanged, regencies.new) == (10, 0)
    assert (districts.changed + districts.unchanged, districts.new) == (105, 0)
