"""A form of thirty fields and two photos: whatever is killed at whatever step, it arrives once."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    FilePayload,
    Page,
    Playwright,
    Route,
    expect,
)
from playwright.sync_api import (
    Error as PlaywrightError,
)

from balai.photos.tests.sent_photos import as_bytes, make_photo
from tests.browser.conftest import FLAGS, PHONE
from tests.offline.serving import Small
from tests.offline.site import FIELDS

pytestmark = pytest.mark.browser
KEPT = "Tersimpan di HP ini"
SIGN_IN_AGAIN = "Masuk lagi"
NOTES = "/uji/catatan/"
LIST = "/kerja/kiriman/"
PATIENCE = 20_000


@pytest.fixture(scope="module")
def photos() -> list[FilePayload]:
    """Take two photos that the phone makes smaller before it sends them."""
    contents = [as_bytes(make_photo((1700, 1200 + seed), grain=2)) for seed in (1, 2)]
    return [
        FilePayload(name=f"IMG_{number}.jpg", mimeType="image/jpeg", buffer=content)
        for number, content in enumerate(contents)
    ]


@pytest.fixture
def room(browser: Browser, small: Small) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, locale="id-ID")
    enter(context, small)
    yield context
    context.close()


def enter(context: BrowserContext, small: Small, name: str = "mira") -> None:
    page = context.new_page()
    page.goto(f"{small.address}/uji/masuk/{name}/")
    page.wait_for_url(f"**{NOTES}")
    page.close()


def opened(context: BrowserContext, small: Small, path: str = NOTES) -> Page:
    page = context.new_page()
    page.goto(f"{small.address}{path}")
    page.locator("form[data-ready], [data-outbox-list][data-ready]").first.wait_for(
        state="attached"
    )
    return page


def fill_in(page: Page, topic: str, photos: list[FilePayload]) -> None:
    page.get_by_label("Topik").fill(topic)
    page.locator("main form").evaluate(
        "(form, names) => { for (const name of names) form[name].value = `jawaban ${name}`; }",
        FIELDS,
    )
    for number, photo in enumerate(photos, 1):
        page.locator(f"[name=photo_{number}]").set_input_files(photo)


def press(page: Page) -> None:
    page.get_by_role("button", name="Simpan").click()


def written(page: Page, topic: str, photos: list[FilePayload]) -> None:
    fill_in(page, topic, photos)
    press(page)


def arrived(small: Small, topic: str) -> list[dict[str, Any]]:
    """Read what the server has under a topic, asked until something is there or time is up."""
    with urlopen(f"{small.address}/uji/tersimpan/") as answer:  # noqa: S310
        notes = json.load(answer)["notes"]
    return [words for _key, words in notes if words["topic"] == topic]


def check_whole(small: Small, topic: str) -> None:
    """Expect one note with all its fields and both photos."""
    [words] = arrived(small, topic)
    assert [words[name] for name in FIELDS] == [f"jawaban {name}" for name in FIELDS]
    assert words["photo_1"] != words["photo_2"]
    assert "" not in (words["photo_1"], words["photo_2"])


def wait_for_the_first_of(routes: list[Route], page: Page) -> None:
    """Let the browser go on until it has asked."""
    for _turn in range(PATIENCE // 10):
        if routes:
            return
        page.wait_for_timeout(10)
    raise TimeoutError


def send_and_see(context: BrowserContext, small: Small, topic: str) -> None:
    """Press Kirim on the list, and expect that all has arrived and left the phone."""
    page = opened(context, small, LIST)
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.locator("[data-state=received]").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[data-state=waiting], [data-state=sending]")).to_have_count(0)
    check_whole(small, topic)
    page.close()


def test_online_it_arrives_at_once_and_the_next_page_opens(room, small, photos):
    page = opened(room, small)

    written(page, "daring", photos)

    page.wait_for_url("**/uji/tersimpan/")
    check_whole(small, "daring")


def test_what_is_wrong_is_shown_at_its_field_and_photos_stay_chosen(room, small, photos):
    page = opened(room, small)
    page.locator("[name=topic]").evaluate("field => field.removeAttribute('required')")
    written(page, "", photos)
    expect(page.locator("main .err")).to_be_visible(timeout=PATIENCE)

    page.get_by_label("Topik").fill("diperbaiki")
    press(page)

    page.wait_for_url("**/uji/tersimpan/")
    check_whole(small, "diperbaiki")


def test_without_signal_it_is_kept_and_goes_by_itself_once_there_is_one(room, small, photos):
    page = opened(room, small)
    room.set_offline(True)
    written(page, "tanpa sinyal", photos)
    expect(page.get_by_text(KEPT).first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[name=field_1]")).to_have_value("")

    room.set_offline(False)

    send_and_see(room, small, "tanpa sinyal")


def test_a_tab_killed_while_one_types_brings_it_all_back(room, small, photos):
    page = opened(room, small)
    fill_in(page, "tab tertutup", photos)
    page.locator("form[data-draft=kept]").wait_for()
    page.close()

    again = opened(room, small)
    expect(again.locator("[name=field_28]")).to_have_value("jawaban field_28")
    press(again)

    again.wait_for_url("**/uji/tersimpan/")
    check_whole(small, "tab tertutup")


@pytest.mark.parametrize("step", ["asked", "answered"])
def test_a_tab_killed_while_it_sends_doubles_nothing(room, small, photos, step):
    topic = f"tab mati {step}"
    seen: list[Route] = []
    page = opened(room, small)

    def stop_here(route: Route) -> None:
        if step == "answered":
            route.fetch()
        seen.append(route)

    page.route(f"**{NOTES}", stop_here)
    written(page, topic, photos)
    wait_for_the_first_of(seen, page)
    page.close()

    send_and_see(room, small, topic)


@pytest.mark.parametrize("step", ["arrived", "kept", "written", "done"])
def test_a_server_killed_at_any_step_does_it_once(room, small, photos, step):
    topic = f"server mati {step}"
    page = opened(room, small)
    small.die_at(step)

    written(page, topic, photos)

    # A browser asks again by itself when a line that it kept open breaks. What was accepted
    # opens the next page, which may find nobody there any more.
    told = page.get_by_text(KEPT).or_(page.get_by_text('"notes"'))
    told = told.or_(page.get_by_role("heading", name="Tanpa sinyal"))
    expect(told.first).to_be_visible(timeout=PATIENCE)
    small.wait_for_death()
    small.wait()
    send_and_see(room, small, topic)


def test_all_of_the_server_killed_at_once_loses_nothing(room, small, photos):
    page = opened(room, small)
    small.kill()
    written(page, "listrik padam", photos)
    expect(page.get_by_text(KEPT).first).to_be_visible(timeout=PATIENCE)

    small.start()

    send_and_see(room, small, "listrik padam")


def test_a_session_that_ended_keeps_it_until_the_same_person_is_back(room, small, photos):
    page = opened(room, small)
    fill_in(page, "sesi habis", photos)
    room.clear_cookies()
    press(page)
    expect(page.get_by_text(SIGN_IN_AGAIN).first).to_be_visible(timeout=PATIENCE)
    enter(room, small, "ines")
    others = opened(room, small, LIST)
    assert others.locator("[data-items] li[data-state]").count() == 0
    assert arrived(small, "sesi habis") == []

    enter(room, small)

    send_and_see(room, small, "sesi habis")


def test_an_old_token_does_not_stop_it(room, small, photos):
    page = opened(room, small)
    fill_in(page, "token lama", photos)
    room.clear_cookies(name="balai_csrf")

    press(page)

    page.wait_for_url("**/uji/tersimpan/")
    check_whole(small, "token lama")


def test_a_browser_that_keeps_nothing_sends_it_the_plain_way(room, small, photos):
    room.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };"
    )
    page = opened(room, small)

    written(page, "tanpa simpanan", photos)

    page.wait_for_url("**/uji/tersimpan/")
    check_whole(small, "tanpa simpanan")


def test_two_tabs_that_send_at_once_send_it_once(room, small, photos):
    page = opened(room, small)
    room.set_offline(True)
    written(page, "dua tab", photos)
    expect(page.get_by_text(KEPT).first).to_be_visible(timeout=PATIENCE)
    room.set_offline(False)
    tabs = [opened(room, small, LIST) for _tab in range(2)]
    sent: list[str] = []
    room.on("request", lambda asked: sent.append(asked.method))

    for tab in tabs:
        tab.evaluate("void outbox.sendAll()")

    send_and_see(room, small, "dua tab")
    assert sent.count("POST") <= 1


def test_a_change_made_while_it_sends_goes_back_to_send_and_is_told_what_arrived(
    room, small, photos
):
    page = opened(room, small)
    held: list[Route] = []
    page.route(f"**{NOTES}", lambda route: held.append(route))
    written(page, "diubah", photos)
    wait_for_the_first_of(held, page)
    page.evaluate(
        """async () => {
          const [one] = (await outbox.of(Number(document.querySelector("[data-outbox-words]")
            .dataset.person))).filter((item) => item.state === "sending");
          const other = ([name, value]) => [name, name === "topic" ? "diubah lagi" : value];
          const fields = one.fields.map(other);
          await outbox.keep(outbox.edited(one, fields));
        }"""
    )
    held[0].continue_()
    page.unroute(f"**{NOTES}")
    listed = opened(room, small, LIST)
    listed.get_by_role("button", name="Kirim", exact=True).click()

    changed = listed.locator("[data-state=mend]")
    expect(changed).to_contain_text("sebelum Anda mengubahnya", timeout=PATIENCE)
    assert (len(arrived(small, "diubah")), arrived(small, "diubah lagi")) == (1, [])


def test_a_draft_typed_over_an_older_version_overwrites_nobody(room, browser, small):
    path = "/uji/rekam/draf/"
    page = opened(room, small, path)
    page.get_by_label("Tempat").fill("Rumah Dayang")
    page.locator("form[data-draft=kept]").wait_for()
    page.close()
    with browser.new_context(locale="id-ID") as other:
        enter(other, small, "ines")
        theirs = opened(other, small, path)
        theirs.get_by_label("Jam").fill("10.00")
        press(theirs)
        theirs.wait_for_url("**/uji/tersimpan/")

    again = opened(room, small, path)
    press(again)
    again.wait_for_url("**/uji/tersimpan/")

    now = opened(room, small, path)
    expect(now.get_by_label("Tempat")).to_have_value("Rumah Dayang")
    expect(now.get_by_label("Jam")).to_have_value("10.00")


def test_the_file_of_a_phone_that_cannot_send_is_loaded_elsewhere(room, browser, small, photos):
    page = opened(room, small)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("path => caches.match(path).then(Boolean)", arg=LIST)
    room.set_offline(True)
    written(page, "lewat berkas", photos)
    expect(page.get_by_text(KEPT).first).to_be_visible(timeout=PATIENCE)
    listed = opened(room, small, LIST)
    with listed.expect_download() as download:
        listed.get_by_role("button", name="Simpan ke berkas").click()

    with browser.new_context(locale="id-ID") as elsewhere:
        enter(elsewhere, small)
        page = elsewhere.new_page()
        page.goto(f"{small.address}{LIST}berkas/")
        page.locator("#file").set_input_files(download.value.path())
        page.get_by_role("button", name="Muat").click()
        expect(page.get_by_text("1 catatan dari Mira")).to_be_visible()
    check_whole(small, "lewat berkas")

    room.set_offline(False)
    send_and_see(room, small, "lewat berkas")


def test_a_browser_process_killed_keeps_what_was_to_be_sent(
    playwright: Playwright, small, photos, tmp_path
):
    """The whole browser dies as when the battery does; its profile is all that is left."""
    with profile(playwright, tmp_path) as context:
        enter(context, small)
        page = opened(context, small)
        context.set_offline(True)
        written(page, "baterai habis", photos)
        expect(page.get_by_text(KEPT).first).to_be_visible(timeout=PATIENCE)
        kill_browser(tmp_path)

    with profile(playwright, tmp_path) as context:
        enter(context, small)
        send_and_see(context, small, "baterai habis")


class profile:  # noqa: N801  (used as a word)
    """A browser with a profile on disk."""

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        self.context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=FLAGS,
            viewport=PHONE,
            locale="id-ID",
        )

    def __enter__(self) -> BrowserContext:
        return self.context

    def __exit__(self, *_why: object) -> None:
        with suppress(PlaywrightError):  # it was killed
            self.context.close()


def kill_browser(folder: Path) -> None:
    """Kill the processes that use this profile, and no other."""
    found = subprocess.run(  # noqa: S603
        ["/usr/bin/pgrep", "-f", "--", f"--user-data-dir={folder}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    for number in found.stdout.split():
        os.kill(int(number), signal.SIGKILL)
