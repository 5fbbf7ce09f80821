"""The attendance sheet: a page to sign, drawn anew each time, for it holds names."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext, override

from balai.channels.drawing.documents import Job, drawable, pressed, qr, shown_address

EMPTY_LINES = 12


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """What is printed: of which session, and who is on the list of the village."""

    title: str
    kind: str
    when: str
    place: str
    url: str
    # A number and a name each.
    rows: tuple[tuple[int, str], ...]
    is_example: bool = False
    language: str = "id"


def attendance_sheet(sheet: AttendanceSheet, *, seconds: float) -> bytes:
    """Draw an A4 PDF. Raises PressBusy when that takes longer than the seconds."""
    job = Job("attendance_sheet", words_of_sheet(sheet), ending="pdf")
    return pressed(job, seconds=seconds)


def words_of_sheet(sheet: AttendanceSheet) -> dict[str, str]:
    """Prepare all that a sheet says; new names are written on the empty lines at its foot."""
    rows = [{"number": str(number), "name": drawable(name)} for number, name in sheet.rows]
    rows += [{"number": "", "name": ""}] * EMPTY_LINES
    with override(sheet.language):
        columns = [
            gettext("No."), gettext("Name"), gettext("W / M"), gettext("60+"), gettext("Signature")
        ]  # fmt: skip
        totals = [
            gettext("Signed"), gettext("Women, no name"), gettext("Men, no name"),
            gettext("Girls"), gettext("Boys"), gettext("All together"),
        ]  # fmt: skip
        said = {
            "agreement": gettext(
                "Whoever signs came, and agrees to be on the list of the village: name, and only "
                "if ticked, woman or man and age. No NIK. Who does not want that, and everybody "
                "under 18, is counted below without a name. The consent can be withdrawn at any "
                "time through the village operator."
            ),
            "call": gettext("Scan to enter this sheet"),
            "totals_title": gettext("Count at the end"),
            "kept": gettext("Kept at: ………………………………"),
            "signed": gettext("Who kept the list: ………………………………"),
            "example": gettext("example") if sheet.is_example else "",
        }
    return said | {
        "title": drawable(sheet.title),
        "kind": drawable(sheet.kind),
        "when": drawable(sheet.when),
        "place": drawable(sheet.place),
        "language": sheet.language,
        "url": sheet.url,
        "shown_url": shown_address(sheet.url),
        "qr": qr(sheet.url),
        "columns": "|".join(columns),
        "totals": "|".join(totals),
        "rows": json.dumps(rows, ensure_ascii=False),
    }
