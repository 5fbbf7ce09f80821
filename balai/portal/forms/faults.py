"""What keeps a draft from being sent, at the question where it is mended."""

from collections.abc import Mapping
from typing import NamedTuple

from balai.catalogue.rules import label_of
from balai.portal.forms.questions import questions_of


class Fault(NamedTuple):
    """What is to be mended, and at which question."""

    key: str
    says: str


def faults_in_order(kind: str, faults: Mapping[str, str]) -> list[Fault]:
    """Put what is to be mended into the order in which it was asked, each with its question."""
    at = {field: question.key for question in questions_of(kind) for field in question.fields}
    at["pictures"] = "foto"
    order = [question.key for question in questions_of(kind)]
    said = [
        Fault(at.get(name, "isi"), says if name == "__all__" else f"{label_of(name)}: {says}")
        for name, says in faults.items()
    ]
    return sorted(said, key=lambda fault: order.index(fault.key) if fault.key in order else -1)
