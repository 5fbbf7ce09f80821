"""The pictures of the guide to a training without signal: each shows a page that is there.

`REWRITE_PICTURES=1 pytest -m browser tests/browser/test_training_guide.py` takes them anew.
"""

import os
import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import ROOT
from tests.browser.people import OPERATOR

pytestmark = pytest.mark.browser
GUIDE = ROOT / "docs/how-to/run-a-training-without-signal.md"
PICTURES = ROOT / "docs/how-to/pictures"
SCREEN = {"width": 360, "height": 640}
MOST_BYTES = 60_000
SESSION = "Aman dari penipuan lewat HP"
NAMES = sorted(re.findall(r"\(pictures/(.+?\.png)\)", GUIDE.read_text("utf-8")))
# Colours of a page are few: a palette keeps a picture small.
COLOURS = 64


@pytest.fixture(scope="module")
def room(doorway):
    context = doorway.room_of(OPERATOR, viewport=SCREEN, has_touch=True)
    yield context
    context.close()


@pytest.fixture
def page(room):
    page = room.new_page()
    yield page
    page.close()


def shown(page, name, words):
    """Hold that the page says what the guide says; take its picture where that is asked."""
    expect(page.get_by_text(words).first).to_be_visible()
    if os.environ.get("REWRITE_PICTURES"):
        taken = Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide")))
        small = taken.convert("RGB").quantize(COLOURS)
        small.save(PICTURES / name, optimize=True)


def session(page, hall):
    page.goto(f"{hall.address}/kerja/kegiatan/")
    page.get_by_role("link", name=SESSION).first.click()
    page.wait_for_url(re.compile(r"/kerja/kegiatan/\d+/$"))
    return page.url


def open_check(page, hall):
    """Open the first check of the session, unless it stands open; its code."""
    page.goto(f"{session(page, hall)}cek/")
    for name in ("Siapkan", "Buka cek pertama"):
        for button in page.get_by_role("button", name=name).all():
            with page.expect_navigation():
                button.click()
    return page.locator("p.code").inner_text()


def test_the_session_is_got_ready(page, hall):
    session(page, hall)

    shown(page, "1-session.png", "Siapkan kegiatan ini untuk dipakai tanpa sinyal")


def test_the_check_is_opened_with_its_code(page, hall):
    open_check(page, hall)

    shown(page, "2-check.png", "lalu mengetik kode ini")


def test_answers_wait_on_a_phone_without_signal(page, hall, browser):
    code = open_check(page, hall)
    phone = browser.new_context(viewport=SCREEN, locale="id-ID", timezone_id="Asia/Makassar")
    own = phone.new_page()
    own.goto(f"{hall.address}/cek/{code}/")
    expect(own.locator("form[data-ready]")).to_have_count(1)
    phone.set_offline(True)
    own.locator("[name=taker]").fill("801")
    own.get_by_role("button", name="Kirim jawaban").click()
    expect(own.locator("[data-outbox-told] [data-state=waiting]")).to_have_count(1)
    own.evaluate("scrollTo(0, 0)")

    shown(own, "3-answers.png", "Tersimpan di HP ini")
    phone.close()


def test_who_came_is_ticked(page, hall):
    page.goto(f"{session(page, hall)}hadir/")

    shown(page, "4-attendance.png", "Siapa yang hadir?")


def test_a_lesson_is_read(page, hall):
    page.goto(f"{hall.address}/kursus/keamanan/1/")

    shown(page, "5-lesson.png", "Pelajaran 1 dari 5")


def test_what_was_sent_stands_with_its_receipt(page, hall):
    page.goto(f"{hall.address}/kerja/kiriman/")

    shown(page, "6-sent.png", "Di HP ini")


def test_certificates_are_given_to_a_class(page, hall):
    page.goto(f"{session(page, hall)}sertifikat/")

    shown(page, "7-certificates.png", "Sertifikat")


@pytest.mark.parametrize("name", NAMES)
def test_each_picture_of_the_guide_is_there_and_small(name):
    file = PICTURES / name

    with Image.open(file) as picture:
        assert picture.size == (SCREEN["width"], SCREEN["height"])
    assert file.stat().st_size <= MOST_BYTES


def test_the_guide_shows_every_picture_and_no_other():
    assert [file.name for file in sorted(PICTURES.glob("*.png"))] == NAMES
