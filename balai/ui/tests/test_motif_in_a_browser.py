from itertools import islice

import pytest

from balai.ui.motif import FAMILIES, seed_of, single_url, sprite_url

SEEDS = [seed_of("64.03.01.2005", family, 3) for family in islice(FAMILIES, 20)]


@pytest.mark.browser
@pytest.mark.django_db
def test_twenty_covers_cost_one_request_and_each_shows_its_own_view(live_server, page):
    sprite = live_server.url + sprite_url(SEEDS)
    apart = [live_server.url + single_url(seed) for seed in SEEDS]
    together = [f"{sprite}#m{number}" for number in range(len(SEEDS))]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    shown = pictures(page, together)
    asked_for_all = [address.split("#")[0] for address in asked]

    assert asked_for_all == [sprite]
    assert len(set(shown)) == len(SEEDS)
    assert shown == pictures(page, apart)


def pictures(page, addresses: list[str]) -> list[bytes]:
    covers = [f'<img src="{address}" width=320 height=200 alt="">' for address in addresses]
    page.set_content("<!doctype html>" + "".join(covers), wait_until="load")
    return [image.screenshot() for image in page.locator("img").all()]
