"""What holds for every page of the workroom: validity, access, width, weight of scripts."""

import re
from functools import partial
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from balai.portal.urls import urlpatterns
from tests.browser.people import HEAD, MEMBER, OFFICER, OPERATOR, PROVINCE, REPRESENTATIVE
from tests.browser.walk import Sample, walk
from tests.vnu import problems_in

pytestmark = pytest.mark.browser

SCRIPTS = 30_000
# What takes a form and leads on, or is no page.
_NO_PAGE = re.compile(
    r"penegasan|penarikan|perubahan|kiriman|pembuangan|unggah|\.xlsx|\.csv|jawaban|gambar"
    r"|kunci-hilang|pelepasan|kerja/label|protokol/<int:number>/label|kelompok|penerusan"
    r"|masyarakat/<int:number>/undangan|tempat"
)
# What somebody must have asked for before; tested where it is asked.
_ON_THE_WAY_IN = {
    "join_request", "join_refusal", "person_code", "request_page", "request_deletion",
    "sheet_lines", "consent_sheet", "contact", "notices",
}  # fmt: skip


@pytest.fixture(scope="session")
def work_samples(hall, doorway) -> list[tuple[str, Sample]]:
    """Pages of the workroom, found by each person by following links from its first page."""
    preview = _something_to_see(doorway, hall.address)
    found: list[tuple[str, Sample]] = []
    for person in (OPERATOR, HEAD, REPRESENTATIVE, MEMBER, OFFICER, PROVINCE):
        context = doorway.room_of(person)
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())
        context.close()
        firsts = ["/kerja/", preview] if person in {OPERATOR, HEAD} else ["/kerja/"]
        get = partial(hall.get, Cookie=cookies)
        found += [(person, page) for page in walk(get, first=firsts, within=("/kerja/", "/akun/"))]
    return found


def _something_to_see(doorway, address: str) -> str:
    """Leave drafts, and something that waits for review; tell where one is looked at."""
    context = doorway.room_of(OPERATOR)
    page = context.new_page()
    for kind in ("Barang yang dijual", "Acara"):
        page.goto(f"{address}/kerja/draf/")
        page.get_by_role("button", name=kind).click()
        page.wait_for_url("**/kerja/draf/*/")
    preview = f"{urlsplit(page.url).path}pratinjau/"
    context.close()
    bare = doorway.room_of(OPERATOR, java_script_enabled=False)
    page = bare.new_page()
    page.goto(f"{address}/kerja/draf/")
    page.get_by_role("button", name="Tempat menginap").click()
    page.locator("[name=title]").fill("Rumah tamu tepi Kelay")
    page.locator("[name=text]").fill("Dua kamar di atas sungai.")
    page.locator("[name=sectors]").first.check()
    page.get_by_role("button", name="Lihat hasilnya").click()
    page.get_by_role("button", name="Kirim untuk diperiksa").click()
    bare.close()
    return preview


def test_the_walk_has_seen_every_room(work_samples):
    seen = {sample.route.split(" ")[1].removesuffix("?") for _, sample in work_samples}
    wanted = {
        f"portal:{pattern.name}"
        for pattern in urlpatterns
        if str(pattern.pattern).startswith("kerja/")
        and not _NO_PAGE.search(str(pattern.pattern))
        and pattern.name not in _ON_THE_WAY_IN
    }

    assert wanted - seen == set()


def test_every_work_page_answers_200_and_is_kept_from_others(work_samples):
    assert [sample.path for _, sample in work_samples if sample.status != 200] == []
    assert {
        sample.path
        for _, sample in work_samples
        if not {"private", "no-store"} & set(re.split(r",\s*", sample.headers["cache-control"]))
    } == set()


def test_every_work_page_is_valid_html(work_samples):
    pages = {f"{sample.path} {person}": sample.html for person, sample in work_samples}

    assert problems_in(pages) == []


def test_scripts_of_a_work_page_stay_within_30_kb(hall, work_samples):
    sources = {
        sample.path: set(re.findall(r'<script src="([^"]+)"', sample.html))
        for _, sample in work_samples
    }
    sizes = {url: len(hall.get(url)[2]) for urls in sources.values() for url in urls}

    heaviest = max(sum(sizes[url] for url in urls) for urls in sources.values())

    assert 0 < heaviest <= SCRIPTS


@pytest.mark.parametrize(
    ("width", "scheme"), [(360, "light"), (1280, "dark")], ids=["phone-light", "wide-dark"]
)
def test_axe_finds_nothing_in_any_room_and_none_scrolls_sideways(
    hall, work_samples, doorway, width, scheme
):
    found: dict[str, list[str]] = {}
    some = _of_each_route(work_samples)
    for person in dict.fromkeys(person for person, _ in some):
        context = doorway.room_of(
            person, viewport={"width": width, "height": 800}, color_scheme=scheme
        )
        page = context.new_page()
        for path in (sample.path for who, sample in some if who == person):
            found[f"{path} {person}"] = _faults(page, hall.address + path)
        context.close()

    assert {path: faults for path, faults in found.items() if faults} == {}


def _of_each_route(samples: list[tuple[str, Sample]]) -> list[tuple[str, Sample]]:
    """Take the pages of each route as the first and the last see them who come there."""
    people: dict[str, list[str]] = {}
    for person, sample in samples:
        people.setdefault(sample.route, []).append(person)
    return [
        (person, sample)
        for person, sample in samples
        if person in {people[sample.route][0], people[sample.route][-1]}
    ]


def _faults(page: Page, address: str) -> list[str]:
    page.goto(address)
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    results = Axe().run(page, options={"resultTypes": ["violations"]})
    faults = [
        f"{violation['id']}: {violation['nodes'][0]['html'][:120]}"
        for violation in results.response["violations"]
    ]
    return [*faults, *([f"{overflow} px too wide"] if overflow > 0 else [])]
