"""Pages without signal: copied as one goes, prepared with a tap, nobody else's after leaving."""

import re
from collections.abc import Iterator

import brotli
import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.browser.conftest import PHONE, ROOT, Hall
from tests.browser.people import HEAD, OPERATOR, Doorway, sign_in

pytestmark = pytest.mark.browser
PATIENCE = 20_000
LIST = "/kerja/kiriman/"
READY = "navigator.serviceWorker.ready.then(() => true)"
CONTROLLED = "() => navigator.serviceWorker.controller !== null"


@pytest.fixture
def room(doorway: Doorway) -> Iterator[BrowserContext]:
    context = doorway.room_of(OPERATOR, viewport=PHONE)
    yield context
    context.close()


def opened(room: BrowserContext, hall: Hall, path: str = "/kerja/") -> Page:
    """Open a page of which the service worker keeps a copy."""
    page = room.new_page()
    page.goto(f"{hall.address}{path}")
    # A page that was on its way while the worker woke belongs to it from the next time on.
    page.evaluate(READY)
    page.reload()
    page.wait_for_function(CONTROLLED)
    page.wait_for_function("path => caches.match(path).then(Boolean)", arg=path)
    return page


def copies(page: Page) -> list[str]:
    names: list[str] = page.evaluate("caches.keys()")
    return sorted(name for name in names if name.startswith("person-"))


def test_a_page_one_saw_opens_without_signal_and_one_never_seen_says_so(room, hall):
    page = opened(room, hall)
    room.set_offline(True)

    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(f"{hall.address}/kerja/unggah/")

    expect(page.get_by_role("heading", name="Tanpa sinyal")).to_be_visible()


def test_a_silent_line_is_given_three_seconds_before_the_copy_is_shown(browser, small):
    room = browser.new_context(viewport=PHONE, locale="id-ID")
    page = room.new_page()
    page.goto(f"{small.address}/uji/masuk/mira/")
    page.evaluate(READY)
    page.goto(f"{small.address}{LIST}")
    page.wait_for_function("path => caches.match(path).then(Boolean)", arg=LIST)

    with small.silent():
        page.goto(f"{small.address}{LIST}")
        began = page.evaluate("performance.getEntriesByType('navigation')[0].responseStart")
        expect(page.get_by_role("heading", name="Kiriman")).to_be_visible()

    assert 2900 < began < 6000
    room.close()


def test_pages_are_prepared_with_one_tap_that_says_how_much_it_was(room, hall):
    page = opened(room, hall, LIST)

    page.get_by_role("button", name="Siapkan untuk tanpa sinyal").click()

    said = page.get_by_text("Siap tanpa sinyal:")
    expect(said).to_be_visible(timeout=PATIENCE)
    [kilobytes] = re.findall(r"(\d+) kB", said.inner_text())
    assert 20 < int(kilobytes) < 400
    room.set_offline(True)
    page.goto(f"{hall.address}/kerja/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_whoever_leaves_takes_their_pages_along(browser: Browser, hall):
    """Signed in anew: leaving ends the session that others of these tests walk in with."""
    room = browser.new_context(viewport=PHONE, locale="id-ID")
    sign_in(room.new_page(), hall.address, OPERATOR)
    page = opened(room, hall)
    assert len(copies(page)) == 1

    page.goto(f"{hall.address}/keluar/")
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url(f"{hall.address}/")

    assert copies(page) == []
    room.set_offline(True)
    page.goto(f"{hall.address}/kerja/")
    expect(page.get_by_role("heading", name="Tanpa sinyal")).to_be_visible()
    room.close()


def test_whoever_comes_next_sees_nothing_of_the_one_before(room, hall, doorway: Doorway):
    page = opened(room, hall)
    [before] = copies(page)
    other = doorway.room_of(HEAD)
    room.clear_cookies()
    room.add_cookies(other.cookies())
    other.close()

    page.goto(f"{hall.address}{LIST}")
    page.locator("[data-outbox-list][data-ready]").wait_for()

    assert before not in copies(page)


def test_leaving_warns_of_what_only_this_phone_has(room, hall):
    page = opened(room, hall, LIST)
    page.locator("[data-outbox-list][data-ready]").wait_for()
    page.evaluate(
        """async () => {
          const person = Number(document.querySelector("[data-outbox-words]").dataset.person);
          for (let number = 0; number < 12; number += 1) {
            const about = { past: [], person, title: "Catatan", path: "/tidak/ada/", page: "" };
            const where = { at: number, turn: 0, state: "mend", fields: [] };
            await outbox.keep({ id: `n${number}`, key: outbox.newKey(), ...about, ...where });
          }
        }"""
    )
    expect(page.locator("[data-outbox-list] [data-unsent]")).to_have_text(
        "12 catatan hanya ada di HP ini"
    )
    asked: list[str] = []

    def decline(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.goto(f"{hall.address}/keluar/")
    page.on("dialog", decline)

    with page.expect_event("dialog"):
        page.get_by_role("button", name="Keluar").click()

    expect(page).to_have_url(f"{hall.address}/keluar/")
    assert asked[0].startswith("12 catatan hanya ada di HP ini.")


def test_all_script_of_the_outbox_weighs_less_than_twelve_kilobytes():
    scripts = sorted((ROOT / "balai/intake/static/intake").glob("*.js"))

    weight = sum(len(brotli.compress(script.read_bytes(), quality=11)) for script in scripts)

    assert len(scripts) == 4
    assert weight < 12_000
