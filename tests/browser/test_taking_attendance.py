"""A kader ticks who came, on a small phone: one tap a person, with and without signal."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.people import OPERATOR

pytestmark = pytest.mark.browser
ROWS = "#roster li"
TICKED = f"{ROWS} input[name=present]:checked"


class Thumb:
    """Counts what a person does: taps, and fields typed into."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def tap(self, target):
        self.count += 1
        target.tap()

    def type(self, target, words):
        self.tap(target)
        self.count += 1
        target.fill(words)


@pytest.fixture
def room(doorway):
    """Open the demo session of today, as its operator."""
    context = doorway.room_of(OPERATOR, viewport=PHONE, has_touch=True)
    yield context
    context.close()


def open_list(page, address):
    page.goto(f"{address}/kerja/kegiatan/")
    page.get_by_role("link", name="Aman dari penipuan lewat HP").first.tap()
    page.get_by_role("link", name="Siapa yang hadir?").tap()
    expect(page.locator("[data-roster][data-taps]")).to_have_count(1)


def ticked(page):
    return page.locator(TICKED).count()


def test_one_tap_a_person_and_nothing_else(room, hall):
    page = room.new_page()
    open_list(page, hall.address)
    rows, thumb = page.locator(ROWS), Thumb(page)
    before, people = ticked(page), rows.count()

    for place in range(people):
        if not rows.nth(place).locator("input[name=present]").is_checked():
            thumb.tap(rows.nth(place).locator("label"))

    expect(page.locator("[data-roster-line]")).to_have_text("Semua terkirim.")
    page.reload()
    expect(page.locator(TICKED)).to_have_count(people)
    assert thumb.count == people - before


def test_a_walk_in_takes_five_touches_at_most(room, hall):
    page = room.new_page()
    open_list(page, hall.address)
    thumb, name = Thumb(page), f"Contoh: Baru {uuid4().hex[:6]}"
    new = page.locator("#pendatang")

    thumb.type(new.locator("[name=name]"), name)
    thumb.tap(new.get_by_text("perempuan", exact=True))
    with page.expect_navigation():
        thumb.tap(new.get_by_role("button", name="Setuju: tambahkan"))

    expect(page.get_by_label(re.compile(re.escape(name)))).to_be_checked()
    assert thumb.count <= 5


def test_what_is_ticked_without_signal_arrives_once_there_is_one(room, hall):
    page = room.new_page()
    open_list(page, hall.address)
    first = page.locator(ROWS).first.locator("input[name=present]")
    was = first.is_checked()
    room.set_offline(True)

    page.locator(ROWS).first.locator("label").tap()
    expect(page.locator("[data-roster-line]")).to_contain_text("1 hanya ada di HP ini")
    room.set_offline(False)

    expect(page.locator("[data-roster-line]")).to_have_text("Semua terkirim.", timeout=30_000)
    page.reload()
    expect(page.locator(ROWS).first.locator("input[name=present]")).to_be_checked(checked=not was)


def test_a_tap_that_the_browser_cannot_keep_is_never_called_sent(room, hall):
    page = room.new_page()
    open_list(page, hall.address)
    box = page.locator(ROWS).first.locator("input[name=present]")
    was = box.is_checked()
    page.evaluate("() => { outbox.keep = () => Promise.reject(new Error(0)); }")

    page.locator(ROWS).first.locator("label").tap()

    expect(page.get_by_role("button", name="Simpan", exact=True)).to_be_visible()
    expect(page.locator("[data-roster-line]")).to_contain_text("1 hanya ada di HP ini")
    with page.expect_navigation():
        page.get_by_role("button", name="Simpan", exact=True).tap()
    page.reload()
    expect(page.locator(ROWS).first.locator("input[name=present]")).to_be_checked(checked=not was)


def test_names_are_found_as_one_types_and_by_keyboard(room, hall):
    page = room.new_page()
    open_list(page, hall.address)

    page.locator("#nama").press_sequentially("usat")

    expect(page.locator(f"{ROWS}:visible")).to_have_count(1)
    was = ticked(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("[data-roster-line]")).to_have_text("Semua terkirim.")
    assert ticked(page) != was


def test_without_scripts_the_list_is_a_form(doorway, hall):
    context = doorway.room_of(OPERATOR, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{hall.address}/kerja/kegiatan/")
    page.get_by_role("link", name="Aman dari penipuan lewat HP").first.click()
    page.get_by_role("link", name="Siapa yang hadir?").click()
    box = page.locator(ROWS).last.locator("input[name=present]")
    was = box.is_checked()

    box.click()
    page.get_by_role("button", name="Simpan", exact=True).click()

    expect(page.locator(ROWS).last.locator("input[name=present]")).to_be_checked(checked=not was)
    context.close()
