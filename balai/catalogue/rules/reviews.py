"""Which roles write, review and see what waits."""

WRITERS = frozenset({"operator", "village_head"})
OFFICERS = frozenset({"reviewer", "regency_officer", "province_officer"})
# By what a province chose; where nobody has to review, what still waits is anybody's.
REVIEWERS: dict[str, frozenset[str]] = {
    "area": OFFICERS | {"village_head"},
    "head": frozenset({"village_head"}),
    "regency": OFFICERS,
    "none": OFFICERS | {"village_head"},
}
# Who sees what is not published yet, because their work is there.
AT_WORK = WRITERS | OFFICERS
