"""Lists of official classes, read: which area, which class, perhaps which score."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal, get_args

from django.utils.translation import gettext as _

from balai.core.codes import with_dots
from balai.registry.rules.faults import Faults
from balai.registry.rules.names import class_label, tidy
from balai.registry.rules.tables import Table

Role = Literal["code", "regency", "district", "village", "label", "score"]
ROLES: tuple[Role, ...] = get_args(Role)
# Under which headings each role is looked for, unless the caller names one.
_HEADINGS: dict[Role, tuple[str, ...]] = {
    "code": ("code", "kode"),
    "regency": ("kabupaten", "regency"),
    "district": ("kecamatan", "district"),
    "village": ("desa", "village", "name", "nama"),
    "label": ("status", "strata", "class", "kelas"),
    "score": ("idm", "score", "skor", "nilai"),
}
_LONGEST_LABEL = 60
_LARGEST_SCORE = 10_000


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One area's class as a list gives it; an area is named by its code or by three names."""

    line: int
    code: str
    regency: str
    district: str
    village: str
    label: str
    score: Decimal | None


def status_rows(
    table: Table, headings: Mapping[Role, str], *, is_by_name: bool, faults: Faults
) -> list[StatusRow]:
    """Read the rows; notes those without a class or with a score that is no number.

    `headings` names the columns where they are not the usual ones.
    """
    places = {role: _column(table, role, headings, faults) for role in ROLES}
    if is_by_name:
        places["code"] = None
    if places["label"] is None:
        table.needed(headings.get("label", "status"), faults=faults)
    if places["code"] is None and places["village"] is None:
        table.needed("code", faults=faults)
    rows = []
    for line, values in table.rows:
        said = {
            role: tidy(values[column]) if column is not None else ""
            for role, column in places.items()
        }
        label = class_label(said["label"])
        if not 0 < len(label) <= _LONGEST_LABEL or not label.isprintable():
            faults.add(table.file, line, _("the class is missing, or too long"))
        rows.append(
            StatusRow(
                line=line,
                code=with_dots(said["code"]),
                regency=said["regency"],
                district=said["district"],
                village=said["village"],
                label=label,
                score=_score(said["score"], table.file, line, faults),
            )
        )
    return rows


def _column(table: Table, role: Role, headings: Mapping[Role, str], faults: Faults) -> int | None:
    if role in headings:
        return table.needed(headings[role].strip().casefold(), faults=faults)
    return table.column(*_HEADINGS[role])


def _score(text: str, file: str, line: int, faults: Faults) -> Decimal | None:
    if not text:
        return None
    try:
        score = Decimal(text.replace(",", "."))
    except InvalidOperation:
        score = Decimal("NaN")
    if not score.is_finite() or abs(score) >= _LARGEST_SCORE:
        shown = {"score": text[:20]}
        faults.add(file, line, _("“%(score)s” is no number below 10,000") % shown)
        return None
    return score.quantize(Decimal("0.0001"))
