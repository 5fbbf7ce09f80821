"""Tables that people take away in a spreadsheet, and bring back."""

from balai.core.sheets.writing import Cell, Column, write_csv, write_xlsx

__all__ = ["Cell", "Column", "write_csv", "write_xlsx"]
