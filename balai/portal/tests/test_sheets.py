"""Many listings at once: a template, a look at what it makes, and the making."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from balai.catalogue.actions.drafts import drop_draft
from balai.catalogue.actions.sectors import save_sector
from balai.catalogue.actions.sheets import write_drafts
from balai.catalogue.errors import Incomplete
from balai.catalogue.models import Listing, Revision
from balai.core.models import AuditEntry
from tests.factories import NOON, make_organisation, make_region, make_role

pytestmark = pytest.mark.django_db
ADDRESS = "/kerja/sajian/lembar/produk/"


@pytest.fixture
def mira(client):
    make_region()
    save_sector(code="kakao", name="Kakao", name_en="Cocoa", by=None, now=NOON)
    save_sector(code="madu", name="Madu", name_en="Honey", by=None, now=NOON)
    person = make_role("Mira", "operator", "64.03.01.2005").person
    client.force_login(person)
    return person


def template(client, kind="produk"):
    answer = client.get(f"/kerja/sajian/lembar/{kind}/templat.xlsx")
    return CalamineWorkbook.from_filelike(BytesIO(answer.content))


def headings(client, kind="produk"):
    return template(client, kind).get_sheet_by_index(0).to_python()[0]


def line(client, **said):
    """Fill in a line of the template; what is not said stays empty."""
    said = {"Nama": "Madu hutan", "Keterangan": "Dari hutan Merasa.", "Sektor 1": "Madu"} | said
    heads = [head.removesuffix(" *") for head in headings(client)]
    assert set(said) <= set(heads)
    return [said.get(head, "") for head in heads]


def xlsx(client, *lines):
    file = BytesIO()
    book = Workbook(file)
    sheet = book.add_worksheet("Sajian")
    for row, cells in enumerate([headings(client), *lines]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    book.close()
    return file.getvalue()


def send(client, content, name="lembar.xlsx"):
    return client.post(ADDRESS, {"sheet": SimpleUploadedFile(name, content)})


def faults(page):
    return [(fault.line, fault.column, fault.says) for fault in page.context["reading"].faults]


def test_the_template_has_a_column_for_each_answer_and_the_lists_of_the_village(client, mira):
    make_organisation("=Petani kakao")

    book = template(client)

    assert book.sheet_names == ["Sajian", "Petunjuk", "Pilihan"]
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][:3] == ["Catatan", "Nama *", "Keterangan *"]
    assert rows[1][0] == "CONTOH: tidak dibaca"
    choices = book.get_sheet_by_index(2).to_python()
    assert choices == [
        ["Sektor", "Penjual", "Ya atau tidak"],
        ["Kakao", "=Petani kakao", "ya"],
        ["Madu", "", "tidak"],
    ]


@pytest.mark.parametrize(
    "kind", ["produk", "wisata", "menginap", "pengalaman", "budaya", "acara", "cerita"]
)
def test_the_template_of_every_kind_can_be_sent_back_as_it_came(client, mira, kind):
    content = client.get(f"/kerja/sajian/lembar/{kind}/templat.xlsx").content

    page = client.post(
        f"/kerja/sajian/lembar/{kind}/", {"sheet": SimpleUploadedFile("a.xlsx", content)}
    )

    assert page.status_code == 422
    assert "Belum ada yang diisi" in page.content.decode()


def test_a_sheet_is_looked_at_before_anything_is_made_and_then_makes_drafts(client, mira):
    seller = make_organisation()
    content = xlsx(
        client,
        ["Contoh: abaikan", "Bukan sajian"],
        line(client, **{"Harga dalam rupiah": 35000.0, "Untuk satu": "bungkus"}),
        line(client, **{"Nama": "Cokelat 74%", "Sektor 1": "kakao", "Sektor 2": "Honey",
             "Kelompok, usaha, atau perajin": seller.name}),
    )  # fmt: skip

    looked_at = send(client, content)
    page = client.get(looked_at["Location"]).content.decode()
    before = Listing.objects.count()
    made = client.post(looked_at["Location"])
    drafts = Revision.objects.order_by("pk")

    assert (looked_at.status_code, before) == (302, 0)
    assert "Madu hutan" in page
    assert "Rp35.000 / bungkus" in page
    assert made["Location"] == looked_at["Location"]
    assert [(draft.state, draft.title) for draft in drafts] == [
        ("writing", "Madu hutan"),
        ("writing", "Cokelat 74%"),
    ]
    assert drafts[0].content["words"]["price_low"] == 35000
    assert (drafts[1].content["sectors"], drafts[1].content["seller"]) == (
        ["kakao", "madu"],
        seller.pk,
    )
    acts = AuditEntry.objects.filter(by_number=mira.pk).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["catalogue.draft_started", "catalogue.draft_saved"] * 2


def test_confirming_twice_and_sending_the_file_again_make_nothing_twice(client, mira):
    content = xlsx(client, line(client), line(client, Nama="Tikar"))
    looked_at = send(client, content)["Location"]

    client.post(looked_at)
    client.post(looked_at)
    again = send(client, content)["Location"]
    client.force_login(make_role("Tomas", "operator", "64.03.01.2005").person)
    other = send(client, content)["Location"]
    page = client.get(other).content.decode()
    client.post(other)

    assert again != looked_at
    assert Listing.objects.count() == 2
    assert page.count("sudah ada") >= 2
    assert "Semuanya sudah ada" in page


def test_only_the_lines_that_are_new_are_made(client, mira):
    client.post(send(client, xlsx(client, line(client)))["Location"])

    looked_at = send(client, xlsx(client, line(client), line(client, Nama="Tikar")))["Location"]
    page = client.get(looked_at).content.decode()
    client.post(looked_at)

    assert "1 sajian baru" in page
    assert sorted(one.title for one in Revision.objects.all()) == ["Madu hutan", "Tikar"]


def test_a_line_whose_draft_was_dropped_can_be_made_anew(client, mira):
    content = xlsx(client, line(client))
    client.post(send(client, content)["Location"])
    drop_draft(Revision.objects.get(), by=mira, now=NOON)

    client.post(send(client, content)["Location"])

    assert sorted(Revision.objects.values_list("state", flat=True)) == ["dropped", "writing"]


def test_lines_are_sent_for_review_where_that_is_wanted(client, mira):
    looked_at = send(client, xlsx(client, line(client)))["Location"]

    client.post(looked_at, {"send": "1"})

    assert Revision.objects.get().state == "submitted"


def test_every_fault_is_named_with_its_line_its_column_and_what_to_do(client, mira):
    content = xlsx(
        client,
        line(client, **{"Harga dalam rupiah": "35rb"}),
        line(client, **{"Nama": "", "Sektor 1": "Emas"}),
        line(client, **{"Nama": "Tikar", "Harga dalam rupiah": 35}),
        line(client, **{"Nama": "Anjat", "Harga dalam rupiah": "=35000+1"}),
        line(client, **{"Nama": "Topi", "Sektor 1": ""}),
        line(client, Nama="Madu\x07"),
    )

    page = send(client, content)

    assert page.status_code == 422
    said = faults(page)
    assert [(number, column) for number, column, _says in said] == [
        (2, "D, Harga dalam rupiah"),
        (3, "B, Nama"),
        (3, "F, Sektor 1"),
        (4, "D, Harga dalam rupiah"),
        (5, "D, Harga dalam rupiah"),
        (6, "F, Sektor 1"),
        (7, "B, Nama"),
    ]
    assert "misalnya 35000" in said[0][2]
    assert said[1][2] == "Kolom ini tidak boleh kosong."
    assert '"Emas" tidak ada dalam daftar' in said[2][2]
    assert "terlalu kecil" in said[3][2]
    assert "rumus" in said[4][2]
    assert Listing.objects.count() == 0


def test_a_line_that_stands_there_twice_is_named(client, mira):
    page = send(client, xlsx(client, line(client), line(client)))

    assert "Baris ini sama dengan baris 2" in faults(page)[0][2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_csv_of_the_same_columns_is_taken_too(client, mira, encoding, delimiter):
    rows = ["Nama,Keterangan,Sektor 1,Harga dalam rupiah", "Kué lapis,Manis,Madu,35000.0"]
    content = "\r\n".join(row.replace(",", delimiter) for row in rows)

    looked_at = send(client, content.encode(encoding), "lembar.csv")
    client.post(looked_at["Location"])

    words = Revision.objects.get().content["words"]
    assert (words["title"], words["price_low"]) == ("Kué lapis", 35000)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("24/11/2026", "2026-11-24"),
        ("2026-11-24", "2026-11-24"),
        ("46350", "2026-11-24"),
        ("24.11.2026", "2026-11-24"),
    ],
)
def test_a_day_is_read_however_a_spreadsheet_keeps_it(client, mira, said, kept):
    content = f"Nama;Keterangan;Sektor 1;Hari pertama;Mulai pukul\nPanen;Ramai;Madu;{said};08.00\n"

    looked_at = client.post(
        "/kerja/sajian/lembar/acara/", {"sheet": SimpleUploadedFile("a.csv", content.encode())}
    )
    client.post(looked_at["Location"])

    details = Revision.objects.get().content["details"]
    assert (details["start_on"], details["start_time"]) == (kept, "08:00:00")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"Nama;Keterangan\nMadu;Manis\n", "Kolom “Sektor 1” tidak ada"),
        (b"Nama;Keterangan;Sektor 1;Kamar\nMadu;Manis;Madu;3\n", "Kolom “Kamar” tidak ada pada"),
        (b"Nama;Nama;Keterangan;Sektor 1\nMadu;x;Manis;Madu\n", "ada dua kali"),
        (b"Nama;Keterangan;Sektor 1\n", "Belum ada yang diisi"),
        (b"GIF89a\x00\x01", "bukan tabel"),
    ],
)
def test_a_file_that_is_no_sheet_of_this_kind_leaves_nothing_behind(client, mira, content, says):
    page = send(client, content)

    assert page.status_code == 422
    assert says in page.content.decode()
    assert Listing.objects.count() == 0


def test_all_lines_are_made_or_none(client, mira):
    whole = {"words": {"title": "Madu", "text": "Manis."}, "details": {}, "sectors": ["madu"]}
    broken = whole | {"sectors": []}

    with pytest.raises(Incomplete):
        write_drafts(
            [whole, broken], kind="product", village=make_region(), by=mira, now=NOON, is_sent=True
        )

    assert Listing.objects.count() == 0
    assert AuditEntry.objects.filter(by_number=mira.pk).count() == 0


def test_a_sheet_that_was_put_away_is_asked_for_again(client, mira):
    looked_at = send(client, xlsx(client, line(client)))["Location"]
    cache.clear()

    page = client.post(looked_at, follow=True)

    assert "Kirim berkasnya sekali lagi" in page.content.decode()
    assert Listing.objects.count() == 0


def test_nobody_confirms_what_another_sent(client, mira):
    looked_at = send(client, xlsx(client, line(client)))["Location"]
    client.force_login(make_role("Ines", "operator", "64.02.08.2009").person)

    assert client.post(looked_at)["Location"] == ADDRESS
    assert Listing.objects.count() == 0


def test_nobody_sends_a_sheet_for_another_village(client, mira):
    make_region("64.02.08.2009")
    sheet = SimpleUploadedFile("a.csv", b"Nama;Keterangan;Sektor 1\nMadu;Manis;Madu\n")

    page = client.post(ADDRESS, {"sheet": sheet, "village": "64.02.08.2009"})

    assert page.status_code == 404


def test_a_member_names_the_own_organisation_in_each_line(client, mira):
    seller = make_organisation()
    role = {"organisation_number": seller.pk}
    client.force_login(make_role("Selvi", "member", "64.03.01.2005", **role).person)

    refused = send(client, xlsx(client, line(client)))
    own = line(client, **{"Kelompok, usaha, atau perajin": seller.name})
    client.post(send(client, xlsx(client, own))["Location"])

    assert faults(refused) == [
        (2, "I, Kelompok, usaha, atau perajin", "Kolom ini tidak boleh kosong.")
    ]
    assert Revision.objects.get().content["seller"] == seller.pk


def test_a_long_sheet_is_read_with_few_queries(client, mira, django_assert_max_num_queries):
    content = xlsx(client, *(line(client, Nama=f"Madu {number}") for number in range(300)))

    with django_assert_max_num_queries(25):
        page = send(client, content)

    assert page.status_code == 302


def test_only_those_who_write_are_led_to_sheets(client, mira):
    led = client.get("/kerja/sajian/").content.decode()
    client.force_login(make_role("Sari", "regency_officer", "64.03").person)

    assert "/kerja/sajian/lembar/" in led
    assert "/kerja/sajian/lembar/" not in client.get("/kerja/sajian/").content.decode()
