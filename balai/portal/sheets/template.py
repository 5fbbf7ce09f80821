"""The sheet that an operator fills in: headings, an example, and lists to choose from."""

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from balai.catalogue.queries.lists import sectors
from balai.catalogue.rules import kind_title
from balai.core.sheets import MOST_LINES
from balai.portal.sheets.columns import NOTE, SheetColumn, columns_of
from balai.portal.sheets.reading import Sellers
from balai.registry.models import Region

_WIDTHS = {"text": 48, NOTE: 26, "title": 32, "price_low": 14}
_WIDTH = 20
_SHAPES = {"day": "dd/mm/yyyy", "time": "hh:mm", "price": "#,##0"}


def template_for(kind: str, village: Region, *, sellers: Sellers) -> bytes:
    """Write the template of a kind for a village, in the reader's language."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    columns = columns_of(kind)
    sheet = book.add_worksheet(_("Listings"))
    how = book.add_worksheet(_("How to"))
    choices = book.add_worksheet(_("Choices"))
    lists = _write_choices(book, choices, sellers)
    _write_columns(book, sheet, columns, kind)
    for place, column in enumerate(columns):
        if rule := _rule(column, lists):
            sheet.data_validation(1, place, MOST_LINES + 1, place, rule)
    _write_how(book, how, columns, kind, village)
    book.close()
    return file.getvalue()


def _write_columns(book: Any, sheet: Any, columns: list[SheetColumn], kind: str) -> None:
    heading = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bg_color": "#e9efe9"}
    )
    example = book.add_format({"italic": True, "font_color": "#6b6257", "text_wrap": True})
    said = _example(kind)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        shape = book.add_format({"num_format": _SHAPES.get(column.kind, "General")})
        sheet.set_column(place, place, _WIDTHS.get(column.name, _WIDTH), shape)
        sheet.write_string(0, place, column.heading, heading)
        sheet.write_string(1, place, str(said.get(column.name, "")), example)


def _example(kind: str) -> dict[str, str]:
    """Say what a line may look like; whoever reads the sheet leaves it out."""
    names = {
        "product": _("Merasa chocolate 74%"),
        "attraction": _("Lake of the two colours"),
        "stay": _("Homestay by the river"),
        "experience": _("Up the river by ketinting, half a day"),
        "culture": _("Weaving rattan mats"),
        "event": _("Harvest feast"),
        "story": _("How our cocoa came to Paris"),
    }
    first = next(iter(sectors().values()), None)
    return {
        NOTE: _("EXAMPLE: is not read"),
        "title": names[kind],
        "text": _("What it is, of what, by whom, what is special. Two sentences are enough."),
        "sectors_1": str(first) if first else "",
        "price_low": "35000",
        "price_unit": _("pack"),
        "made_to_order": _("yes"),
        "lead_time_days": "3",
        "room_count": "4",
        "guest_count": "8",
        "group_min": "2",
        "group_max": "8",
        "start_on": "24/11/2026",
        "start_time": "08:00",
    }


def _write_choices(book: Any, sheet: Any, sellers: Sellers) -> dict[str, str]:
    """Write what may be chosen; answer where each list stands, as a spreadsheet names it."""
    bold = book.add_format({"bold": True})
    offered = {
        "sectors": (_("Sectors"), [str(sector) for sector in sectors().values()]),
        "seller": (_("Sellers"), [name for _number, name in sellers]),
        "choice": (_("Yes or no"), [_("yes"), _("no")]),
    }
    places: dict[str, str] = {}
    for column, (name, (title, said)) in enumerate(offered.items()):
        letter = "ABC"[column]
        sheet.set_column(column, column, 32)
        sheet.write_string(0, column, title, bold)
        for row, text in enumerate(said, start=1):
            sheet.write_string(row, column, text)
        if said:
            places[name] = f"='{sheet.get_name()}'!${letter}$2:${letter}${len(said) + 1}"
    return places


def _rule(column: SheetColumn, lists: dict[str, str]) -> dict[str, Any]:
    """Tell the spreadsheet what a column takes; Balai looks at it again anyway."""
    if column.kind in lists:
        return {
            "validate": "list",
            "source": lists[column.kind],
            "error_title": column.label[:32],
            "error_message": _("Choose one from the list."),
        }
    if column.kind in {"price", "number"}:
        return {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_title": column.label[:32],
            "error_message": column.hint[:255],
        }
    return {}


def _write_how(
    book: Any, sheet: Any, columns: list[SheetColumn], kind: str, village: Region
) -> None:
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, 60)
    steps = [
        f"{kind_title(kind)}, {village.called}",
        _("One line for each listing, in the sheet “%(sheet)s”.") % {"sheet": _("Listings")},
        _("Leave the headings as they are. Columns that you do not need may stay empty."),
        _("The example is not read; you may leave it."),
        _("Then send this file in Balai. Nothing is made before you confirm it there."),
    ]
    for row, step in enumerate(steps):
        sheet.write_string(row, 0, step, bold if row == 0 else None)
    top = len(steps) + 1
    for place, title in enumerate((_("Column"), _("Needed"), _("How to fill it in"))):
        sheet.write_string(top, place, title, bold)
    for row, column in enumerate(columns, start=top + 1):
        sheet.write_string(row, 0, column.label)
        sheet.write_string(row, 1, _("yes") if column.is_needed else "")
        sheet.write_string(row, 2, column.hint, wrapped)
