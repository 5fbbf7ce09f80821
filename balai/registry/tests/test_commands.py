from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from balai.registry.models import Boundary, OfficialStatus, Region, RegionAlias
from balai.registry.tests.lists import HEADING, MERABU, MERASA, everything, kelay, write
from tests.factories import make_region

pytestmark = pytest.mark.django_db


def run(command: str, *words: object) -> str:
    out = StringIO()
    call_command(command, *map(str, words), stdout=out)
    return out.getvalue()


def import_regions(file, *words: object) -> str:
    return run("import_regions", file, "--decree", "Kepmen 1", "--valid-from", "2020-01-01", *words)


def counts_in(report: str) -> list[list[str]]:
    return [line.split() for line in report.splitlines()]


def test_the_counts_are_printed_by_level(tmp_path):
    assert counts_in(import_regions(kelay(tmp_path, MERASA, MERABU))) == [
        ["new", "renamed", "ended", "unchanged"],
        ["province", "1", "0", "0", "0"],
        ["regency", "1", "0", "0", "0"],
        ["district", "1", "0", "0", "0"],
        ["village", "2", "0", "0", "0"],
        ["together", "5", "0", "0", "0"],
    ]


def test_rarer_counts_are_printed_where_there_are_any(tmp_path):
    import_regions(kelay(tmp_path, MERASA))

    report = import_regions(kelay(tmp_path, MERASA.replace("Kampung", "Desa")), "--dry-run")

    assert counts_in(report)[0] == ["new", "renamed", "amended", "ended", "unchanged"]
    assert counts_in(report)[-2] == ["together", "0", "0", "1", "0", "3"]
    assert report.endswith("This was a dry run; nothing was written.\n")
    assert Region.objects.get(code="64.03.01.2005").local_term == "Kampung"


def test_a_refusal_ends_the_command_with_its_sentence(tmp_path):
    before = everything()

    with pytest.raises(CommandError) as failure:
        import_regions(write(tmp_path, HEADING, MERASA))

    assert str(failure.value) == (
        "Nothing was written; there is 1 fault:\n"
        "  regions.csv, line 2: 64.03.01.2005 lies in 64.03.01, "
        "which stands neither here nor in the registry"
    )
    assert everything() == before


def test_all_options_reach_the_import(tmp_path):
    import_regions(kelay(tmp_path, MERASA, MERABU))
    part = write(tmp_path, HEADING, MERABU)
    successors = write(
        tmp_path, "old_code,new_code", "6403012005,6403012001", name="successors.csv"
    )

    report = import_regions(
        part, "--within", "64.03.01", "--confirm-endings", "--successors", successors
    )

    assert report.endswith("Codes given a successor: 1\n")
    assert not Region.objects.get(code="64.03.01.2005").is_standing


@pytest.mark.parametrize("day", ["2020", "1-1-2020", "2020-02-30"])
def test_a_day_must_be_one(tmp_path, day):
    file = kelay(tmp_path, MERASA)

    with pytest.raises(CommandError, match="--valid-from"):
        run("import_regions", file, "--decree", "Kepmen 1", "--valid-from", day)


def test_spellings_are_imported(tmp_path):
    make_region()
    file = write(tmp_path, "code,variant", "64.03.01.2005,Merasak")

    assert run("import_aliases", file) == "New: 1. Changed: 0. Unchanged: 0.\n"
    assert RegionAlias.objects.get().name == "Merasak"


def test_boundaries_are_imported_with_their_source(tmp_path):
    make_region()
    file = write(
        tmp_path,
        '{"type":"FeatureCollection","features":[{"type":"Feature","id":"64.03.01.2005",'
        '"geometry":{"type":"Polygon","coordinates":[[[117,1],[117.1,1],[117.1,1.1],[117,1]]]}}]}',
        name="map.json",
    )

    report = run(
        "import_boundaries", file, "--source", "BIG", "--source-url", "https://big.example",
        "--source-date", "2026-08",
    )  # fmt: skip

    assert report == "New: 1. Changed: 0. Unchanged: 0.\n"
    boundary = Boundary.objects.get()
    assert (boundary.publisher, boundary.url, boundary.said) == (
        "BIG", "https://big.example", "2026-08",
    )  # fmt: skip


def test_statuses_are_imported_and_what_matches_nothing_is_listed(tmp_path):
    make_region()
    file = write(
        tmp_path, "kab,kecamatan,desa,kelas", "Berau,Kelay,Merasa,maju", "Berau,Kelay,X,maju"
    )

    report = run(
        "import_statuses", file, "--scheme", "idm", "--scheme-name", "IDM", "--year", "2024",
        "--source", "Kemendes", "--column", "regency=kab", "--skip-unmatched",
    )  # fmt: skip

    assert report == (
        "New: 1. Changed: 0. Unchanged: 0.\n"
        "Left out:\n"
        "  regions.csv, line 3: no village matches “X, Kelay, Berau”\n"
    )
    assert OfficialStatus.objects.get().label == "Maju"


@pytest.mark.parametrize("column", ["regency", "regency=", "mayor=kab"])
def test_a_column_must_be_given_a_role(tmp_path, column):
    file = write(tmp_path, "code,status", "64,maju")

    with pytest.raises(CommandError, match="write ROLE=HEADING"):
        run(
            "import_statuses", file, "--scheme", "a", "--year", "2024", "--source", "K",
            "--column", column,
        )  # fmt: skip


def test_the_bundled_regions_are_loaded_once():
    run("load_bundled_regions")
    before = everything()

    run("load_bundled_regions")

    assert Region.objects.count() == 1154
    assert everything() == before
