"""Signing in as people of the demo, the way they do: once each, however many tests they walk in."""

import tomllib
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from balai.accounts.queries.second_factors import code_of_the_moment
from balai.portal.actions.demo import FOLDER
from balai.portal.actions.demo_people import PASSWORD

OPERATOR = "yuliana@coba.example"
HEAD = "lukas@coba.example"
REPRESENTATIVE = "marta@coba.example"
MEMBER = "selvi@coba.example"
OFFICER = "dewi@coba.example"
OTHER_OFFICER = "andi@coba.example"
PROVINCE = "ratna@coba.example"


class Doorway:
    """Lets people of the demo in. A code is good once, so each signs in once."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self._signed_in: dict[str, Any] = {}

    def room_of(self, email: str, **options: Any) -> BrowserContext:
        """Open a browser in which this person has signed in."""
        if email not in self._signed_in:
            context = self.browser.new_context(locale="id-ID")
            sign_in(context.new_page(), self.address, email)
            self._signed_in[email] = context.storage_state()
            context.close()
        options = {"locale": "id-ID", "timezone_id": "Asia/Makassar"} | options
        return self.browser.new_context(storage_state=self._signed_in[email], **options)

    def bare_page(self, email: str, *, width: int = 360) -> Page:
        """Open a page without scripts, on a phone unless a width is told."""
        size = {"width": width, "height": 740}
        return self.room_of(email, viewport=size, java_script_enabled=False).new_page()


def sign_in(page: Page, address: str, email: str) -> None:
    page.goto(f"{address}/masuk/")
    page.locator("[name=known_as]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("main form button.big").first.click()
    if page.locator("[name=code]").count():
        page.locator("[name=code]").fill(code_of_the_moment(_secret_of(email)))
        page.locator("main form button.big").first.click()
    page.wait_for_url(f"{address}/kerja/")


def _secret_of(email: str) -> str:
    with (FOLDER / "people.toml").open("rb") as file:
        people = tomllib.load(file)["person"]
    return next(str(row.get("secret", "")) for row in people if row["email"] == email)
