import gzip

import pytest

from balai.registry.errors import FileRefused
from balai.registry.rules import tables
from balai.registry.rules.faults import Faults
from balai.registry.rules.tables import read_table

PLAIN = b"code,name\n64,Kalimantan Timur\n64.03,Kabupaten Berau\n"
ROWS = [(2, ["64", "Kalimantan Timur"]), (3, ["64.03", "Kabupaten Berau"])]


def read(content: bytes):
    faults = Faults()
    table = read_table(content, file="list.csv", faults=faults)
    faults.refuse()
    return table


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        b"\xef\xbb\xbf" + PLAIN,
        PLAIN.replace(b"\n", b"\r\n"),
        PLAIN.replace(b",", b";"),
        PLAIN.replace(b"code,name", b" Code ,NAME"),
        PLAIN.replace(b"Kalimantan Timur", b'"Kalimantan Timur"'),
        PLAIN.rstrip(b"\n"),
        gzip.compress(PLAIN),
    ],
    ids=["plain", "mark", "windows", "semicolons", "heading", "quotes", "no end", "packed"],
)
def test_a_table_is_read_however_a_spreadsheet_saved_it(content):
    table = read(content)

    assert table.heading == ("code", "name")
    assert table.rows == ROWS


def test_empty_lines_are_left_out_and_lines_keep_their_numbers():
    table = read(b'code,name\n\n64,"Kalimantan\nTimur"\n\n64.03,Berau\n')

    assert [line for line, _values in table.rows] == [3, 6]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "list.csv, line 1: the file is empty"),
        (b"\n\n", "list.csv, line 1: the file is empty"),
        (b"code,name\n", "list.csv, line 1: there are no rows under the heading"),
        (b"code,code\n1,2\n", "list.csv, line 1: two columns have the same name"),
        (b"code,name\n64,A\n65,B,C\n", "list.csv, line 3: 3 fields instead of 2"),
        (b"code,name\n64\n", "list.csv, line 2: 1 fields instead of 2"),
        (
            b"code,name\n64,Kalimantan\n65,Banj\xe9r\n",
            "list.csv, line 3: the text is not in UTF-8; save it again as CSV UTF-8",
        ),
        (
            PLAIN.decode().encode("utf-16"),
            "list.csv, line 1: the text is not in UTF-8; save it again as CSV UTF-8",
        ),
        (
            b"code,name\n64,A\n65,B\0\n",
            "list.csv, line 3: there is a NUL character; this is no table",
        ),
        (
            b'code,name\n64,"A\n65,B\n',
            "list.csv, line 2: a quotation mark is not closed, or a field is endless",
        ),
        (
            b"code,name\n64," + b"A" * 140_000 + b"\n",
            "list.csv, line 2: a quotation mark is not closed, or a field is endless",
        ),
        (gzip.compress(PLAIN)[:-9], "list.csv: the file is damaged: it cannot be unpacked"),
        (gzip.compress(PLAIN) + b"more", "list.csv: the file is damaged: it cannot be unpacked"),
        (b"\x1f\x8b\x08rubbish", "list.csv: the file is damaged: it cannot be unpacked"),
    ],
    ids=[
        "empty", "blank", "heading only", "twin columns", "ragged long", "ragged short", "latin-1",
        "utf-16", "nul", "open quote", "endless field", "cut off", "something after", "rubbish",
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_its_line(content, fault):
    with pytest.raises(FileRefused) as refusal:
        read(content)

    assert refusal.value.faults == (fault,)


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(monkeypatch):
    monkeypatch.setattr(tables, "MAX_BYTES", 1000)

    with pytest.raises(FileRefused) as refusal:
        read(gzip.compress(b"code,name\n" + b"64,A\n" * 1000))

    assert refusal.value.faults == ("list.csv: the file is too large",)


def test_fifty_faults_are_told_and_the_others_counted():
    rows = b"".join(b"64\n" for _row in range(120))

    with pytest.raises(FileRefused) as refusal:
        read(b"code,name\n" + rows)

    assert refusal.value.count == 120
    assert len(refusal.value.faults) == 50
    assert str(refusal.value).startswith("Nothing was written; there are 120 faults:\n")
    assert str(refusal.value).endswith("\n  … and 70 more")
