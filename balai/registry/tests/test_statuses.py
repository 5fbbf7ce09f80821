from decimal import Decimal

import pytest

from balai.core.freshness import content_version
from balai.registry.actions.aliases import import_aliases
from balai.registry.actions.statuses import StatusList, import_statuses
from balai.registry.errors import FieldUnclear, FileRefused
from balai.registry.models import OfficialStatus, StatusScheme
from balai.registry.rules.sources import SourceSays
from balai.registry.tests.lists import SHARED, bring_in, everything, needs_shared_data, write
from tests.factories import make_region

pytestmark = pytest.mark.django_db
KEMENDES = SourceSays("Kemendes", "https://data.go.id", "2024")


def statuses(folder, *lines: str, **how):
    return StatusList(
        **{
            "file": write(folder, *lines, name="statuses.csv"),
            "scheme": "idm",
            "name": "Indeks Desa Membangun",
            "year": 2024,
            "source": KEMENDES,
            **how,
        }
    )


@pytest.fixture
def _villages():
    make_region("64.03.01.2005", name="Merasa")
    make_region("64.03.01.2001", name="Merabu")
    make_region("64.03.02.2003", name="Merabu")
    make_region("64.02.08.2009", name="Pela").aliases.create(name="Pella")


by_code = ("code,name,idm,status", "64.03.01.2005,MERASA,0.8149,maju")
by_name = ("kabupaten,kecamatan,desa,strata", "KAB. BERAU,KELAY,MERASA,MAJU")


@pytest.mark.usefixtures("_villages")
def test_a_class_is_kept_with_year_score_and_source(tmp_path):
    outcome = import_statuses(statuses(tmp_path, *by_code, decree="SK 1"))

    status = OfficialStatus.objects.get()
    assert outcome.counts == (1, 0, 0)
    assert (status.region.code, status.year, status.label) == ("64.03.01.2005", 2024, "Maju")
    assert (status.score, status.decree) == (Decimal("0.8149"), "SK 1")
    assert (status.publisher, status.url, status.said) == tuple(KEMENDES)
    assert StatusScheme.objects.get().name == "Indeks Desa Membangun"


@pytest.mark.usefixtures("_villages")
@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("KABUPATEN BERAU,KELAY,MERASA", "64.03.01.2005"),
        ("Berau,Kecamatan Kelay,Desa Me-Rasa", "64.03.01.2005"),
        ("BERAU,SOME OLD DISTRICT,MERASA", "64.03.01.2005"),
        ("Kab Berau,,Merasa", "64.03.01.2005"),
        ("Berau,Kelay,Merabu", "64.03.01.2001"),
        ("KUTAI KARTANEGARA,KOTA BANGUN,PELLA", "64.02.08.2009"),
    ],
)
def test_a_village_is_found_by_names_however_they_are_written(tmp_path, row, code):
    import_statuses(statuses(tmp_path, by_name[0], f"{row},MAJU"))

    assert OfficialStatus.objects.get().region.code == code


@pytest.mark.usefixtures("_villages")
@pytest.mark.parametrize(
    ("row", "similar"),
    [
        ("BERAU,KELAY,MERASE", "; similar: 64.03.01.2005 Merasa"),
        ("BERAU,,MERABU", "; similar: 64.03.01.2001 Merabu, 64.03.02.2003 Merabu"),
        ("BERAU,TALISAYAN,MERASAH", "; similar: 64.03.01.2005 Merasa"),
        ("BERAUU,KELAY,MERASA", "; similar: 64.03 Kabupaten Berau"),
        ("KUTAI KARTANEGARA,KOTA BANGUN,PELLAA", "; similar: 64.02.08.2009 Pella"),
        ("BERAU,KELAY,SAMARINDA", ""),
        ("BERAU,KELAY,", ""),
    ],
)
def test_a_name_that_matches_nothing_is_refused_with_what_may_be_meant(tmp_path, row, similar):
    before = everything()
    asked = ", ".join(part for part in reversed(row.split(",")) if part)

    with pytest.raises(FileRefused) as refusal:
        import_statuses(statuses(tmp_path, *by_name, f"{row},MAJU"))

    fault = f"statuses.csv, line 3: no village matches “{asked}”"
    assert refusal.value.faults[0].startswith(fault)
    assert refusal.value.faults[0].removeprefix(fault).startswith(similar)
    assert everything() == before


@pytest.mark.usefixtures("_villages")
def test_unmatched_rows_can_be_skipped_and_are_listed(tmp_path):
    outcome = import_statuses(
        statuses(tmp_path, *by_name, "BERAU,KELAY,X,MAJU", is_skipping_unmatched=True)
    )

    assert outcome.counts == (1, 0, 0)
    assert outcome.unmatched == ("statuses.csv, line 3: no village matches “X, KELAY, BERAU”",)


@pytest.mark.usefixtures("_villages")
def test_a_second_import_writes_nothing(tmp_path):
    import_statuses(statuses(tmp_path, *by_code))
    before, version = everything(), content_version()

    outcome = import_statuses(statuses(tmp_path, *by_code))

    assert outcome.counts == (0, 0, 1)
    assert everything() == before
    assert content_version() == version


@pytest.mark.usefixtures("_villages")
def test_another_class_in_the_same_year_is_a_change_and_in_another_a_new_one(tmp_path):
    import_statuses(statuses(tmp_path, *by_code))
    better = (by_code[0], by_code[1].replace("maju", "mandiri"))

    same_year = import_statuses(statuses(tmp_path, *better))
    next_year = import_statuses(statuses(tmp_path, *better, year=2025))

    assert same_year.counts == (0, 1, 0)
    assert next_year.counts == (1, 0, 0)
    assert list(OfficialStatus.objects.values_list("year", "label").order_by("year")) == [
        (2024, "Mandiri"),
        (2025, "Mandiri"),
    ]


@pytest.mark.usefixtures("_villages")
def test_unusual_headings_are_named_and_codes_can_be_passed_over(tmp_path):
    lines = ("nomor,daerah,camat,kampung,mutu", "64.03.01.2001,Berau,Kelay,Merasa,sangat_maju")
    headings = {
        "code": "NOMOR", "regency": "daerah", "district": "camat", "village": "kampung",
        "label": "mutu",
    }  # fmt: skip

    import_statuses(statuses(tmp_path, *lines, headings=headings, is_by_name=True))

    status = OfficialStatus.objects.get()
    assert (status.region.name, status.label, status.score) == ("Merasa", "Sangat maju", None)


@pytest.mark.usefixtures("_villages")
def test_a_dry_run_writes_nothing(tmp_path):
    before = everything()

    outcome = import_statuses(statuses(tmp_path, *by_code, is_dry_run=True))

    assert outcome.counts == (1, 0, 0)
    assert everything() == before


@pytest.mark.usefixtures("_villages")
@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (("code,status", "64.03.01.2999,maju"), "no area has the code “64.03.01.2999”"),
        (("code,status", "64.03.01.2005,"), "the class is missing, or too long"),
        (("code,status", f"64.03.01.2005,{'m' * 61}"), "the class is missing, or too long"),
        (("code,status,idm", "64.03.01.2005,maju,x"), "“x” is no number below 10,000"),
        (("code,status,idm", "64.03.01.2005,maju,NaN"), "“NaN” is no number below 10,000"),
        (("code,status,idm", "64.03.01.2005,maju,1e9"), "“1e9” is no number below 10,000"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_line(tmp_path, lines, fault):
    before = everything()

    with pytest.raises(FileRefused) as refusal:
        import_statuses(statuses(tmp_path, *lines))

    assert refusal.value.faults == (f"statuses.csv, line 2: {fault}",)
    assert everything() == before


@pytest.mark.usefixtures("_villages")
def test_two_classes_for_one_village_are_refused(tmp_path):
    with pytest.raises(FileRefused) as refusal:
        import_statuses(statuses(tmp_path, *by_code, "64.03.01.2005,MERASA,0.1,mandiri"))

    assert refusal.value.faults == ("statuses.csv, line 3: 64.03.01.2005 stands already in line 2",)


@pytest.mark.parametrize("heading", ["name,score", "status,score", "code,name"])
def test_a_file_without_class_or_village_is_refused(tmp_path, heading):
    with pytest.raises(FileRefused, match="line 1: the column"):
        import_statuses(statuses(tmp_path, heading, "a,1"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("scheme", ""),
        ("scheme", "i d m"),
        ("scheme", "i" * 41),
        ("name", "n" * 121),
        ("name", ""),
        ("decree", "d" * 201),
        ("year", 20),
    ],
)
def test_a_scheme_is_described_before_it_is_used(tmp_path, field, value):
    with pytest.raises(FieldUnclear):
        import_statuses(statuses(tmp_path, *by_code, **{field: value}))

    assert not StatusScheme.objects.exists()


@needs_shared_data
def test_the_real_lists_find_their_villages():
    bring_in(SHARED / "regions_kaltim.csv")
    import_aliases(SHARED / "village_name_variants_kaltim.csv")
    strata = StatusList(
        file=SHARED / "dpmpd_strata_2022_kaltim.csv",
        scheme="strata",
        name="Strata desa",
        year=2022,
        source=SourceSays("DPMPD Kaltim"),
        is_by_name=True,
        is_skipping_unmatched=True,
    )
    index = StatusList(
        file=SHARED / "idm_2024_kaltim.csv", scheme="idm", name="IDM", year=2024, source=KEMENDES
    )

    by_name, by_code = import_statuses(strata), import_statuses(index)

    assert (by_name.counts.new, len(by_name.unmatched)) == (397, 2)
    assert by_code.counts == (841, 0, 0)
    codes = dict(
        OfficialStatus.objects.filter(scheme__code="strata").values_list("region__code", "label")
    )
    assert codes["64.02.19.2006"] == "Maju"
    assert not {"Karya Utama"} & set(codes)
