"""What several communities keep together opens only to whom each lets in, at every door."""

import pytest

from balai.catalogue.actions.handing_back import hand_back
from balai.catalogue.models import Listing
from balai.catalogue.rules.protocols import ALL
from balai.catalogue.tests.protocols import OF_US, OPEN, OtherKeepers
from tests.factories import NOON, make_person
from tests.test_protocols_at_every_door import VILLAGE, VISITOR, Hall, doors, wrong_at_doors

__all__ = ["doors"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Wani speaks for the second community and Seri belongs to it; Lian belongs to both.
PEOPLE = (VISITOR, "Usat", "Wani", "Lian", "Seri", "Ding", "Mira", "Tomas")
EVERYBODY = set(PEOPLE)
MAY_SEE = {
    "both let everyone in": EVERYBODY,
    "one lets everyone in": {"Usat", "Wani", "Lian", "Seri"},
    "both let their members in": {"Usat", "Wani", "Lian"},
    "one is silent": {"Usat", "Wani", "Mira"},
    "one has not agreed": {"Usat", "Wani"},
    "one names nobody": {"Usat", "Wani"},
    "handed back": {"Mira"},
    "one handed it back": {"Wani"},
}


class Together(Hall):
    """A village where two communities keep one thing in each way there is."""

    def __init__(self) -> None:
        super().__init__()
        self.others = OtherKeepers(VILLAGE)
        self.said = {
            "both let everyone in": ([OPEN], [OPEN]),
            "one lets everyone in": ([OPEN], [OF_US]),
            "both let their members in": ([OF_US], [OF_US]),
            "one names nobody": ([OPEN], []),
        }

    def _keep(self, name: str, listing: Listing) -> None:
        first = self.keepers.keep(listing)
        second = None if name == "handed back" else self.others.keep(listing)
        if name in self.said:
            for keepers, protocol, terms in zip(
                (self.keepers, self.others), (first, second), self.said[name], strict=True
            ):
                keepers.agree(protocol)
                keepers.decide(protocol, *terms, joined=ALL)
        elif name == "one is silent":
            self.keepers.agree(first)
            self.keepers.decide(first, OPEN)
        elif name == "one has not agreed":
            self.keepers.agree(first)
            self.keepers.decide(first, OPEN)
            self.others.decide(second, OPEN)
        else:
            hand_back(first, why="Milik Benuaq.", by=make_person("Usat"), now=NOON)
            if second is not None:
                self.others.agree(second)
                self.others.decide(second, OF_US)


@pytest.mark.usefixtures("doors")
def test_everybody_sees_at_every_door_what_each_community_lets_them_see():
    together = Together()
    together.show(list(MAY_SEE))

    assert wrong_at_doors(together, MAY_SEE, PEOPLE) == ({}, {})
