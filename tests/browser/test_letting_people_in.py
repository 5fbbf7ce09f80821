"""A head invites, a maker comes in on a small phone, and nothing needs a script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Hall
from tests.browser.people import HEAD, Doorway
from tests.vnu import problems_in

pytestmark = pytest.mark.browser


def link_made(page: Page, hall: Hall, *, role: str) -> str:
    """Make an invitation from the people page on, and read its link."""
    page.goto(f"{hall.address}/kerja/orang/")
    page.get_by_role("link", name="Undang seseorang").click()
    page.get_by_label(role, exact=True).check()
    page.get_by_role("button", name="Buat tautan").click()
    expect(page.get_by_role("link", name="Kirim lewat WhatsApp")).to_be_visible()
    return page.get_by_label("Atau salin tautannya").input_value()


def test_a_head_invites_and_somebody_comes_in_without_a_script(
    hall: Hall, browser: Browser, doorway: Doorway
):
    head = doorway.bare_page(HEAD)
    link = link_made(head, hall, role="operator kampung")
    phone = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="id-ID")
    page = phone.new_page()

    page.goto(link)
    page.get_by_label("Nama Anda").fill("Sulastri")
    page.get_by_label("Alamat email atau nomor HP").fill("0813-4567-8901")
    page.get_by_label("Kata sandi").fill("sungai kelay jernih")
    page.get_by_label("Saya berumur 18 tahun atau lebih").check()
    page.get_by_role("button", name="Buat akun saya").click()
    page.goto(f"{hall.address}/kerja/orang/")

    expect(page.get_by_role("link", name="Sulastri")).to_be_visible()
    again = browser.new_context(locale="id-ID").new_page()
    again.goto(link)
    expect(again.get_by_role("heading", name="Undangan ini tidak berlaku")).to_be_visible()
    head.goto(f"{hall.address}/kerja/orang/jejak/")
    expect(head.get_by_text("Sulastri bergabung di Balai.")).to_be_visible()


def test_somebody_asks_is_let_in_and_comes_in(hall: Hall, browser: Browser, doorway: Doorway):
    page = browser.new_context(viewport=PHONE, locale="id-ID").new_page()
    page.goto(f"{hall.address}/gabung/")
    page.get_by_label("Nama desa Anda").fill("merasa")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name="Kampung Merasa").click()
    page.get_by_label("Nama Anda").fill("Kristina")
    page.get_by_label("Alamat email atau nomor HP").fill("0813-4567-8902")
    page.get_by_label("Apa yang ingin Anda lakukan di Balai?").fill("Saya menganyam rotan.")
    page.get_by_label("Saya berumur 18 tahun atau lebih").check()
    page.get_by_role("button", name="Kirim permintaan").click()
    # A form sent within three seconds asks for one more press.
    if page.get_by_text("Tekan tombolnya sekali lagi").is_visible():
        page.get_by_role("button", name="Kirim permintaan").click()
    expect(page.get_by_role("heading", name="Permintaan Anda sudah diterima")).to_be_visible()

    head = doorway.bare_page(HEAD)
    head.goto(f"{hall.address}/kerja/orang/")
    head.get_by_role("link", name="Kristina").click()
    head.get_by_label("wakil komunitas").check()
    head.get_by_role("button", name="Terima dan buat tautan").click()

    whatsapp = head.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href") or ""
    assert whatsapp.startswith("https://wa.me/6281345678902?text=")


def test_a_code_is_handed_over_and_used_on_the_phone(
    hall: Hall, browser: Browser, doorway: Doorway
):
    head = doorway.bare_page(HEAD)
    link = link_made(head, hall, role="operator kampung")
    page = browser.new_context(viewport=PHONE, locale="id-ID").new_page()
    page.goto(link)
    page.get_by_label("Nama Anda").fill("Martinus")
    page.get_by_label("Alamat email atau nomor HP").fill("0813-4567-8903")
    page.get_by_label("Kata sandi").fill("sungai kelay jernih")
    page.get_by_label("Saya berumur 18 tahun atau lebih").check()
    page.get_by_role("button", name="Buat akun saya").click()

    head.goto(f"{hall.address}/kerja/orang/")
    head.get_by_role("link", name="Martinus").click()
    head.get_by_role("button", name="Buat kode").click()
    code = head.locator(".code").inner_text()
    page.goto(f"{hall.address}/masuk/kode/")
    page.get_by_label("Alamat email atau nomor HP").fill("+62 813 4567 8903")
    page.get_by_label("Kode").fill(code)
    page.get_by_label("Kata sandi baru").fill("air terjun bening")
    page.get_by_role("button", name="Pakai kata sandi baru").click()

    expect(page.get_by_role("heading", name="Masuk")).to_be_visible()
    expect(page.get_by_text("Kata sandi baru sudah berlaku")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_are_valid_accessible_and_not_too_wide(
    hall: Hall, browser: Browser, doorway: Doorway, width: int
):
    head = doorway.bare_page(HEAD, width=width)
    link = link_made(head, hall, role="wakil komunitas").removeprefix(hall.address)
    people = head.goto(f"{hall.address}/kerja/orang/")
    assert people
    [person] = re.findall(r'href="(/kerja/orang/\d+/)">Marta Lung', people.text())
    addresses = [
        "/kerja/orang/", "/kerja/orang/jejak/", "/kerja/orang/undangan/", person,
        f"{person}peran/", "/kerja/serah-terima/", link, "/masuk/kode/", "/gabung/",
        "/gabung/64.03.01.2005/", "/gabung/diterima/",
    ]  # fmt: skip
    context = browser.new_context(
        viewport={"width": width, "height": 740}, locale="id-ID",
        storage_state=head.context.storage_state(),
    )  # fmt: skip
    page = context.new_page()

    found = {address: faults_on(page, hall.address + address) for address in addresses}
    html = {address: page.request.get(hall.address + address).text() for address in addresses}

    assert {address: faults for address, faults in found.items() if faults} == {}
    assert problems_in(html) == []


def faults_on(page: Page, address: str) -> list[str]:
    """Name what stands in the way of a reader or a phone."""
    page.goto(address)
    results = Axe().run(page, options={"resultTypes": ["violations"]})
    violations = [
        f"{violation['id']}: {violation['nodes'][0]['html'][:120]}"
        for violation in results.response["violations"]
    ]
    if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
        violations.append("it scrolls sideways")
    return violations
