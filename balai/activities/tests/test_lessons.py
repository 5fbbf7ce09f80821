"""Markdown becomes a page; nothing that could harm comes through."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from balai.activities.rules.lessons import LessonUnclear, Picture, check_lesson, pictures_in, shown


def page(words):
    return shown(words, picture=lambda name: Picture(f"/static/{name}.svg"))


def test_headings_lists_and_pictures_are_shown():
    html = page("# Judul\n\nSatu **dua**.\n\n1. a\n2. b\n\n![HP](gambar:hp)")

    assert "<h2>Judul</h2>" in html
    assert "<strong>dua</strong>" in html
    assert '<ol class="todo">' in html
    assert "<li><div>a</div></li>" in html
    assert 'src="/static/hp.svg"' in html
    assert 'alt="HP"' in html


def test_a_table_has_no_style_of_its_own_and_scrolls_by_itself():
    html = page("| a | b |\n|---|---:|\n| c | 1 |")

    assert '<div class="scroll"><table>' in html
    assert '<th scope="row">c</th>' in html
    assert "<td>1</td>" in html
    assert "style" not in html


HARMFUL = [
    "<script>alert(1)</script>",
    "[klik](javascript:alert(1))",
    "[klik](JaVaScRiPt&colon;alert(1))",
    "[klik](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1))",
    '<img src=x onerror="alert(1)">',
    '[x](https://a.b "onmouseover=alert(1)")',
    "<a href=vbscript:x>x</a>",
    "[x]: javascript:alert(1)\n\n[x]",
    "<iframe src=https://a.b></iframe>",
    "<style>*{display:none}</style>",
    "`<script>`",
]


@pytest.mark.parametrize("words", HARMFUL)
def test_nothing_harmful_comes_through(words):
    html = page(words).lower()

    assert "<script" not in html
    assert "<iframe" not in html
    assert "<style" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert 'href="vbscript' not in html
    assert "<img src=x" not in html


@settings(max_examples=200, deadline=None)
@given(some.text(some.sampled_from("<>[]()!#*`'\"=:/ ascriptjvonload\n&;\\"), max_size=60))
def test_any_text_gives_a_page_without_scripts(words):
    html = page(words)

    assert "<script" not in html.lower()


def test_the_pictures_of_a_lesson_are_known_by_name():
    assert pictures_in("![a](gambar:hp)\n\nteks ![b](gambar:kunci)") == ["hp", "kunci"]


@pytest.mark.parametrize(
    "words",
    [
        "![a](https://elsewhere.example/x.png)",
        "![a](gambar:unknown)",
        "![a](gambar:../secret)",
        "![](gambar:hp)",
        "x" * 30_001,
    ],
)
def test_a_lesson_that_cannot_be_shown_is_refused(words):
    with pytest.raises(LessonUnclear):
        check_lesson(words, known=lambda name: name == "hp")


def test_a_lesson_that_can_be_shown_is_let_through():
    check_lesson("# Judul\n\n![HP](gambar:hp)", known=lambda name: name == "hp")
