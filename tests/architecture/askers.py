"""Who asks in the access table, and what a row of it says."""

from typing import NamedTuple

VISITOR = "visitor"
# People who signed in: see PEOPLE in test_access.
MIRA = "Mira, operator of Merasa"
INES = "Ines, operator of Pela"
HEAD = "Markus, head of Merasa"
OFFICER = "Sari, officer of Berau"
OTHER_OFFICER = "Budi, officer of Kutai Kartanegara"
PROVINCE = "Rahman, officer of the province"
REVIEWER = "Dewi, reviewer of Berau"
SPEAKER = "Marta, speaker of the community of Merasa"
MEMBER = "Selvi, member of an organisation of Merasa"


class Row(NamedTuple):
    route: str
    person: str
    address: str
    status: int
