"""Somebody agrees, is shown, takes it back on her own phone, and is shown no more."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Hall
from tests.browser.people import OPERATOR, Doorway
from tests.browser.test_letting_people_in import faults_on
from tests.vnu import problems_in

pytestmark = pytest.mark.browser

STORY = "Pesanan 500 kg yang terpenuhi 200 kg"


def agreed(page: Page, hall: Hall, name: str) -> str:
    """Write down that somebody agrees to be named in a story, and read the code."""
    page.goto(f"{hall.address}/kerja/persetujuan/")
    page.get_by_role("link", name="Catat persetujuan").click()
    page.get_by_label("Nama orang yang setuju").fill(name)
    page.get_by_role("button", name="Berikutnya").click()
    page.get_by_label(f"Nama, di dalam tulisan “{STORY}”").check()
    page.get_by_role("button", name="Berikutnya").click()
    expect(page.get_by_text("Anda boleh menolak.")).to_be_visible()
    page.get_by_role("button", name="Sudah saya bacakan").click()
    page.get_by_label("Diucapkan, dan ada orang lain yang mendengar").check()
    page.get_by_label("Siapa yang mendengar").fill("Ibu Lung, tetangga")
    page.get_by_role("button", name=f"{name} setuju: catat").click()
    expect(page.get_by_role("link", name="Kirim lewat WhatsApp")).to_be_visible()
    return page.locator("dl.facts b").inner_text()


def test_what_was_agreed_to_is_taken_back_without_account_script_or_cookie(
    hall: Hall, browser: Browser, doorway: Doorway
):
    code = agreed(doorway.bare_page(OPERATOR), hall, "Dayang Rinai")
    phone = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="id-ID")
    page = phone.new_page()
    story = page.request.get(f"{hall.address}/cerita/")
    assert STORY in story.text()

    page.goto(f"{hall.address}/persetujuan/")
    page.get_by_label("Kode").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Lihat yang saya setujui").click()
    page.get_by_role("button", name="Jangan tampilkan lagi").click()

    expect(page.get_by_role("heading", name="Tidak ditampilkan lagi")).to_be_visible()
    doors = ("/cerita/", "/cerita/atom.xml", "/desa/64.03.01.2005/", "/cari/?q=pesanan")
    shown = [door for door in doors if STORY in page.request.get(hall.address + door).text()]
    assert shown == []
    assert phone.cookies() == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_are_valid_accessible_and_not_too_wide(
    hall: Hall, browser: Browser, doorway: Doorway, width: int
):
    operator = doorway.bare_page(OPERATOR, width=width)
    operator.goto(f"{hall.address}/kerja/persetujuan/baru/")
    operator.get_by_label("Nama orang yang setuju").fill("Ibu Lung")
    operator.get_by_role("button", name="Berikutnya").click()
    giver = re.sub(r"baru/$", "", operator.url.removeprefix(hall.address))
    chosen = operator.locator("input[name=untuk]").first.get_attribute("value")
    addresses = [
        "/kerja/persetujuan/", "/kerja/persetujuan/baru/", giver, f"{giver}baru/",
        f"{giver}baru/?untuk={chosen}", f"{giver}baru/?untuk={chosen}&dibacakan=ya",
        f"{giver}lembar/", "/akun/data/", "/persetujuan/", "/privasi/permintaan/",
        "/privasi/permintaan/diterima/", "/kerja/persetujuan/nomor/", "/kerja/lembaga/",
        "/kerja/lembaga/baru/",
    ]  # fmt: skip
    context = browser.new_context(
        viewport={"width": width, "height": 740}, locale="id-ID",
        storage_state=operator.context.storage_state(),
    )  # fmt: skip
    page = context.new_page()

    found = {address: faults_on(page, hall.address + address) for address in addresses}
    html = {address: page.request.get(hall.address + address).text() for address in addresses}

    assert {address: faults for address, faults in found.items() if faults} == {}
    assert problems_in(html) == []
