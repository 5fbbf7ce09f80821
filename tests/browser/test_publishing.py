"""From a phone on a weak line to every door, past an officer; and back when somebody says no."""

import re
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from balai.photos.tests.sent_photos import as_bytes, make_photo, phone_exif
from tests.browser.conftest import PHONE, Hall
from tests.browser.people import OFFICER, OPERATOR, OTHER_OFFICER, Doorway

pytestmark = pytest.mark.browser

TITLE = "Cokelat asap Rinai 70%"
TEXT = "Dibuat Dayang Rinai dari kakao Merasa yang diasap."
MOST_TAPS = 25
# 100 kbit/s with 600 ms there and back.
WEAK = {
    "offline": False, "latency": 600, "downloadThroughput": 12_500, "uploadThroughput": 12_500,
}  # fmt: skip


PATIENCE = 90_000


class Sent(NamedTuple):
    """What was sent for review: with how many taps, what a killed tab had kept, its number."""

    taps: int
    kept: dict[str, str]
    number: int


class Phone:
    """A phone of 360 px on a weak line, whose taps are counted."""

    def __init__(self, doorway: Doorway, who: str) -> None:
        self.context: BrowserContext = doorway.room_of(who, viewport=PHONE, has_touch=True)
        self.page: Page = self.context.new_page()
        self.taps = 0
        self._weaken()

    def _weaken(self) -> None:
        self.line: CDPSession = self.context.new_cdp_session(self.page)
        self.line.send("Network.enable")
        self.line.send("Network.emulateNetworkConditions", WEAK)

    def loses_the_line(self) -> None:
        self.line.send("Network.emulateNetworkConditions", WEAK | {"offline": True})

    def tap(self, target: Any) -> None:
        self.taps += 1
        target.tap()

    def is_killed(self) -> None:
        """Lose the tab at once, as when the system takes its memory or the battery dies."""
        self.page.close(run_before_unload=False)
        self.page = self.context.new_page()
        self._weaken()

    def onward(self, question: str) -> None:
        self.tap(self.page.locator(f"#{question} [data-next]"))
        expect(self.page.locator(f"#{question}")).to_be_hidden()


def photo_of_twelve_megapixels() -> bytes:
    return as_bytes(make_photo((4000, 3000), grain=4), exif=phone_exif(orientation=6), quality=90)


@pytest.fixture(scope="module")
def sent(hall: Hall, doorway: Doorway) -> Sent:
    """Add a product with a photo, through a lost line and a killed tab; send it for review."""
    phone = Phone(doorway, OPERATOR)
    page = phone.page
    page.goto(f"{hall.address}/kerja/")
    phone.tap(page.get_by_role("link", name="Tambah", exact=True))
    phone.tap(page.get_by_role("button", name="Barang yang dijual"))
    page.wait_for_selector("[data-ready]")
    page.locator("[name=title]").fill(TITLE)
    phone.onward("nama")
    phone.taps += 2  # the system's own picker: open it, choose
    page.locator("#foto [data-pictures] input[type=file]").set_input_files(
        {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": photo_of_twelve_megapixels()}
    )
    phone.onward("foto")
    page.locator("[name=text]").fill(TEXT[:20])
    phone.loses_the_line()
    page.locator("[name=text]").fill(TEXT)
    phone.onward("cerita")
    page.locator("[name=price_low]").fill("Rp 42.500")
    expect(page.locator("[data-status]")).to_contain_text(
        "Hanya tersimpan di HP ini", timeout=PATIENCE
    )
    draft = page.url.partition("#")[0]
    phone.is_killed()

    page = phone.page
    page.goto(f"{draft}#harga")
    page.wait_for_selector("[data-ready]")
    kept = {name: page.locator(f"[name={name}]").input_value() for name in ("text", "price_low")}
    page.locator("[name=price_unit]").fill("bungkus")
    phone.onward("harga")
    phone.tap(page.locator("#sektor label").first)
    phone.onward("sektor")
    phone.tap(page.locator("#penjual label").first)
    phone.onward("penjual")
    page.goto(f"{draft}#foto")
    page.get_by_text("Sudah sampai di Balai").first.wait_for(state="attached", timeout=PATIENCE)
    phone.tap(page.locator("#foto [name=to][value=pictures]"))
    page.locator("[name$=alt]").first.fill("Sebatang cokelat di atas daun pisang.")
    phone.tap(page.get_by_label("Tidak ada", exact=True).first)
    phone.tap(page.get_by_role("button", name="Simpan keterangan"))
    page.wait_for_load_state()
    phone.tap(page.get_by_role("link", name="Lihat hasilnya"))
    phone.tap(page.get_by_role("button", name="Kirim untuk diperiksa"))
    page.wait_for_url("**/kerja/sajian/*/")
    return Sent(phone.taps, kept, number=int(page.url.rstrip("/").rpartition("/")[2]))


def test_nothing_typed_was_lost_and_few_taps_were_needed(sent: Sent):
    assert sent.kept == {"text": TEXT, "price_low": "Rp 42.500"}
    assert sent.taps <= MOST_TAPS


@pytest.fixture(scope="module")
def published(hall: Hall, doorway: Doorway, sent: Sent) -> str:
    """Let the officer of the regency review and publish it; tell its address."""
    page = doorway.room_of(OFFICER).new_page()
    page.goto(f"{hall.address}/kerja/periksa/")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_text("Rp42.500")).to_be_visible()
    page.get_by_role("button", name="Tayangkan", exact=True).click()
    expect(page.get_by_role("status").get_by_text(TITLE)).to_be_visible()
    return f"/produk/{sent.number}/cokelat-asap-rinai-70/"


def test_an_officer_of_another_regency_finds_it_by_no_door(
    hall: Hall, doorway: Doorway, sent: Sent
):
    page = doorway.room_of(OTHER_OFFICER).new_page()
    rooms = ("/kerja/periksa/", "/kerja/desa/", "/kerja/daftar-sajian/", "/cari/?q=cokelat+asap")

    found = [room for room in rooms if TITLE in page.request.get(hall.address + room).text()]
    asked = page.request.get(f"{hall.address}/kerja/sajian/{sent.number}/")

    assert found == []
    assert asked.status == 404


DOORS = (
    "/produk/", "/cari/?q=cokelat+asap+rinai", "/atom.xml", "/produk/atom.xml",
    "/desa/64.03.01.2005/", "/api/v1/listings", "/api/v1/search?q=cokelat+asap+rinai",
)  # fmt: skip


def test_once_published_it_stands_at_every_door_with_its_photo(
    hall: Hall, browser: Browser, published: str, sent: Sent
):
    page = browser.new_page()

    missing = [door for door in DOORS if TITLE not in page.request.get(hall.address + door).text()]
    sitemap = page.request.get(f"{hall.address}/sitemap-listings-0.xml").text()
    shown = page.request.get(hall.address + published)
    share = page.request.get(f"{hall.address}/produk/{sent.number}/bagikan.png")

    assert missing == []
    assert published in sitemap
    assert shown.status == 200
    assert len(photos_in(shown.text())) > 2
    assert share.headers["content-type"] == "image/png"


def test_when_she_takes_back_her_yes_name_and_photo_are_gone_from_every_door(
    hall: Hall, doorway: Doorway, browser: Browser, published: str, sent: Sent
):
    visitor = browser.new_page()
    photos = photos_in(visitor.request.get(hall.address + published).text())
    code = agreed(doorway.room_of(OPERATOR, viewport=PHONE).new_page(), hall)
    hers = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="id-ID").new_page()
    hers.goto(f"{hall.address}/persetujuan/")
    hers.get_by_label("Kode").fill(code)
    hers.get_by_role("button", name="Lihat yang saya setujui").click()

    hers.get_by_role("button", name="Jangan tampilkan lagi").click()

    expect(hers.get_by_role("heading", name="Tidak ditampilkan lagi")).to_be_visible()
    seen = {door: visitor.request.get(hall.address + door) for door in (*DOORS, published)}
    assert seen.pop(published).status == 404
    assert [door for door, answer in seen.items() if TITLE in answer.text()] == []
    assert len(photos) > 2
    assert {visitor.request.get(hall.address + one).status for one in photos} == {404}


def photos_in(html: str) -> set[str]:
    return set(re.findall(r"/gambar/[0-9a-f]{32}-\d+\.\w+", html))


def agreed(page: Page, hall: Hall) -> str:
    """Write down that Rinai agrees to be named in the product; read the code she is given."""
    page.goto(f"{hall.address}/kerja/persetujuan/")
    page.get_by_role("link", name="Catat persetujuan").click()
    page.get_by_label("Nama orang yang setuju").fill("Dayang Rinai")
    page.get_by_role("button", name="Berikutnya").click()
    page.get_by_label(f"Nama, di dalam tulisan “{TITLE}”").check()
    page.get_by_role("button", name="Berikutnya").click()
    page.get_by_role("button", name="Sudah saya bacakan").click()
    page.get_by_label("Diucapkan, dan ada orang lain yang mendengar").check()
    page.get_by_label("Siapa yang mendengar").fill("Ibu Lung, tetangga")
    page.get_by_role("button", name="Dayang Rinai setuju: catat").click()
    return page.locator("dl.facts b").inner_text()
