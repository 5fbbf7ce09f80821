"""What the registry tells the tiers above, and when it stays silent."""

from typing import Any

import pytest

from balai.core import events
from balai.registry.actions.organisations import save_organisation
from balai.registry.events import OrganisationChanged, RegionsEnded, RegionsRenamed
from balai.registry.tests.lists import (
    MERABU,
    MERASA,
    SECOND_DAY,
    THIRD_DAY,
    bring_in,
    kelay,
    write,
)
from tests.factories import make_region

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The facts published, in order; nobody else reacts to them."""
    facts: list[Any] = []
    for kind in (RegionsRenamed, RegionsEnded, OrganisationChanged):
        monkeypatch.setitem(events._reactions, kind, [facts.append])
    return facts


def test_only_those_renamed_are_told_of_not_those_with_another_local_term(tmp_path, heard):
    bring_in(kelay(tmp_path, MERASA, MERABU))

    bring_in(
        kelay(tmp_path, MERASA.replace("Kampung", "Desa"), MERABU.replace("Merabu,", "Merah,")),
        valid_from=SECOND_DAY,
    )

    assert heard == [RegionsRenamed(("64.03.01.2001",))]


def test_a_list_that_amends_without_renaming_tells_nothing(tmp_path, heard):
    bring_in(kelay(tmp_path, MERASA))

    bring_in(kelay(tmp_path, MERASA.replace("Kampung", "Desa")), valid_from=SECOND_DAY)

    assert heard == []


def test_a_code_that_reopens_has_its_name_again(tmp_path, heard):
    bring_in(kelay(tmp_path, MERASA, MERABU))
    bring_in(kelay(tmp_path, MERABU), valid_from=SECOND_DAY, is_ending_confirmed=True)

    bring_in(kelay(tmp_path, MERASA, MERABU), valid_from=THIRD_DAY)

    assert heard[-1] == RegionsRenamed(("64.03.01.2005",))


def follow(folder, *successions: str, valid_from=SECOND_DAY):
    """End Merasa, and tell what followed it."""
    new = [MERABU.replace("2001", number) for number in ("2011", "2012")]
    successors = write(folder, "old_code,new_code", *successions, name="successors.csv")
    bring_in(
        kelay(folder, MERABU, *new),
        valid_from=valid_from,
        is_ending_confirmed=True,
        successors=successors if successions else None,
    )


@pytest.mark.parametrize(
    ("followed_by", "told"),
    [([], ""), (["2011"], "64.03.01.2011"), (["2011", "2012"], "")],
    ids=["nothing", "one", "several"],
)
def test_a_code_that_ends_is_told_of_with_its_only_successor(tmp_path, heard, followed_by, told):
    bring_in(kelay(tmp_path, MERASA, MERABU))

    follow(tmp_path, *(f"64.03.01.2005,64.03.01.{number}" for number in followed_by))

    assert heard == [RegionsEnded((("64.03.01.2005", told),))]


def test_a_successor_that_becomes_known_later_is_told_of_then_and_only_once(tmp_path, heard):
    bring_in(kelay(tmp_path, MERASA, MERABU))
    follow(tmp_path)

    follow(tmp_path, "64.03.01.2005,64.03.01.2011", valid_from=THIRD_DAY)
    follow(tmp_path, "64.03.01.2005,64.03.01.2011", valid_from=THIRD_DAY)

    assert heard == [
        RegionsEnded((("64.03.01.2005", ""),)),
        RegionsEnded((("64.03.01.2005", "64.03.01.2011"),)),
    ]


def test_an_organisation_is_told_of_when_its_name_changes_and_not_when_it_is_new(heard):
    who: dict[str, Any] = {"key": "petani", "kind": "maker", "villages": [make_region()]}
    save_organisation(name="Petani", **who)
    save_organisation(name="Petani", about="Menanam kakao", **who)
    assert heard == []

    renamed = save_organisation(name="Koperasi", **who)

    assert heard == [OrganisationChanged(renamed.pk)]
