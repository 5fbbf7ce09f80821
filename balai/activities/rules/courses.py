"""Who writes courses: they are everybody's."""

from collections.abc import Iterable

from balai.accounts.rules import Right
from balai.core.codes import level_of

_WRITERS = frozenset({"province_officer", "reviewer"})


def writes_courses(rights: Iterable[Right]) -> bool:
    """Let officers and reviewers of a whole province write courses."""
    return any(
        right.kind in _WRITERS and level_of(right.area_code) == "province" for right in rights
    )
