"""What holds for every public page: weight, validity, access, width, and nobody else's hosts."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from balai.portal.urls import urlpatterns
from tests.browser.walk import Sample
from tests.vnu import problems_in

pytestmark = pytest.mark.browser

FIRST_ROUND_TRIP = 14_000
SCRIPTS = 4_000
# Addresses that answer with a redirect, a fragment or an end, not with a page.
# And those for whoever signs in, comes in by a link, or asks to.
_NO_PAGE = {
    "listing_by_number", "village_by_name", "suggestions", "province_map", "regency_map", "chat",
    "enquiry_sent", "community_invitation", "village_chat", "session_by_number",
    # Found by a number or a code that somebody was given.
    "certificate", "check", "check_sent",
}  # fmt: skip
_OWN = re.compile(r"kerja/|undangan/|tamu/|gabung/.|persetujuan/|privasi/permintaan/|akun/")


def takes_a_form(sample: Sample) -> bool:
    """Tell the doors of the workroom: they take what is typed, and load its sheet."""
    return "/static/ui/work." in sample.html


def test_the_walk_has_seen_every_public_route_in_both_languages(samples):
    seen = {sample.route.split(" ")[1].removesuffix("?") for sample in samples}
    wanted = {
        f"portal:{pattern.name}"
        for pattern in urlpatterns
        if pattern.name not in _NO_PAGE and not _OWN.match(str(pattern.pattern))
    }

    assert wanted - seen == set()
    assert {sample.route[:2] for sample in samples} == {"id", "en"}


def test_every_page_answers_200(samples):
    assert [sample.path for sample in samples if sample.status != 200] == []


def test_html_and_style_of_every_page_fit_the_first_round_trip(samples):
    heavy = {
        sample.path: len(sample.sent)
        for sample in samples
        if sample.route != "id ui:gallery" and len(sample.sent) > FIRST_ROUND_TRIP
    }

    assert heavy == {}


def test_no_page_waits_for_a_second_request_for_its_style(samples):
    sheets = {
        tag
        for sample in samples
        if sample.path != "/ui/" and not takes_a_form(sample)
        for tag in re.findall(r'<link rel="stylesheet"[^>]*>', sample.html)
    }

    assert len(sheets) == 1
    assert 'media="print"' in sheets.pop()


def test_scripts_stay_within_4_kb_and_are_deferred(hall, samples):
    sources = {tag for sample in samples for tag in re.findall(r"<script src=[^>]+>", sample.html)}
    addresses = [re.search(r'src="([^"]+)"', tag) for tag in sources]
    sizes = [len(hall.get(found[1])[2]) for found in addresses if found]

    assert all('type="module"' in tag for tag in sources)
    assert 0 < sum(sizes) <= SCRIPTS


def test_nothing_is_loaded_from_another_host_and_no_cookie_is_set(samples):
    loaded = [
        source
        for sample in samples
        for source in re.findall(r'<(?:img|script|iframe|source)[^>]*\ssrc="([^"]+)"', sample.html)
    ]

    assert [source for source in loaded if urlsplit(source).netloc] == []
    set_a_cookie = [sample for sample in samples if "set-cookie" in sample.headers]
    assert [sample.path for sample in set_a_cookie if not takes_a_form(sample)] == []


def test_every_page_is_valid_html(samples):
    assert problems_in({sample.path: sample.html for sample in samples}) == []


def test_no_page_shows_a_text_that_is_not_translated(samples):
    english = re.compile(r">(?:Listings|Villages|Search|Sectors|Share|Sources|Next|Apply)<")

    assert [s.path for s in samples if s.route.startswith("id") and english.search(s.html)] == []


@pytest.mark.parametrize(
    ("width", "scheme"), [(360, "light"), (1280, "dark")], ids=["phone-light", "wide-dark"]
)
def test_axe_finds_nothing_on_any_page(hall, samples, browser, width, scheme):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, locale="id-ID"
    )
    page = context.new_page()

    found = {sample.path: _violations(page, hall.address + sample.path) for sample in samples}
    context.close()

    assert {path: violations for path, violations in found.items() if violations} == {}


def _violations(page: Page, address: str) -> list[str]:
    page.goto(address)
    results = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        f"{violation['id']}: {violation['nodes'][0]['html'][:120]}"
        for violation in results.response["violations"]
    ]


@pytest.mark.parametrize("width", [180, 320, 360, 1280, 1600])
def test_no_page_scrolls_sideways(hall, samples, browser, width):
    """180 px is a 360 px phone at 200 % zoom."""
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="id-ID")
    page = context.new_page()

    too_wide = [s.path for s in samples if _overflow(page, hall.address + s.path) > 0]
    context.close()

    assert too_wide == []


def _overflow(page: Page, address: str) -> int:
    page.goto(address)
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
