"""Which roles write, review and see what waits."""

WRITERS = frozenset({"operator", "village_head"})
_OFFICERS = frozenset({"reviewer", "regency_officer", "province_officer"})
# By what a province chose; where nobody has to review, what still waits is anybody's.
REVIEWERS: dict[str, frozenset[str]] = {
    "area": _OFFICERS | {"village_head"},
    "head": frozenset({"village_head"}),
    "regency": _OFFICERS,
    "none": _OFFICERS | {"village_head"},
}
# Who sees what is not published yet, because their work is there.
AT_WORK = WRITERS | _OFFICERS
