"""A kader photographs a session without signal: the photo arrives once, and is shown."""

from uuid import uuid4

import brotli
import pytest
from playwright.sync_api import FilePayload, Page, expect

from balai.photos.tests.sent_photos import as_bytes, make_photo, phone_exif
from tests.browser.conftest import PHONE
from tests.browser.people import OPERATOR

pytestmark = pytest.mark.browser
KEPT = "Tersimpan di HP ini"
PATIENCE = 30_000
FIRST_ROUND_TRIP = 14_000


@pytest.fixture
def room(doorway):
    context = doorway.room_of(OPERATOR, viewport=PHONE, has_touch=True)
    yield context
    context.close()


@pytest.fixture(scope="module")
def photo() -> FilePayload:
    """Take a photo of twelve million dots, by a phone that was held upright."""
    small = make_photo((400, 300), grain=2)
    content = as_bytes(small.resize((4000, 3000)), exif=phone_exif(orientation=6), quality=92)
    return FilePayload(name="IMG_0042.jpg", mimeType="image/jpeg", buffer=content)


def open_photos(page: Page, address: str) -> str:
    """Go from the session of today to its photos; tell where everybody sees it."""
    page.goto(f"{address}/kerja/kegiatan/")
    page.get_by_role("link", name="Aman dari penipuan lewat HP").first.tap()
    link = page.get_by_role("link", name="Halaman yang dilihat semua orang")
    public = link.get_attribute("href") or ""
    page.get_by_role("link", name="Tambah foto").tap()
    page.locator("form[data-ready]").first.wait_for(state="attached")
    return public


def fill_in(page: Page, photo: FilePayload, words: str, *, who: str = "nobody") -> None:
    page.locator("#id_photo").set_input_files(photo)
    page.locator("#id_alt").fill(words)
    page.locator(f"[name=recognisable][value={who}]").check()
    page.get_by_role("button", name="Tambah foto ini").tap()


def wait_until_made(page: Page, words: str) -> None:
    row = page.locator(".shots li").filter(has_text=words)
    for _turn in range(PATIENCE // 500):
        if row.locator("img").count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise TimeoutError


def test_a_photo_taken_without_signal_arrives_once_and_is_shown(room, hall, photo):
    page, words = room.new_page(), f"Alat tulis di meja {uuid4().hex[:6]}"
    public = open_photos(page, hall.address)
    photos = page.url
    sizes: list[int] = []
    room.on("request", lambda asked: sizes.append(len(asked.post_data_buffer or b"")))
    room.set_offline(True)
    fill_in(page, photo, words)
    expect(page.get_by_text(KEPT).first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#id_alt")).to_have_value("")

    room.set_offline(False)

    page.goto(f"{hall.address}/kerja/kiriman/")
    expect(page.locator("[data-state=received]").first).to_be_visible(timeout=PATIENCE)
    page.goto(photos)
    wait_until_made(page, words)
    expect(page.locator(".shots li").filter(has_text=words)).to_have_count(1)
    page.goto(hall.address + public)
    shown = page.get_by_alt_text(words)
    expect(shown).to_have_count(1)
    shown.scroll_into_view_if_needed()
    page.wait_for_function(
        "words => document.querySelector(`img[alt='${words}']`).naturalWidth > 0", arg=words
    )
    assert max(sizes) < 1_000_000
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    sent = hall.get(public)[2]
    assert words in brotli.decompress(sent).decode()
    assert len(sent) <= FIRST_ROUND_TRIP


def test_a_photo_that_is_kept_back_is_on_no_page_for_everybody(room, hall, photo):
    page, words = room.new_page(), f"Para peserta {uuid4().hex[:6]}"
    public = open_photos(page, hall.address)
    other = FilePayload(
        name="IMG_0043.jpg", mimeType="image/jpeg", buffer=as_bytes(make_photo((500, 300)))
    )

    fill_in(page, other, words, who="kept")

    page.wait_for_url("**/foto/")
    wait_until_made(page, words)
    thumb = page.locator(".shots li").filter(has_text=words).locator("img").get_attribute("src")
    assert words not in brotli.decompress(hall.get(public)[2]).decode()
    visitor = room.browser.new_context()
    assert visitor.request.get(hall.address + thumb).status == 404
    visitor.close()
    page.get_by_role("link", name=words).tap()
    page.get_by_role("button", name="Hapus", exact=True).tap()
    page.wait_for_url("**/foto/")
    expect(page.get_by_text("Foto sudah hilang")).to_be_visible()
    assert room.request.get(hall.address + thumb).status == 404


def test_what_is_no_photo_is_refused_at_its_field_and_the_words_stay(room, hall):
    page, words = room.new_page(), "Daftar hadir"
    open_photos(page, hall.address)
    paper = FilePayload(name="daftar.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 hadir")

    fill_in(page, paper, words)

    expect(page.locator("#id_photo_error")).to_contain_text("bukan foto", timeout=PATIENCE)
    expect(page.locator("#id_alt")).to_have_value(words)
