"""What the registry tells the tiers above, and when it stays silent."""

from typing import Any

import pytest

from balai.core import events
from balai.registry.events import RegionsRenamed
from balai.registry.tests.lists import MERABU, MERASA, SECOND_DAY, THIRD_DAY, bring_in, kelay

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The facts published, in order; nobody else reacts to them."""
    facts: list[Any] = []
    for kind in (RegionsRenamed,):
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
