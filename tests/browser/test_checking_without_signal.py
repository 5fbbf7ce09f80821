"""Somebody of a class answers the literacy check on a phone of their own, with no account."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.people import OPERATOR

pytestmark = pytest.mark.browser
SESSION = "Aman dari penipuan lewat HP"
PATIENCE = 20_000
# Whoever answers within three seconds is taken for a program.
READ_A_MOMENT = "() => performance.now() > 3100"


@pytest.fixture(scope="module")
def code(doorway, hall):
    """Open the first check of the demo session of today; its code."""
    page = doorway.bare_page(OPERATOR)
    page.goto(f"{hall.address}/kerja/kegiatan/")
    page.get_by_role("link", name=SESSION).first.click()
    page.get_by_role("link", name="Cek literasi").click()
    page.get_by_role("button", name="Siapkan").click()
    page.get_by_role("button", name="Buka cek pertama").click()
    found = page.locator("p.code").inner_text()
    page.context.close()
    return found


def count(doorway, hall):
    """Ask how many answered the first check, as its facilitator sees it."""
    page = doorway.bare_page(OPERATOR)
    page.goto(f"{hall.address}/kerja/kegiatan/")
    page.get_by_role("link", name=SESSION).first.click()
    page.get_by_role("link", name="Cek literasi").click()
    said = page.locator("dl.facts dd").first.inner_text()
    page.context.close()
    return int(re.findall(r"\d+", said)[0])


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport=PHONE, locale="id-ID", timezone_id="Asia/Makassar")
    yield context
    context.close()


def opened(phone, hall, code):
    page = phone.new_page()
    page.goto(f"{hall.address}/cek/{code}/")
    expect(page.locator("form[data-ready]")).to_have_count(1)
    page.wait_for_function(READ_A_MOMENT)
    return page


def answer(page, number):
    page.locator("[name=taker]").fill(str(number))
    page.locator("[name=q1]").first.check()
    page.get_by_role("button", name="Kirim jawaban").click()


def test_with_a_signal_the_answers_arrive_at_once(phone, hall, doorway, code):
    before = count(doorway, hall)
    page = opened(phone, hall, code)

    answer(page, 701)

    expect(page).to_have_url(re.compile("/terkirim/"), timeout=PATIENCE)
    assert count(doorway, hall) == before + 1
    assert phone.cookies() == []


def test_without_a_signal_several_answer_on_one_phone_and_each_arrives_once(
    phone, hall, doorway, code
):
    before = count(doorway, hall)
    page = opened(phone, hall, code)
    phone.set_offline(True)

    for number in (711, 712):
        answer(page, number)
        expect(page.locator("[data-outbox-told] [data-state=waiting]")).to_have_count(number - 710)
        expect(page.locator("[name=taker]")).to_have_value("")
    phone.set_offline(False)

    received = page.locator("[data-outbox-told] [data-state=received]")
    expect(received).to_have_count(2, timeout=PATIENCE)
    expect(received.first).to_contain_text("WITA")
    assert count(doorway, hall) == before + 2


def test_a_number_that_was_taken_meanwhile_is_mended_where_it_was_written(
    phone, hall, doorway, code
):
    first = opened(phone, hall, code)
    answer(first, 721)
    expect(first).to_have_url(re.compile("/terkirim/"), timeout=PATIENCE)
    page = opened(phone, hall, code)
    phone.set_offline(True)
    answer(page, 721)
    expect(page.locator("[data-outbox-told] [data-state=waiting]")).to_have_count(1)
    phone.set_offline(False)
    mend = page.locator("[data-outbox-told] [data-state=mend]")
    expect(mend).to_contain_text("Nomor 721 sudah menjawab", timeout=PATIENCE)
    before = count(doorway, hall)

    mend.get_by_role("link").click()
    expect(page.locator("[name=taker]")).to_have_value("721", timeout=PATIENCE)
    expect(page.locator("[name=q1]").first).to_be_checked()
    page.wait_for_function(READ_A_MOMENT)
    answer(page, 722)

    expect(page).to_have_url(re.compile("/terkirim/"), timeout=PATIENCE)
    assert count(doorway, hall) == before + 1


def test_what_was_kept_is_sent_when_the_page_is_opened_again(phone, hall, doorway, code):
    before = count(doorway, hall)
    page = opened(phone, hall, code)
    phone.set_offline(True)
    answer(page, 731)
    expect(page.locator("[data-outbox-told] [data-state=waiting]")).to_have_count(1)
    page.close()
    phone.set_offline(False)

    again = opened(phone, hall, code)

    received = again.locator("[data-outbox-told] [data-state=received]")
    expect(received).to_have_count(1, timeout=PATIENCE)
    assert count(doorway, hall) == before + 1
