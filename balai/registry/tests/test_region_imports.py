from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.core.freshness import content_version
from balai.registry.errors import DecreeUnclear, FileRefused, TooManyEndings
from balai.registry.models import Region, RegionName
from balai.registry.tests.lists import (
    HEADING,
    MERABU,
    MERASA,
    SECOND_DAY,
    UPPER,
    bring_in,
    everything,
    kelay,
    write,
)

pytestmark = pytest.mark.django_db


def villages(count: int) -> list[str]:
    return [f"village,64.03.01.{2001 + n},64.03.01,Desa {n},desa,Desa" for n in range(count)]


def test_a_list_opens_its_regions_by_its_decree(tmp_path):
    outcome = bring_in(kelay(tmp_path, MERASA, MERABU), decree="Kepmen 7")

    assert outcome.counts == {
        ("province", "new"): 1,
        ("regency", "new"): 1,
        ("district", "new"): 1,
        ("village", "new"): 2,
    }
    merasa = Region.objects.get(code="64.03.01.2005")
    assert (merasa.name, merasa.kind, merasa.local_term) == ("Merasa", "desa", "Kampung")
    assert (merasa.opened_by.number, merasa.valid_from) == ("Kepmen 7", date(2020, 1, 1))
    assert [name.name for name in merasa.names.all()] == ["Merasa"]


def test_a_second_import_writes_nothing(tmp_path):
    file = kelay(tmp_path, MERASA, MERABU)
    bring_in(file)
    before, version = everything(), content_version()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        outcome = bring_in(file, decree="Kepmen 9", valid_from=SECOND_DAY)

    assert Counter(verb for _level, verb in outcome.counts) == {"unchanged": 4}
    assert [q["sql"] for q in queries if "SELECT" not in q["sql"] and "POINT" not in q["sql"]] == []
    assert everything() == before
    assert content_version() == version


def test_a_dry_run_counts_and_writes_nothing(tmp_path):
    bring_in(kelay(tmp_path, MERASA))
    before, version = everything(), content_version()

    outcome = bring_in(kelay(tmp_path, MERASA.replace("Merasa", "Merase"), MERABU), is_dry_run=True)

    assert outcome.counts["village", "renamed"] == 1
    assert outcome.counts["village", "new"] == 1
    assert everything() == before
    assert content_version() == version


def test_a_change_makes_kept_pages_stale(tmp_path):
    version = content_version()

    bring_in(kelay(tmp_path, MERASA))

    assert content_version() != version


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("village,64.03.01.205,64.03.01,X,desa,Desa", "“64.03.01.205” is no code of a region"),
        ("village,64.03.01.4005,64.03.01,X,desa,Desa", "“64.03.01.4005” is no code of a region"),
        ("village,,64.03.01,X,desa,Desa", "“” is no code of a region"),
        (MERASA, "64.03.01.2005 stands already in regions.csv, line 5"),
        ("village,64.03.01.2009,64.03.01,,desa,Desa", "64.03.01.2009 has no name"),
        ("village,64.03.01.2009,64.03.01,  ,desa,Desa", "64.03.01.2009 has no name"),
        (
            f"village,64.03.01.2009,64.03.01,{'X' * 121},desa,Desa",
            "the name of 64.03.01.2009 is too long or cannot be printed",
        ),
        (
            "village,64.03.01.2009,64.03.01,A\x07B,desa,Desa",
            "the name of 64.03.01.2009 is too long or cannot be printed",
        ),
        (
            f"village,64.03.01.2009,64.03.01,X,desa,{'D' * 41}",
            "“local_term” of 64.03.01.2009 is too long or cannot be printed",
        ),
        (
            "district,64.03.01.2009,64.03.01,X,desa,Desa",
            "64.03.01.2009 is the code of a village, not of a district",
        ),
        ("hamlet,64.03.01.2009,64.03.01,X,desa,Desa", "there is no level “hamlet”"),
        (
            "village,64.03.01.2009,64.03.02,X,desa,Desa",
            "64.03.01.2009 cannot lie in “64.03.02”",
        ),
        (
            "village,64.03.01.2009,64.03.01,X,kelurahan,Desa",
            "64.03.01.2009 is the code of a desa, not of a “kelurahan”",
        ),
        (
            "village,64.03.09.2009,64.03.09,X,desa,Desa",
            "64.03.09.2009 lies in 64.03.09, which stands neither here nor in the registry",
        ),
        (
            "district,65.01.01,65.01,X,kecamatan,Kecamatan",
            "65.01.01 lies in 65.01, which stands neither here nor in the registry",
        ),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_line(tmp_path, row, fault):
    bring_in(kelay(tmp_path, MERASA))
    before = everything()

    with pytest.raises(FileRefused) as refusal:
        bring_in(kelay(tmp_path, MERASA, row, MERABU))

    assert refusal.value.faults == (f"regions.csv, line 6: {fault}",)
    assert everything() == before


def test_all_faults_of_all_files_are_told_together(tmp_path):
    first = write(tmp_path, HEADING, *UPPER, "village,1,,X,desa,", name="first.csv")
    second = write(tmp_path, "code,name", "64.03,Berau", "64.03.01.2005,", name="second.csv")

    with pytest.raises(FileRefused) as refusal:
        bring_in(first, second)

    assert refusal.value.faults == (
        "first.csv, line 5: “1” is no code of a region",
        "second.csv, line 3: 64.03.01.2005 has no name",
        "second.csv, line 2: 64.03 stands already in first.csv, line 3",
    )
    assert not Region.objects.exists()


@pytest.mark.parametrize("columns", ["code,kind\n64,provinsi", "name\nKalimantan Timur"])
def test_a_file_without_codes_or_names_is_refused(tmp_path, columns):
    file = write(tmp_path, columns)

    with pytest.raises(FileRefused, match="line 1: the column “(name|code)” is missing"):
        bring_in(file)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FileRefused, match=r"nowhere\.csv cannot be read: No such file"):
        bring_in(tmp_path / "nowhere.csv")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(FileRefused, match="cannot be read"):
        bring_in(tmp_path)


@pytest.mark.parametrize("decree", ["", "  ", "X" * 121, "a\0b"])
def test_a_decree_must_have_a_number(tmp_path, decree):
    with pytest.raises(DecreeUnclear):
        bring_in(kelay(tmp_path, MERASA), decree=decree)

    assert not Region.objects.exists()


def test_a_decree_cannot_hold_from_a_day_to_come(tmp_path):
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(DecreeUnclear):
        bring_in(kelay(tmp_path, MERASA), valid_from=tomorrow)


def test_one_village_in_a_hundred_may_end_without_asking(tmp_path):
    bring_in(kelay(tmp_path, *villages(100)))

    outcome = bring_in(kelay(tmp_path, *villages(99)), valid_from=SECOND_DAY)

    assert outcome.counts["village", "ended"] == 1
    assert Region.objects.standing().villages().count() == 99


def test_more_than_one_in_a_hundred_end_only_when_confirmed(tmp_path):
    bring_in(kelay(tmp_path, *villages(100)))
    before = everything()

    with pytest.raises(TooManyEndings, match="2 of 100 villages"):
        bring_in(kelay(tmp_path, *villages(98)), valid_from=SECOND_DAY)
    assert everything() == before

    outcome = bring_in(
        kelay(tmp_path, *villages(98)), valid_from=SECOND_DAY, is_ending_confirmed=True
    )
    assert outcome.counts["village", "ended"] == 2


def test_a_list_of_districts_ends_no_village(tmp_path):
    bring_in(kelay(tmp_path, MERASA))
    districts = write(tmp_path, "code,regency_code,name", "64.03.01,64.03,Kelai")

    outcome = bring_in(districts, valid_from=SECOND_DAY)

    assert outcome.counts == {("district", "renamed"): 1}
    assert Region.objects.standing().count() == 4


def test_a_list_of_one_province_ends_nothing_in_another(tmp_path):
    bring_in(kelay(tmp_path, MERASA))
    other = write(tmp_path, "code,name", "65,Kalimantan Utara")

    outcome = bring_in(other, valid_from=SECOND_DAY)

    assert outcome.counts == {("province", "new"): 1}
    assert Region.objects.standing().count() == 5


def test_a_list_of_one_regency_ends_nothing_outside_it(tmp_path):
    bring_in(
        kelay(
            tmp_path,
            MERASA,
            "regency,64.02,64,Kabupaten Kutai Kartanegara,kabupaten,",
            "district,64.02.05,64.02,Tenggarong,kecamatan,",
            "village,64.02.05.2003,64.02.05,Rempanga,desa,",
        )
    )
    part = write(tmp_path, HEADING, *UPPER[1:], MERABU, MERASA)

    outcome = bring_in(part, valid_from=SECOND_DAY, within="6403")

    assert outcome.counts["village", "new"] == 1
    assert not [verb for _level, verb in outcome.counts if verb == "ended"]
    assert Region.objects.standing().count() == 8


@pytest.mark.parametrize("within", ["64.0", "berau", "64%"])
def test_a_part_must_be_named_by_its_code(tmp_path, within):
    with pytest.raises(FileRefused, match="is no code of a region"):
        bring_in(kelay(tmp_path, MERASA), within=within)


def test_a_row_outside_the_part_is_refused(tmp_path):
    bring_in(kelay(tmp_path, MERASA))

    with pytest.raises(FileRefused) as refusal:
        bring_in(kelay(tmp_path, MERASA), within="64.03.01")

    assert refusal.value.faults == (
        "regions.csv, line 2: 64 lies outside 64.03.01",
        "regions.csv, line 3: 64.03 lies outside 64.03.01",
    )


def test_a_district_cannot_end_while_villages_in_it_stand(tmp_path):
    bring_in(kelay(tmp_path, MERASA, "district,64.03.02,64.03,Talisayan,kecamatan,Kecamatan"))
    before = everything()
    districts = write(tmp_path, "code,regency_code,name", "64.03.02,64.03,Talisayan")

    with pytest.raises(FileRefused) as refusal:
        bring_in(districts, valid_from=SECOND_DAY)

    assert refusal.value.faults == (
        "the list: 64.03.01 would end while 64.03.01.2005 in it stands",
    )
    assert everything() == before


def test_separate_files_per_level_without_dots_and_in_capitals_are_one_list(tmp_path):
    files = [
        write(tmp_path, "code,district_code,name", "6403012005,640301,MERASA", name="v.csv"),
        write(tmp_path, "code,regency_code,name", "640301,6403,KELAY", name="d.csv"),
        write(tmp_path, "code,province_code,name", "6403,64,KABUPATEN BERAU", name="r.csv"),
        write(tmp_path, "code,name", "64,KALIMANTAN TIMUR", name="p.csv"),
    ]

    outcome = bring_in(*files)

    assert sum(outcome.counts.values()) == 4
    assert list(Region.objects.order_by("code").values_list("code", "name", "local_term")) == [
        ("64", "Kalimantan Timur", ""),
        ("64.03", "Kabupaten Berau", ""),
        ("64.03.01", "Kelay", ""),
        ("64.03.01.2005", "Merasa", "Kampung"),
    ]


def test_capitals_do_not_rename_and_a_silent_list_does_not_unsay(tmp_path):
    bring_in(kelay(tmp_path, MERASA.replace("Merasa", "Long La'Ai").replace("Kampung", "Nagari")))
    shouted = write(tmp_path, "code,district_code,name", "64.03.01.2005,64.03.01,LONG LA'AI")

    outcome = bring_in(shouted, valid_from=SECOND_DAY)

    assert outcome.counts == {("village", "unchanged"): 1}
    village = Region.objects.get(code="64.03.01.2005")
    assert (village.name, village.local_term) == ("Long La'Ai", "Nagari")


def test_another_local_term_amends_without_touching_history(tmp_path):
    bring_in(kelay(tmp_path, MERASA))

    outcome = bring_in(kelay(tmp_path, MERASA.replace("Kampung", "Desa")), valid_from=SECOND_DAY)

    assert outcome.counts["village", "amended"] == 1
    assert Region.objects.get(code="64.03.01.2005").called == "Desa Merasa"
    assert RegionName.objects.count() == 4
