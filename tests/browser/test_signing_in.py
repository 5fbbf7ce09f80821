"""Signing in on a phone: by password without scripts, by code, and by passkey."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from balai.accounts.queries.second_factors import code_of_the_moment
from balai.portal.actions.demo_people import PASSWORD
from tests.browser.conftest import PHONE, Hall

pytestmark = pytest.mark.browser

ANDI, BAYU = "BALAICOBAKUKARAAAA234567ABCDEFGH", "BALAICOBAPENINJAUA234567ABCDEFGH"


def type_in(page: Page, hall: Hall, email: str) -> None:
    page.goto(f"{hall.address}/masuk/")
    page.get_by_label("Alamat email atau nomor HP").fill(email)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()


def forget_who_was_here(context: BrowserContext, page: Page) -> None:
    """Clear the cookies when no script of the page still asks for something, and gets a new one."""
    page.wait_for_load_state("networkidle")
    page.goto("about:blank")
    context.clear_cookies()


def with_a_key_in_the_phone(context: BrowserContext, page: Page) -> None:
    """Give the browser a phone's own authenticator, which a finger always unlocks."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_with_scripts_off_on_a_phone(hall: Hall, browser: Browser):
    page = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="id-ID").new_page()
    page.goto(hall.address)

    page.get_by_role("link", name="Masuk").click()
    page.get_by_label("Alamat email atau nomor HP").fill("yuliana@coba.example")
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.goto(f"{hall.address}/akun/")

    expect(page.get_by_text("Yuliana Ding")).to_be_visible()
    page.get_by_role("button", name="Keluar di sini").click()
    page.goto(f"{hall.address}/akun/")
    expect(page.get_by_role("heading", name="Masuk")).to_be_visible()


def test_by_keyboard_alone(hall: Hall, page: Page):
    page.goto(f"{hall.address}/masuk/")
    page.get_by_label("Alamat email atau nomor HP").focus()

    page.keyboard.type("nur@coba.example")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/masuk/" not in address)
    page.goto(f"{hall.address}/akun/sesi/")

    expect(page.get_by_text("Chrome, Linux")).to_be_visible()
    expect(page.get_by_text("jaringan yang Anda pakai sekarang")).to_be_visible()


def test_one_may_look_at_the_password_that_one_types(hall: Hall, page: Page):
    page.goto(f"{hall.address}/masuk/")
    field = page.get_by_label("Kata sandi", exact=True)
    field.fill(PASSWORD)

    page.get_by_role("button", name="Tampilkan kata sandi").click()

    expect(field).to_have_attribute("type", "text")
    expect(field).to_have_value(PASSWORD)
    page.get_by_role("button", name="Tampilkan kata sandi").click()
    expect(field).to_have_attribute("type", "password")


def test_an_officer_writes_the_code_of_the_app(hall: Hall, page: Page):
    type_in(page, hall, "andi@coba.example")

    page.get_by_label("Kode dari aplikasi").fill(code_of_the_moment(ANDI))
    page.get_by_role("button", name="Lanjut", exact=True).click()
    page.goto(f"{hall.address}/akun/")

    expect(page.get_by_text("Andi Saputra")).to_be_visible()


def test_a_passkey_is_kept_and_opens_the_next_time(hall: Hall, browser: Browser):
    context = browser.new_context(viewport=PHONE, locale="id-ID")
    page = context.new_page()
    broken: list[str] = []
    page.on("console", lambda said: broken.append(said.text) if said.type == "error" else None)
    with_a_key_in_the_phone(context, page)
    type_in(page, hall, "syahrul@coba.example")

    page.goto(f"{hall.address}/akun/kunci-sandi/")
    page.get_by_label("Apa nama HP atau komputer ini?").fill("HP balai")
    page.get_by_role("button", name="Simpan kunci sandi di sini").click()
    expect(page.get_by_role("heading", name="Kode cadangan")).to_be_visible()
    page.goto(f"{hall.address}/akun/kunci-kedua/")
    expect(page.get_by_text("HP balai")).to_be_visible()
    forget_who_was_here(context, page)
    page.goto(f"{hall.address}/masuk/?next=/akun/sesi/")
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()
    expect(page.get_by_role("heading", name="Tempat Anda masuk")).to_be_visible()

    forget_who_was_here(context, page)
    type_in(page, hall, "syahrul@coba.example")
    page.get_by_role("button", name="Lanjut dengan kunci sandi").click()
    page.wait_for_url(lambda address: "/masuk/" not in address)
    page.goto(f"{hall.address}/akun/")
    expect(page.get_by_text("Syahrul Ramadhan")).to_be_visible()
    assert broken == []


def test_a_phone_that_does_not_go_on_says_so(hall: Hall, browser: Browser):
    context = browser.new_context(viewport=PHONE, locale="id-ID")
    page = context.new_page()
    with_a_key_in_the_phone(context, page)
    page.goto(f"{hall.address}/masuk/")
    context.set_offline(True)

    page.get_by_role("button", name="Masuk dengan kunci sandi").click()

    expect(page.get_by_text("HP Anda tidak melanjutkan")).to_be_visible()


PAGES = [
    "/akun/", "/akun/nama/", "/akun/nomor/", "/akun/email/", "/akun/kata-sandi/",
    "/akun/kunci-kedua/", "/akun/kunci-kedua/aplikasi/", "/akun/kunci-kedua/cadangan/",
    "/akun/kunci-sandi/", "/akun/sesi/", "/akun/pastikan/", "/keluar/", "/en/akun/",
    "/masuk/lupa/", "/masuk/sandi-baru/old/",
]  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_nothing_is_too_wide(hall: Hall, browser: Browser, width, scheme):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, locale="id-ID"
    )
    page = context.new_page()
    page.goto(f"{hall.address}/masuk/")
    found = {"/masuk/": seen(page)}
    type_in(page, hall, "bayu@coba.example")
    found["/masuk/langkah-kedua/"] = seen(page)
    page.get_by_label("Kode dari aplikasi").fill("000000")
    page.get_by_role("button", name="Lanjut", exact=True).click()
    found["wrong code"] = seen(page)
    page.get_by_label("Kode dari aplikasi").fill(code_of_the_moment(BAYU))
    page.get_by_role("button", name="Lanjut", exact=True).click()

    for path in PAGES:
        page.goto(hall.address + path)
        found[path] = seen(page)
    context.close()

    assert {path: faults for path, faults in found.items() if faults} == {}


def seen(page: Page) -> list[str]:
    results = Axe().run(page, options={"resultTypes": ["violations"]})
    faults = [
        f"{violation['id']}: {violation['nodes'][0]['html'][:120]}"
        for violation in results.response["violations"]
    ]
    wide = int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
    return [*faults, *([f"{wide} px too wide"] if wide > 0 else [])]
