"""A phone sends photos on over a line that breaks, and each arrives once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    FilePayload,
    Page,
    Route,
    StorageState,
    expect,
)

from balai.photos.tests.sent_photos import as_bytes, make_photo, phone_exif
from balai.portal.actions.demo_people import PASSWORD
from tests.browser.conftest import PHONE, Hall
from tests.browser.people import OPERATOR

pytestmark = pytest.mark.browser
WAITING = "Menunggu sinyal. Foto tersimpan di HP ini dan terkirim sendiri."
PATIENCE = 60_000


@pytest.fixture(scope="module")
def signed_in(hall: Hall, browser: Browser) -> StorageState:
    """Sign the operator of a village in, once."""
    room = browser.new_context(locale="id-ID")
    page = room.new_page()
    page.goto(f"{hall.address}/masuk/")
    page.get_by_label("Alamat email atau nomor HP").fill(OPERATOR)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(f"{hall.address}/kerja/")
    state = room.storage_state()
    room.close()
    return state


@pytest.fixture
def room(browser: Browser, signed_in: StorageState) -> Iterator[BrowserContext]:
    context = browser.new_context(storage_state=signed_in, viewport=PHONE, locale="id-ID")
    yield context
    context.close()


@pytest.fixture
def address(hall: Hall, room: BrowserContext) -> str:
    """Name the page of the photos of one of the operator's listings."""
    page = room.new_page()
    page.goto(f"{hall.address}/kerja/sajian/")
    own = page.locator("main a[href^='/kerja/sajian/']").first.get_attribute("href")
    page.goto(f"{hall.address}{own}gambar/")
    if (change := page.get_by_role("button", name="Ubah foto")).count():
        change.click()
        page.locator("[data-pictures]").wait_for()
    page.close()
    return f"{hall.address}{own}gambar/"


def photo(seed: int, size: tuple[int, int] = (4000, 3000)) -> bytes:
    """Take a photo, of twelve million dots, by a phone that was held upright."""
    small = make_photo((400 + seed, 300), grain=2)
    return as_bytes(small.resize(size), exif=phone_exif(orientation=6), quality=92)


def opened(room: BrowserContext, address: str) -> Page:
    page = room.new_page()
    page.goto(address)
    page.locator("[data-pictures] input").wait_for()
    return page


def choose(page: Page, content: bytes) -> None:
    page.locator("[data-pictures] input").set_input_files(file_of(content))


def file_of(content: bytes) -> FilePayload:
    return FilePayload(name="IMG.jpg", mimeType="image/jpeg", buffer=content)


def count(page: Page) -> int:
    return page.locator("section[id^=p]").count()


def test_a_photo_is_made_small_on_the_phone_and_arrives_upright(room, address):
    page = opened(room, address)
    before = count(page)
    sent: list[int] = []
    page.on("request", lambda asked: sent.append(len(asked.post_data_buffer or b"")))

    choose(page, photo(1))
    expect(page.locator("section[id^=p]")).to_have_count(before + 1, timeout=PATIENCE)

    image = page.locator("section[id^=p] img").last
    shape = image.get_attribute("width"), image.get_attribute("height")
    assert shape == ("1200", "1600")
    assert max(sent) < 70_000
    assert sum(sent) < 1_000_000


def test_a_broken_line_and_a_closed_tab_lose_nothing_and_double_nothing(room, address):
    page = opened(room, address)
    before = count(page)
    pieces: list[Route] = []

    def break_the_line(route: Route) -> None:
        pieces.append(route)
        if len(pieces) > 1:
            route.abort()
        else:
            route.continue_()

    page.route("**/kerja/unggah/*/", break_the_line)
    choose(page, photo(2))
    expect(page.get_by_text(WAITING)).to_be_visible(timeout=PATIENCE)
    assert len(pieces) >= 2
    page.close()

    again = opened(room, address)
    expect(again.locator("section[id^=p]")).to_have_count(before + 1, timeout=PATIENCE)
    again.reload()
    expect(again.locator("section[id^=p]")).to_have_count(before + 1, timeout=PATIENCE)
    expect(again.locator("[data-way] li")).to_have_count(0)


def test_it_goes_on_by_itself_when_the_signal_is_back(room, address):
    page = opened(room, address)
    before = count(page)
    room.set_offline(True)
    choose(page, photo(3, (800, 600)))
    expect(page.get_by_text(WAITING)).to_be_visible(timeout=PATIENCE)

    room.set_offline(False)

    expect(page.locator("section[id^=p]")).to_have_count(before + 1, timeout=PATIENCE)


def test_what_is_no_photo_is_said_and_forgotten(room, address):
    page = opened(room, address)
    before = count(page)

    choose(page, b"oops")

    expect(page.get_by_text("bukan foto yang dapat dibaca")).to_be_visible(timeout=PATIENCE)
    page.reload()
    page.locator("[data-pictures] input").wait_for()
    assert count(page) == before
    expect(page.locator("[data-way] li")).to_have_count(0)


def test_without_scripts_a_plain_form_sends_one(browser, signed_in, address):
    room = browser.new_context(storage_state=signed_in, java_script_enabled=False)
    page = room.new_page()
    page.goto(address)
    before = count(page)

    page.locator("#photo").set_input_files(file_of(photo(4, (800, 600))))
    page.get_by_role("button", name="Tambah foto ini").click()

    expect(page.locator("section[id^=p]")).to_have_count(before + 1)
    room.close()
