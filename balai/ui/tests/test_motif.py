import re
from itertools import islice
from typing import Any
from xml.dom.minidom import parseString

import pytest
from django.urls import reverse

from balai.ui.motif import FAMILIES, MOST_SEEDS, family_of, motif, seed_of, single_url, sprite_url

CODES = [f"64.{1 + n % 9:02}.{1 + n % 17:02}.{2001 + n}" for n in range(320)]
KINDS = ["product", "attraction", "stay", "experience", "culture", "event", "story", "village"]


def references(drawing: str) -> set[str]:
    return set(re.findall(r'(?:href="|url\()([^")]*)', drawing))


def elements(drawing: str, name: str = "*") -> Any:
    return parseString(drawing).getElementsByTagName(name)  # noqa: S318


@pytest.mark.parametrize("family", FAMILIES)
def test_320_villages_get_320_small_covers_in_every_family(family):
    covers = [motif(code, family) for code in CODES]

    assert len(set(covers)) == len(CODES)
    assert max(map(len, covers)) <= 900
    assert sum(map(len, covers)) / len(covers) <= 800


@pytest.mark.parametrize("family", FAMILIES)
def test_twenty_listings_of_one_village_and_family_get_twenty_covers(family):
    covers = {motif("64.03.01.2005", family, salt) for salt in range(20)}

    assert len(covers) == 20


def test_no_cover_is_drawn_by_two_families():
    covers = {motif(code, family) for code in CODES[:20] for family in FAMILIES}

    assert len(covers) == 20 * len(FAMILIES)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_cover_is_plain_svg_that_refers_to_nothing_outside_itself(family):
    drawings = [motif(code, family) for code in CODES[:40]]

    names = {element.tagName for drawing in drawings for element in elements(drawing)}

    assert names <= {"svg", "path", "circle", "g", "pattern"}
    assert set().union(*map(references, drawings)) <= {"#p", "#pb"}
    assert not [d for d in drawings if "style" in d or " on" in d]


def test_a_cover_is_the_same_for_ever_and_dots_do_not_matter():
    cover = motif("6403012005", "bean", 2)

    assert cover == motif("64.03.01.2005", "bean", 2)
    assert cover.startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200">'
        '<path fill="#d8991d" d="M0 0h320v200H0z"/>'
    )


def test_every_family_has_a_letter_of_its_own():
    letters = [family.letter for family in FAMILIES.values()]

    assert sorted(set(letters)) == sorted(letters)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_a_family_of_its_own_and_a_sector_may_hint_at_another(kind):
    assert family_of(kind) in FAMILIES
    assert family_of(kind, "fish") == "fish"
    assert family_of(kind, "") == family_of(kind, "no such family") == family_of(kind)
    assert seed_of("64.03", kind) == seed_of("64.03", family_of(kind))
    assert motif("64.03", kind) == motif("64.03", family_of(kind))


def test_the_eight_kinds_are_drawn_by_eight_families():
    assert len({family_of(kind) for kind in KINDS}) == 8


def test_a_sprite_stacks_the_covers_and_names_a_view_for_each(client):
    seeds = [seed_of("64.03.01.2005", "bean", 2), seed_of("64.02.08.2009", "fish")]

    answer = client.get(sprite_url(seeds))

    drawing = answer.content.decode()
    views = [(v.getAttribute("id"), v.getAttribute("viewBox")) for v in elements(drawing, "view")]
    stacked = [(c.getAttribute("y"), c.getAttribute("height")) for c in elements(drawing, "svg")]
    assert seeds == ["6403012005b2", "6402082009f"]
    assert views == [("m0", "0 0 320 200"), ("m1", "0 200 320 200")]
    assert stacked == [("", ""), ("0", "200"), ("200", "200")]


def test_a_full_sprite_repeats_no_id_and_refers_only_to_itself(client):
    seeds = [seed_of("64.03.01.2005", name) for name in islice(FAMILIES, MOST_SEEDS)]

    drawing = client.get(sprite_url(seeds)).content.decode()

    ids = re.findall(r'id="([^"]*)"', drawing)
    assert len(ids) == len(set(ids))
    assert references(drawing) <= {f"#{name}" for name in ids}


def test_a_sprite_may_be_kept_for_ever_and_asks_no_database(client):
    answer = client.get(single_url(seed_of("64.03.01.2005", "strip")))

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not answer.cookies


@pytest.mark.parametrize(
    "seeds",
    [
        "6403012005",
        "6403012005!",
        "6403012005B",
        "6403012005b0",
        "6403012005b02",
        "6403012005b123456",
        "64030120051b",
        "640301200b",
        "64.03.01.2005b",
        "٦٤٠٣٠١٢٠٠٥b",
        ",",
        "6403012005b,",
        "6403012005b,,6403012005l",
        "6403012005b, 6403012005l",
        "6403012005b%0A",
        ",".join(["6403012005b"] * (MOST_SEEDS + 1)),
    ],
)
def test_an_address_that_no_page_has_written_is_not_found(client, seeds):
    address = reverse("ui:motif", args=["6403012005b"]).replace("6403012005b", seeds)

    assert client.get(address).status_code == 404


def test_every_seed_that_is_written_can_be_read_back(client):
    seeds = [seed_of("64", "leaf"), seed_of("64.03", "roof", 32767), seed_of("64.03.01", "wave", 1)]

    assert client.get(sprite_url(seeds)).status_code == 200


def test_the_largest_sprite_allowed_is_answered(client):
    address = sprite_url([seed_of("64.03.01.2005", "leaf", salt) for salt in range(MOST_SEEDS)])

    assert client.get(address).status_code == 200
    assert len(address) < 400
