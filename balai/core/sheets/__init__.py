"""Tables that people take away in a spreadsheet, and bring back."""

from balai.core.sheets.errors import SheetUnreadable
from balai.core.sheets.reading import (
    MOST_BYTES,
    MOST_LINES,
    Line,
    Table,
    Value,
    read_table,
    too_many_lines,
)
from balai.core.sheets.unpacking import column_letters
from balai.core.sheets.writing import Cell, Column, write_csv, write_xlsx

__all__ = [
    "MOST_BYTES", "MOST_LINES", "Cell", "Column", "Line", "SheetUnreadable", "Table", "Value",
    "column_letters", "read_table", "too_many_lines", "write_csv", "write_xlsx",
]  # fmt: skip
