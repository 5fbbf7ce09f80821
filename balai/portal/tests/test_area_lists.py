"""What officers see of the villages of their areas, and take away."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from balai.catalogue.actions.exports import note_export
from balai.catalogue.actions.listings import put_in_sectors
from balai.catalogue.actions.sectors import save_sector
from balai.catalogue.errors import MayNotTakeAway
from balai.core.models import AuditEntry
from tests.factories import (
    NOON,
    make_listing,
    make_organisation,
    make_person,
    make_region,
    make_revision,
    make_role,
)

pytestmark = pytest.mark.django_db
MERASA, PELA = "64.03.01.2005", "64.02.08.2009"


@pytest.fixture
def sari(client):
    """Sign in the officer of Berau, who has Merasa; Pela lies in another regency."""
    make_region()
    make_region(PELA)
    person = make_role("Sari", "regency_officer", "64.03").person
    client.force_login(person)
    return person


def draft(title, *, state="writing", **fields):
    listing = make_listing(published_at=None, title="", **fields)
    submitted = NOON if state in {"submitted", "returned"} else None
    decided = {"decided_at": NOON, "said": "Sebut beratnya."}
    return make_revision(
        listing,
        state=state,
        content={"words": {"title": title}, "sectors": ["madu"]},
        submitted_at=submitted,
        changed_at=timezone.now(),
        **(decided if state in {"returned", "dropped"} else {}),
    )


def titles(page):
    return [title for _listing, title, _state, _change in page.context["rows"]]


def villages(page):
    return [(row.village.name, row.shown, row.waiting) for row in page.context["rows"]]


def table(answer):
    return CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def csv_table(answer):
    content = answer.content.decode("utf-8-sig")
    return list(csv.reader(StringIO(content), delimiter=";"))


def test_an_officer_sees_what_each_village_of_the_regency_shows_and_what_waits(client, sari):
    make_listing()
    make_listing("Dari Pela", village=make_region(PELA))
    draft("Madu", state="submitted")

    page = client.get("/kerja/desa/")

    assert villages(page) == [("Merasa", 1, 1)]
    assert 'href="/desa/64.03.01.2005/"' in page.content.decode()
    assert 'href="/kerja/daftar-sajian/?wilayah=64.03.01.2005"' in page.content.decode()
    assert "Pela" not in page.content.decode()


def test_a_village_is_quiet_when_nothing_was_written_or_confirmed_for_ninety_days(client, sari):
    long_ago = timezone.now() - timedelta(days=91)
    quiet = make_region("64.03.01.2001", name="Lama")
    make_listing("Madu", village=quiet, refreshed_at=long_ago)
    writes = make_region("64.03.01.2002", name="Menulis")
    make_listing("Tikar", village=writes, refreshed_at=long_ago)
    draft("Anjat", village=writes, refreshed_at=long_ago)

    assert villages(client.get("/kerja/desa/?keadaan=diam")) == [("Lama", 1, 0)]
    assert villages(client.get("/kerja/desa/?keadaan=belum-mulai")) == [("Merasa", 0, 0)]


def test_villages_are_put_in_order_by_a_press_on_a_heading(client, sari):
    for number, name in ((1, "Ampat"), (2, "Batu"), (3, "Cempaka")):
        for _count in range(number % 3):
            make_listing(village=make_region(f"64.03.02.200{number}", name=name))

    def names(order):
        page = client.get(f"/kerja/desa/?urut={order}")
        return [name for name, _shown, _waiting in villages(page)]

    assert names("nama") == ["Ampat", "Batu", "Merasa"]
    assert names("-nama") == ["Merasa", "Batu", "Ampat"]
    assert names("-tayang") == ["Batu", "Ampat", "Merasa"]
    assert names("terakhir")[0] == "Merasa"
    assert names("nonsense") == names("nama")


def test_a_hundred_villages_take_as_many_queries_as_one(
    client, sari, django_assert_max_num_queries
):
    for number in range(60):
        make_listing(village=make_region(f"64.03.02.2{number:03}"))

    with django_assert_max_num_queries(17):
        page = client.get("/kerja/desa/?urut=-tayang&hal=2")

    assert len(page.context["rows"]) == 11


def test_the_list_of_an_area_holds_every_state_and_nothing_of_another_area(client, sari):
    make_listing("Cokelat")
    make_listing("Tikar", withdrawn_at=NOON)
    make_listing("Dari Pela", village=make_region(PELA))
    draft("Madu", state="submitted")
    draft("Anjat")
    draft("Lempok", state="returned")
    draft("Dibuang", state="dropped")

    def asked(state):
        return sorted(titles(client.get(f"/kerja/daftar-sajian/?keadaan={state}")))

    assert asked("") == ["Anjat", "Cokelat", "Lempok", "Madu", "Tikar"]
    assert [asked("tayang"), asked("ditarik")] == [["Cokelat"], ["Tikar"]]
    assert [asked("diperiksa"), asked("draf"), asked("diperbaiki")] == [
        ["Madu"],
        ["Anjat"],
        ["Lempok"],
    ]


def test_a_list_is_narrowed_by_kind_village_sector_and_words(client, sari):
    honey = save_sector(code="madu", name="Madu", name_en="Honey", by=None, now=NOON)
    put_in_sectors(make_listing("Madu hutan"), [honey])
    make_listing("Danau", kind="attraction", village=make_region("64.03.01.2001", name="Lama"))
    draft("Madu kelulut")

    def asked(narrowing):
        return sorted(titles(client.get(f"/kerja/daftar-sajian/?{narrowing}")))

    assert asked("jenis=attraction") == ["Danau"]
    assert asked("wilayah=64.03.01.2005") == ["Madu hutan", "Madu kelulut"]
    assert asked("sektor=madu") == ["Madu hutan", "Madu kelulut"]
    assert asked("q=KELULUT") == ["Madu kelulut"]
    assert asked("q=lama") == ["Danau"]


def test_xlsx_and_csv_hold_all_rows_of_the_list_and_the_trail_says_so(client, sari):
    for number in range(55):
        make_listing(f"Sajian {number}", price_low=35000, price_unit="bungkus")

    rows = table(client.get("/kerja/daftar-sajian.xlsx"))
    plain = csv_table(client.get("/kerja/daftar-sajian.csv?jenis=product"))

    assert (len(rows), len(plain)) == (56, 56)
    assert rows[0][:5] == ["Nomor", "Jenis", "Nama", "Nama dalam bahasa Inggris", "Keadaan"]
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["Harga (Rp)"] == 35000
    assert first["Tayang sejak"] == date(2026, 11, 24)
    assert (first["Desa"], first["Kabupaten/kota"]) == ("Desa Merasa", "Kabupaten Berau")
    trail = AuditEntry.objects.filter(act="catalogue.listings_exported").order_by("pk")
    assert list(trail.values_list("by_number", "area_code", "reason")) == [
        (sari.pk, "64.03", "xlsx: 55"),
        (sari.pk, "64.03", "csv: 55"),
    ]


def test_the_file_is_named_after_its_area_and_day(client, sari):
    answer = client.get("/kerja/daftar-sajian.xlsx?wilayah=64.03.01.2005")

    day = timezone.localdate().isoformat()
    assert answer["Content-Disposition"] == f'attachment; filename="sajian-desa-merasa-{day}.xlsx"'


def test_hostile_names_stay_text_in_the_files(client, sari):
    make_listing('=HYPERLINK("http://jahat.example")')
    make_listing("@SUM(1)", village=make_region("64.03.01.2001", name="+Lama"))

    rows = table(client.get("/kerja/daftar-sajian.xlsx"))
    plain = csv_table(client.get("/kerja/daftar-sajian.csv"))

    assert {row[2] for row in rows[1:]} == {'=HYPERLINK("http://jahat.example")', "@SUM(1)"}
    assert {row[2] for row in plain[1:]} == {
        '\'=HYPERLINK("http://jahat.example")',
        "'@SUM(1)",
    }


def test_a_maker_who_does_not_agree_is_not_named_in_a_file(client, sari):
    make_listing(seller=make_organisation("Ibu Yuliana", kind="maker"))

    rows = table(client.get("/kerja/daftar-sajian.xlsx"))

    assert "Ibu Yuliana" not in str(rows)


def test_nobody_takes_away_what_lies_elsewhere(client, sari):
    draft("Rahasia Pela", village=make_region(PELA))
    elsewhere = client.get("/kerja/daftar-sajian.xlsx?wilayah=64.02")

    assert "Rahasia Pela" not in str(csv_table(client.get("/kerja/daftar-sajian.csv")))
    assert elsewhere.status_code == 404
    with pytest.raises(MayNotTakeAway):
        note_export(make_region(PELA), form="csv", total=1, by=sari, now=NOON)
    assert AuditEntry.objects.filter(area_code__startswith="64.02").count() == 0


def test_what_a_community_keeps_is_in_no_list_count_or_file(client, sari):
    make_listing("Nyanyian tertutup", closed_at=NOON)
    kept = draft("Ukiran tertutup", state="submitted", closed_at=NOON)

    nothing = [("Merasa", 0, 0)]
    assert villages(client.get("/kerja/desa/?keadaan=belum-mulai&urut=-periksa")) == nothing
    assert titles(client.get("/kerja/daftar-sajian/")) == []
    assert titles(client.get("/kerja/daftar-sajian/?q=tertutup")) == []
    assert len(table(client.get("/kerja/daftar-sajian.xlsx"))) == 1
    assert kept.is_open


def test_an_operator_takes_away_the_list_of_the_own_village(client, sari):
    make_listing()
    draft("Draf Merasa")
    make_listing("Dari Lama", village=make_region("64.03.01.2001", name="Lama"))
    client.force_login(make_role("Mira", "operator", MERASA).person)

    rows = table(client.get("/kerja/daftar-sajian.xlsx"))

    assert [row[2] for row in rows[1:]] == ["Biji kakao fermentasi", "Draf Merasa"]


def test_who_works_nowhere_finds_no_list(client):
    make_region()
    client.force_login(make_person("Tamu"))

    assert client.get("/kerja/daftar-sajian/").status_code == 404
    assert client.get("/kerja/daftar-sajian.xlsx").status_code == 404
    assert client.get("/kerja/desa/").status_code == 404


def test_the_list_takes_the_same_queries_with_few_and_with_many(
    client, sari, django_assert_max_num_queries
):
    for number in range(60):
        draft(f"Madu {number}")

    with django_assert_max_num_queries(17):
        client.get("/kerja/daftar-sajian/")
