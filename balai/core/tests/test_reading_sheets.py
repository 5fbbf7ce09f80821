"""What people send as a table: read behind limits, or refused with what to do."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from xlsxwriter import Workbook

from balai.core.sheets import MOST_BYTES, SheetUnreadable, read_table

SHEET = "xl/worksheets/sheet1.xml"


def xlsx(rows, *, merge="", options=None):
    file = BytesIO()
    book = Workbook(file, options or {})
    sheet = book.add_worksheet("Sajian")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    if merge:
        sheet.merge_range(merge, "Gabung")
    book.close()
    return file.getvalue()


def changed(content, parts):
    """Pack a workbook anew with other parts."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        known = {info.filename: old.read(info) for info in old.infolist()}
        known |= parts
        for name, part in known.items():
            new.writestr(name, part)
    return packed.getvalue()


def sheet_saying(cells):
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = f"<sheetData>{cells}</sheetData>"
    text = f'<?xml version="1.0"?><worksheet xmlns="{space}">{rows}</worksheet>'
    return changed(xlsx([["Nama"]]), {SHEET: text.encode()})


def refusal(content):
    with pytest.raises(SheetUnreadable) as refused:
        read_table(content)
    return str(refused.value)


def test_an_xlsx_is_read_with_the_lines_as_the_spreadsheet_numbers_them():
    table = read_table(xlsx([["Nama *", "Harga"], [], ["Madu", 35000], ["Tikar", 35000.5]]))

    assert table.heading == ["Nama *", "Harga"]
    assert [(line.number, list(line.cells)) for line in table.lines] == [
        (3, ["Madu", 35000]),
        (4, ["Tikar", 35000.5]),
    ]


def test_days_come_as_days():
    content = xlsx([["Hari"], [date(2026, 11, 24)]], options={"default_date_format": "d/m/yyyy"})

    assert list(read_table(content).lines[0].cells) == [date(2026, 11, 24)]


@pytest.mark.parametrize(
    "content",
    [
        "Nama;Harga\r\nMadu;35000\r\n".encode("utf-8-sig"),
        b"Nama,Harga\nMadu,35000\n",
        b'Nama\tHarga\n"Madu"\t35000\n',
    ],
)
def test_a_csv_is_read_however_it_is_parted(content):
    table = read_table(content)

    assert (table.heading, list(table.lines[0].cells)) == (["Nama", "Harga"], ["Madu", "35000"])


def test_a_csv_of_an_old_windows_is_read():
    assert read_table("Nama\nKué – manis\n".encode("cp1252")).lines[0].cells == ["Kué – manis"]


def test_formulas_are_named_by_their_cells():
    assert read_table(xlsx([["Nama", "Harga"], ["Madu", "=1+1"]])).formulas == {(2, 2)}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Berkas ini kosong."),
        (b" \r\n", "Berkas ini kosong."),
        (b"a" * (MOST_BYTES + 1), "lebih besar dari 5 MB"),
        (b"PK\x03\x04nonsense", "rusak"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Excel lama"),
        ("Nama;Harga\n".encode("utf-16"), "CSV UTF-8"),
        (b"Nama\nMa\x00du\n", "bukan tabel"),
        (b"%PDF-1.7 \n1 0 obj", "bukan tabel"),
        (b"<html><table><tr><td>Nama</td></tr></table></html>", "bukan tabel"),
        (b'Nama;Harga\nMadu;"35000\n', "Baris 2: tanda kutip"),
        (b"Nama;Harga\nMa\x81du;1\n", "CSV UTF-8"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(content, says):
    assert says in refusal(content)


def test_a_truncated_workbook_is_refused():
    content = xlsx([["Nama"], ["Madu"]])

    assert "rusak" in refusal(content[: len(content) // 2])


def test_a_document_that_is_packed_like_a_workbook_is_refused():
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")

    assert "bukan berkas Excel" in refusal(packed.getvalue())


def test_macros_are_refused():
    assert "makro" in refusal(changed(xlsx([["Nama"]]), {
        "xl/vbaProject.bin": b"x",
    }))  # fmt: skip


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = changed(xlsx([["Nama"]]), {"xl/sharedStrings.xml": b" " * 60_000_000})

    assert len(bomb) < MOST_BYTES
    assert "terlalu besar" in refusal(bomb)


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_a_billion_laughs_are_refused(part):
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
        b"<worksheet>&b;</worksheet>"
    )

    assert "perintah" in refusal(changed(xlsx([["Nama"]]), {part: laughs}))


def test_a_hundred_thousand_columns_are_refused():
    row = "".join("<c><v>1</v></c>" for _ in range(100_000))

    assert "di kolom CW" in refusal(sheet_saying(f'<row r="1">{row}</row>'))


def test_a_cell_at_the_end_of_the_sheet_takes_no_memory():
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

    assert "di kolom XFD" in refusal(sheet_saying(far))


def test_a_cell_far_below_is_refused_and_an_empty_one_is_not():
    below = '<row r="90000"><c r="A90000"><v>1</v></c></row>'
    empty = '<row r="1"><c r="A1"><v>7</v></c></row><row r="90000"><c r="A90000"/></row>'

    assert "di baris 90000" in refusal(sheet_saying(below))
    assert read_table(sheet_saying(empty)).heading == ["7.0"]


def test_merged_cells_are_named():
    assert "B3:C3" in refusal(xlsx([["Nama", "Harga"], ["Madu", 1]], merge="B3:C3"))


def test_more_than_five_hundred_lines_are_refused():
    content = "Nama\n" + "Madu\n" * 502

    assert "500 baris" in refusal(content.encode())


@pytest.mark.parametrize("place", ["A0", "&#65;1", "1A", "A99999999", ""])
def test_a_cell_at_no_place_is_refused(place):
    assert "rusak" in refusal(sheet_saying(f'<row r="1"><c r="{place}x"><v>1</v></c></row>'))


def test_any_damage_to_a_workbook_is_refused_or_read():
    content = xlsx([["Nama", "Harga"], ["Madu", 35000]])
    outcomes = set()
    for place in range(0, len(content), 37):
        damaged = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
        try:
            outcomes.add(type(read_table(damaged)).__name__)
        except SheetUnreadable as refused:
            outcomes.add(type(refused).__name__)

    assert outcomes <= {"Table", "SheetUnreadable"}
