"""Tables for a spreadsheet: nothing that somebody typed becomes a formula."""

import csv
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from balai.core.sheets import Column, write_csv, write_xlsx

HOSTILE = [
    '=HYPERLINK("http://jahat.example","klik")',
    "+62 812",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",  # noqa: RUF001  (full width: some spreadsheets read it as =)
    'madu;=cmd|"/c calc"!A1',
    "https://jahat.example",
    "{=1+1}",
    "0812",
]
COLUMNS = [Column("Nama"), Column("Harga (Rp)"), Column("Sejak")]


def as_xlsx(rows):
    file = BytesIO()
    write_xlsx(file, name="Sajian", columns=COLUMNS, rows=rows)
    return file.getvalue()


def as_csv(rows):
    file = BytesIO()
    write_csv(file, columns=COLUMNS, rows=rows)
    return file.getvalue()


def test_an_xlsx_holds_days_as_days_and_rupiah_as_numbers():
    content = as_xlsx([["Madu hutan", 70000, date(2026, 11, 24)], ["Tikar", None, None]])

    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)

    assert sheet.name == "Sajian"
    assert sheet.to_python() == [
        ["Nama", "Harga (Rp)", "Sejak"],
        ["Madu hutan", 70000, date(2026, 11, 24)],
        ["Tikar", "", ""],
    ]


def test_whatever_somebody_typed_is_text_in_an_xlsx():
    content = as_xlsx([[title, 1, None] for title in HOSTILE])

    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()

    assert [row[0] for row in rows[1:]] == HOSTILE
    assert b"<f>" not in part(content, "xl/worksheets/sheet1.xml")
    assert b"hyperlink" not in part(content, "xl/worksheets/sheet1.xml")


def part(content, name):
    return ZipFile(BytesIO(content)).read(name)


def test_a_csv_is_utf8_with_its_mark_and_semicolons():
    content = as_csv([["Kué lapis; manis", 70000, date(2026, 11, 24)], ["Tikar", None, None]])

    assert content.startswith(b"\xef\xbb\xbfNama;Harga (Rp);Sejak\r\n")
    assert list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")) == [
        ["Nama", "Harga (Rp)", "Sejak"],
        ["Kué lapis; manis", "70000", "2026-11-24"],
        ["Tikar", "", ""],
    ]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_no_cell_of_a_csv_begins_as_a_formula_however_it_is_parted(delimiter):
    content = as_csv([[title, 1, None] for title in HOSTILE]).decode("utf-8-sig")

    cells = [cell for row in csv.reader(StringIO(content), delimiter=delimiter) for cell in row]

    assert [cell for cell in cells if cell.lstrip(' "').startswith(("=", "+", "-", "@"))] == []


def test_prices_and_other_harmless_words_stay_as_they_are_in_a_csv():
    words = ["Rp10.000,-", "Kakao (1-2 kg)", "a=b", "'kutipan'"]

    rows = list(csv.reader(StringIO(as_csv([[one, 1, None] for one in words]).decode("utf-8-sig")),
                           delimiter=";"))  # fmt: skip

    assert [row[0] for row in rows[1:]] == words
