"""Decisions of the registry, in plain Python."""

from balai.core.codes import (
    DISTRICT_LENGTH,
    LEVELS,
    PROVINCE_LENGTH,
    REGENCY_LENGTH,
    VILLAGE_LENGTH,
    Level,
    contains,
    is_code,
    kind_of,
    kind_of_village,
    level_of,
    outermost,
    parent_of,
    province_of,
    regency_of,
    with_dots,
)

__all__ = [
    "DISTRICT_LENGTH", "LEVELS", "PROVINCE_LENGTH", "REGENCY_LENGTH", "VILLAGE_LENGTH", "Level",
    "contains", "is_code", "kind_of", "kind_of_village", "level_of", "outermost",
    "parent_of", "province_of", "regency_of", "with_dots",
]  # fmt: skip
