from datetime import date

import pytest

from balai.registry.errors import FileRefused
from balai.registry.models import Decree, Region
from balai.registry.queries.regions import successor_of
from balai.registry.tests.lists import (
    FIRST_DAY,
    HEADING,
    MERABU,
    MERASA,
    SECOND_DAY,
    THIRD_DAY,
    UPPER,
    bring_in,
    everything,
    kelay,
    write,
)

pytestmark = pytest.mark.django_db
CODE = "64.03.01.2005"


def found(code: str = CODE) -> Region:
    return Region.objects.get(code=code)


def named(name: str) -> str:
    return MERASA.replace("Merasa", name)


def names_of(code: str = CODE) -> list[tuple[str, date, date | None, str]]:
    names = Region.objects.get(code=code).names.order_by("valid_from")
    return [(n.name, n.valid_from, n.valid_until, n.decree.number) for n in names]


def aliases_of(code: str = CODE) -> list[str]:
    return sorted(Region.objects.get(code=code).aliases.values_list("name", flat=True))


def end_merasa(folder, *, valid_from=SECOND_DAY, decree="Kepmen 2"):
    return bring_in(
        kelay(folder, MERABU), valid_from=valid_from, decree=decree, is_ending_confirmed=True
    )


def test_two_renamings_leave_three_names_and_two_aliases(tmp_path):
    bring_in(kelay(tmp_path, named("Merasa")), decree="Kepmen 1")
    bring_in(kelay(tmp_path, named("Merase")), decree="Kepmen 2", valid_from=SECOND_DAY)
    bring_in(kelay(tmp_path, named("Meraseh")), decree="Kepmen 3", valid_from=THIRD_DAY)

    assert Region.objects.get(code=CODE).name == "Meraseh"
    assert names_of() == [
        ("Merasa", FIRST_DAY, SECOND_DAY, "Kepmen 1"),
        ("Merase", SECOND_DAY, THIRD_DAY, "Kepmen 2"),
        ("Meraseh", THIRD_DAY, None, "Kepmen 3"),
    ]
    assert aliases_of() == ["Merasa", "Merase"]


def test_a_name_that_comes_back_is_a_third_period(tmp_path):
    bring_in(kelay(tmp_path, named("Merasa")))
    bring_in(kelay(tmp_path, named("Merase")), valid_from=SECOND_DAY)
    bring_in(kelay(tmp_path, named("Merasa")), valid_from=THIRD_DAY)

    assert [name for name, *_period in names_of()] == ["Merasa", "Merase", "Merasa"]
    assert aliases_of() == ["Merasa", "Merase"]


def test_a_slip_is_put_right_on_the_same_day_without_an_empty_period(tmp_path):
    bring_in(kelay(tmp_path, named("Mersaa")))

    bring_in(kelay(tmp_path, named("Merasa")), decree="Kepmen 1a")

    assert names_of() == [("Merasa", FIRST_DAY, None, "Kepmen 1a")]
    assert aliases_of() == ["Mersaa"]


def test_another_case_is_no_other_spelling(tmp_path):
    bring_in(kelay(tmp_path, named("Long gi")))

    bring_in(kelay(tmp_path, named("Long Gi")), valid_from=SECOND_DAY)

    assert Region.objects.get(code=CODE).name == "Long Gi"
    assert aliases_of() == []


def test_a_code_that_ends_keeps_its_row_and_says_by_which_decree(tmp_path):
    bring_in(kelay(tmp_path, MERASA, MERABU))

    end_merasa(tmp_path)

    ended = Region.objects.get(code=CODE)
    assert ended.valid_until == SECOND_DAY
    assert ended.ended_by == Decree.objects.get(number="Kepmen 2")
    assert names_of() == [("Merasa", FIRST_DAY, SECOND_DAY, "Kepmen 1")]
    assert not Region.objects.standing().filter(code=CODE).exists()


def test_an_ended_code_stays_ended_at_the_next_import(tmp_path):
    bring_in(kelay(tmp_path, MERASA, MERABU))
    end_merasa(tmp_path)
    before = everything()

    outcome = end_merasa(tmp_path, valid_from=THIRD_DAY, decree="Kepmen 3")

    assert not outcome.counts["village", "ended"]
    assert everything() == before


def test_a_code_that_comes_back_reopens_under_its_new_name(tmp_path):
    bring_in(kelay(tmp_path, MERASA, MERABU))
    end_merasa(tmp_path)

    outcome = bring_in(
        kelay(tmp_path, named("Merasa Baru"), MERABU), decree="Kepmen 3", valid_from=THIRD_DAY
    )

    assert outcome.counts["village", "reopened"] == 1
    village = Region.objects.get(code=CODE)
    assert (village.is_standing, village.ended_by, village.valid_from) == (True, None, FIRST_DAY)
    assert names_of() == [
        ("Merasa", FIRST_DAY, SECOND_DAY, "Kepmen 1"),
        ("Merasa Baru", THIRD_DAY, None, "Kepmen 3"),
    ]
    assert aliases_of() == ["Merasa"]


def test_a_code_reopens_under_its_old_name_without_an_alias(tmp_path):
    bring_in(kelay(tmp_path, MERASA, MERABU))
    end_merasa(tmp_path)

    bring_in(kelay(tmp_path, MERASA, MERABU), valid_from=THIRD_DAY)

    assert [name for name, *_period in names_of()] == ["Merasa", "Merasa"]
    assert aliases_of() == []


@pytest.mark.parametrize(
    "villages", [(named("Merase"), MERABU), (MERABU,)], ids=["renaming", "ending"]
)
def test_a_decree_from_before_what_stands_is_refused(tmp_path, villages):
    bring_in(kelay(tmp_path, named("Merah"), MERABU))
    bring_in(kelay(tmp_path, MERASA, MERABU), valid_from=THIRD_DAY)
    before = everything()

    with pytest.raises(FileRefused) as refusal:
        bring_in(kelay(tmp_path, *villages), valid_from=SECOND_DAY, is_ending_confirmed=True)

    assert refusal.value.faults == (
        "the list: 64.03.01.2005 stands as it is since 2024-06-01, which is after 2022-06-01",
    )
    assert everything() == before


def test_a_code_cannot_reopen_before_it_ended(tmp_path):
    bring_in(kelay(tmp_path, MERASA, MERABU))
    end_merasa(tmp_path, valid_from=THIRD_DAY)

    with pytest.raises(FileRefused, match="stands as it is since 2024-06-01"):
        bring_in(kelay(tmp_path, MERASA, MERABU), valid_from=SECOND_DAY)


def split(folder, *successions: str, **how):
    """Move Merasa into a new district, with a list of which code followed which."""
    villages = (
        "district,64.03.14,64.03,Kelay Hulu,kecamatan,Kecamatan",
        "village,64.03.14.2001,64.03.14,Merasa,desa,Kampung",
        "village,64.03.14.2002,64.03.14,Merasa Ilir,desa,Kampung",
        MERABU,
    )
    successors = write(folder, "old_code,new_code", *successions, name="successors.csv")
    return bring_in(
        kelay(folder, *villages),
        decree="Kepmen 2",
        valid_from=SECOND_DAY,
        is_ending_confirmed=True,
        successors=successors,
        **how,
    )


def test_an_old_code_leads_to_the_one_that_followed_it(tmp_path):
    bring_in(kelay(tmp_path, MERASA, MERABU))

    outcome = split(tmp_path, "6403012005,64.03.14.2001")

    assert outcome.succession_count == 1
    assert str(successor_of(found())) == "64.03.14.2001 Merasa"


def test_an_old_code_that_became_several_leads_to_none_of_them_alone(tmp_path):
    bring_in(kelay(tmp_path, MERASA, MERABU))

    split(tmp_path, f"{CODE},64.03.14.2001", f"{CODE},64.03.14.2002")

    ended = found()
    assert successor_of(ended) is None
    assert [region.name for region in ended.successors.order_by("code")] == [
        "Merasa",
        "Merasa Ilir",
    ]


def test_successions_given_again_write_nothing(tmp_path):
    bring_in(kelay(tmp_path, MERASA, MERABU))
    split(tmp_path, f"{CODE},64.03.14.2001")
    before = everything()

    outcome = split(tmp_path, f"{CODE},64.03.14.2001", f"{CODE},64.03.14.2001")

    assert outcome.succession_count == 0
    assert everything() == before


def test_a_chain_of_successors_is_followed_to_its_end(tmp_path):
    bring_in(kelay(tmp_path, MERASA, MERABU))
    split(tmp_path, f"{CODE},64.03.14.2001")
    successors = write(
        tmp_path, "old_code,new_code", "64.03.14.2001,64.03.01.2001", name="successors.csv"
    )
    bring_in(
        kelay(tmp_path, MERABU),
        valid_from=THIRD_DAY,
        is_ending_confirmed=True,
        successors=successors,
    )

    assert successor_of(found()) == found("64.03.01.2001")


def test_a_ring_of_successors_leads_nowhere(tmp_path):
    bring_in(kelay(tmp_path, MERASA, MERABU))
    end_merasa(tmp_path)
    ended = Region.objects.get(code=CODE)
    ended.successors.add(ended)

    assert successor_of(ended) is None


def test_a_standing_region_is_its_own_successor(tmp_path):
    bring_in(kelay(tmp_path, MERASA))

    assert successor_of(found()) == found()


def test_a_reopened_code_forgets_what_followed_it(tmp_path):
    bring_in(kelay(tmp_path, MERASA, MERABU))
    split(tmp_path, f"{CODE},64.03.14.2001")

    bring_in(kelay(tmp_path, MERASA, MERABU), valid_from=THIRD_DAY, is_ending_confirmed=True)

    assert not Region.objects.get(code=CODE).successors.exists()


@pytest.mark.parametrize(
    ("pair", "fault"),
    [
        ("64.03.01.2001,64.03.14.2001", "“64.03.01.2001” is no code that has ended"),
        ("64.03.01.2999,64.03.14.2001", "“64.03.01.2999” is no code that has ended"),
        (f"{CODE},64.03.14.2999", "“64.03.14.2999” is no code that stands"),
        (f"{CODE},{CODE}", f"“{CODE}” is no code that stands"),
        ("x,64.03.14.2001", "“x” is no code that has ended"),
        (f"{CODE},64.03.14", f"{CODE} and 64.03.14 are not of one level"),
    ],
)
def test_a_succession_that_cannot_be_is_refused(tmp_path, pair, fault):
    bring_in(kelay(tmp_path, MERASA, MERABU))
    before = everything()

    with pytest.raises(FileRefused) as refusal:
        split(tmp_path, pair)

    assert refusal.value.faults == (f"successors.csv, line 2: {fault}",)
    assert everything() == before


def test_a_dry_run_checks_successions_too(tmp_path):
    bring_in(kelay(tmp_path, MERASA, MERABU))
    before = everything()

    outcome = split(tmp_path, f"{CODE},64.03.14.2001", is_dry_run=True)

    assert outcome.succession_count == 1
    assert everything() == before


def test_a_regency_list_alone_can_rename_a_regency(tmp_path):
    bring_in(kelay(tmp_path, MERASA))
    regencies = write(tmp_path, HEADING, UPPER[1].replace("Berau", "Berau Raya"))

    bring_in(regencies, valid_from=SECOND_DAY)

    assert names_of("64.03")[-1] == ("Kabupaten Berau Raya", SECOND_DAY, None, "Kepmen 1")
