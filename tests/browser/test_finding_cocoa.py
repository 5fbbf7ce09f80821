"""A visitor finds Merasa's cocoa and writes to the seller."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Hall

pytestmark = pytest.mark.browser

COCOA = "Biji kakao fermentasi Merasa"


@pytest.fixture
def without_scripts(browser: Browser) -> Page:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="id-ID")
    return context.new_page()


@pytest.mark.parametrize("word", ["coklat", "kakao"])
def test_with_scripts_off_on_a_phone(hall: Hall, without_scripts: Page, word: str):
    page = without_scripts
    page.goto(hall.address)

    page.get_by_label("Cari sajian atau nama desa").fill(word)
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name=COCOA, exact=True).click()

    expect(page.get_by_role("heading", name=COCOA, exact=True)).to_be_visible()
    expect(page.get_by_text("Rp35.000 per kg")).to_be_visible()
    expect(page.get_by_text("Tanyakan harga sekarang")).to_be_visible()
    button = page.get_by_role("link", name="Pesan lewat WhatsApp")
    expect(button).to_be_visible()
    link = hall.address + str(button.get_attribute("href"))
    chat = urlsplit(page.request.get(link, max_redirects=0).headers["location"])
    message = parse_qs(chat.query)["text"][0]
    assert (chat.scheme, chat.netloc) == ("https", "wa.me")
    assert chat.path.startswith("/6280000000")
    assert COCOA in message
    assert page.url in message


def test_by_keyboard_alone(hall: Hall, page: Page):
    page.goto(hall.address)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Cari sajian atau nama desa")).to_be_focused()
    page.keyboard.type("kakao merasa")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cari/?q=kakao+merasa")
    page.get_by_role("link", name=COCOA, exact=True).focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name=COCOA, exact=True)).to_be_visible()
    page.get_by_role("link", name="Pesan lewat WhatsApp").focus()
    expect(page.get_by_role("link", name="Pesan lewat WhatsApp")).to_be_focused()


def test_a_misspelt_village_is_found(hall: Hall, without_scripts: Page):
    page = without_scripts
    page.goto(f"{hall.address}/cari/?q=tanjung+isui")

    expect(page.get_by_role("heading", name="Mungkin maksud Anda")).to_be_visible()
    page.get_by_role("link", name="Kampung Tanjung Isuy").click()

    expect(page.get_by_role("heading", name="Tanjung Isuy", exact=True)).to_be_visible()


def test_names_are_offered_while_one_types(hall: Hall, page: Page):
    page.goto(f"{hall.address}/cari/")

    page.get_by_label("Cari sajian atau nama desa").press_sequentially("tanjung isu")

    offered = page.locator("datalist option[value='Tanjung Isuy']")
    expect(offered).to_have_count(1)


def test_in_english(hall: Hall, without_scripts: Page):
    page = without_scripts
    page.goto(hall.address)

    page.get_by_role("link", name="English").click()
    page.get_by_label("Find a listing or a village").fill("cocoa")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Fermented cocoa beans from Merasa", exact=True).click()

    expect(page.get_by_role("link", name="Order by WhatsApp")).to_be_visible()
    expect(page.get_by_text("Ask for the price of today")).to_be_visible()
