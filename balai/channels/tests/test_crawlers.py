"""What programs are told that walk the site, and phones that keep it."""

import struct
from contextlib import closing

import pytest

SITE = "http://balai.example"
pytestmark = pytest.mark.django_db


def test_crawlers_are_led_to_the_sitemap_and_away_from_what_never_ends(client):
    answer = client.get("/robots.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /cari/",
        "Disallow: /en/cari/",
        "Disallow: /*/poster.pdf$",
        "Disallow: /*/wa/",
        "",
        f"Sitemap: {SITE}/sitemap.xml",
    ]


def test_a_demo_may_be_walked_so_that_its_noindex_is_read(client, settings):
    settings.IS_DEMO = True

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /" not in lines
    assert not [line for line in lines if line.startswith("Sitemap")]


def test_what_a_demo_sends_beside_pages_is_not_to_be_listed_either(client, settings):
    settings.IS_DEMO = True

    answers = [client.get(path) for path in ("/atom.xml", "/sitemap.xml", "/bagikan.png")]

    assert [answer["X-Robots-Tag"] for answer in answers] == ["noindex"] * 3


@pytest.mark.parametrize(
    ("path", "language", "start"),
    [("/manifest.webmanifest", "id", "/"), ("/en/manifest.webmanifest", "en", "/en/")],
)
def test_a_phone_can_keep_balai_as_one_app_in_either_language(client, path, language, start):
    answer = client.get(path)

    assert answer["Content-Type"] == "application/manifest+json"
    manifest = answer.json()
    assert (manifest["id"], manifest["lang"], manifest["start_url"]) == ("/", language, start)
    assert manifest["short_name"] == "Balai"
    assert manifest["display"] == "standalone"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_icon_answers_in_the_size_it_is_said_to_have(client, number):
    icon = client.get("/manifest.webmanifest").json()["icons"][number]

    with closing(client.get(icon["src"])) as answer:
        width, height = struct.unpack(">II", answer.getvalue()[16:24])

    assert (answer["Content-Type"], f"{width}x{height}") == ("image/png", icon["sizes"])


def test_a_drawn_icon_fits_any_size(client):
    icon = client.get("/manifest.webmanifest").json()["icons"][0]

    with closing(client.get(icon["src"])) as answer:
        drawing = answer.getvalue()

    assert drawing.startswith(b"<svg")
    assert icon["sizes"] == "any"
    assert answer["Content-Type"] == icon["type"] == "image/svg+xml"
