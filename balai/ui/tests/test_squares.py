import re
from typing import Any
from xml.dom.minidom import parseString

import brotli
import pytest

from balai.ui.squares import Square, Strip, class_counts, squares_html

MERASA = Square(css_class="c", url="/desa/64.03.01.2005/", name="Merasa")
MERABU = Square(css_class="a", url="/desa/64.03.01.2006/", name="Merabu")
LESAN = Square(css_class="c", url="/desa/64.03.01.2008/", name="Lesan Dayak")
PELA = Square(css_class="g", url="/desa/64.02.08.2009/", name="Pela")
BERAU = Strip(name="Berau", url="/kabupaten/64.03/", squares=[MERASA, MERABU, LESAN])
KUKAR = Strip(name="Kukar", url="/kabupaten/64.02/", squares=[PELA])


def titles(drawing: str) -> list[str]:
    return re.findall(r'title="([^"]*)"', drawing)


def parsed(drawing: str) -> Any:
    return parseString(drawing)  # noqa: S318


def test_each_village_is_a_named_link_and_each_strip_a_counted_one():
    drawing = squares_html([KUKAR, BERAU])

    assert drawing == (
        '<div class="squares">'
        '<section><h3><a href="/kabupaten/64.02/">Kukar<small>1</small></a></h3>'
        '<p><a class=g tabindex=-1 href=/desa/64.02.08.2009/ title="Pela"></a></section>'
        '<section><h3><a href="/kabupaten/64.03/">Berau<small>3</small></a></h3>'
        '<p><a class=c tabindex=-1 href=/desa/64.03.01.2005/ title="Merasa"></a>'
        '<a class=c tabindex=-1 href=/desa/64.03.01.2008/ title="Lesan Dayak"></a>'
        '<a class=a tabindex=-1 href=/desa/64.03.01.2006/ title="Merabu"></a></section></div>'
    )


def test_a_strip_begins_with_the_most_and_keeps_the_order_of_the_codes_within():
    drawing = squares_html([KUKAR, BERAU])

    assert titles(drawing) == ["Pela", "Merasa", "Lesan Dayak", "Merabu"]


def test_one_strip_alone_is_wide_and_needs_no_name():
    drawing = squares_html([BERAU])

    assert drawing.startswith('<div class="squares one"><p><a class=c ')
    assert "<h3>" not in drawing


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Ma'u Baru", "Ma&#x27;u Baru"),
        ('Long "Hulu"', "Long &quot;Hulu&quot;"),
        ("<b>Pela</b>", "&lt;b&gt;Pela&lt;/b&gt;"),
        ("Suka & Maju", "Suka &amp; Maju"),
    ],
)
def test_a_name_stays_a_name_whatever_it_holds(name, title):
    odd = Square(css_class="a", url="/desa/64.03.01.2001/", name=name)

    drawing = squares_html([Strip(name=name, url="/kabupaten/64.03/", squares=[odd]), KUKAR])

    assert titles(drawing) == [title, "Pela"]
    assert f">{title}<small>" in drawing


def test_an_address_with_signs_of_its_own_is_quoted():
    odd = Square(css_class="a b", url="/desa/?kode=1&x=<", name="Merabu")

    drawing = squares_html([Strip(name="Berau", url="/a b/", squares=[odd])])

    assert '<a class="a b" tabindex=-1 href="/desa/?kode=1&amp;x=&lt;" title="Merabu">' in drawing


def test_the_legend_counts_every_square_once():
    assert class_counts([KUKAR, BERAU]) == {"a": 1, "c": 2, "g": 1}
    assert class_counts([]) == {}


def test_841_named_links_fit_eight_kilobytes_on_the_wire():
    strips = [
        Strip(
            name=f"Kabupaten {regency}",
            url=f"/kabupaten/64.0{regency}/",
            squares=[
                Square(
                    css_class="abcde"[number % 19 % 5],
                    url=f"/desa/64.0{regency}.{1 + number // 11:02}.{2001 + number % 11}/",
                    name=f"{('Muara', 'Long', 'Tanjung')[number % 3]} {number * 7919 % 9973}",
                )
                for number in range(121 if regency > 1 else 115)
            ],
        )
        for regency in range(1, 8)
    ]

    drawing = squares_html(strips)

    assert drawing.count("tabindex") == 841
    assert len(brotli.compress(drawing.encode(), quality=5)) <= 8192
