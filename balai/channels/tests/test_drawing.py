import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import decompress

import pytest
import zxingcpp
from PIL import Image, ImageChops

import balai.ui
from balai.channels import drawing
from balai.channels.drawing import (
    Poster,
    PressBusy,
    PressFailed,
    SharePicture,
    poster,
    share_picture,
)
from balai.channels.drawing.documents import words_of_poster
from balai.ui.motif import NotASprite, seed_of

pytestmark = pytest.mark.slow  # each starts a press

COCOA = SharePicture(
    title="Biji kakao fermentasi",
    place="Kampung Merasa, Berau",
    kind="Produk",
    seed="6403012005b",
)
COCOA_POSTER = Poster(
    title="Biji kakao fermentasi",
    url="https://balai.example/produk/12/biji-kakao-fermentasi/",
    place="Kampung Merasa, Kelay, Berau",
    kind="Produk",
    seed="6403012005b",
    text="Biji dari kebun warga, difermentasi lima hari.",
    price="Rp35.000 per kg",
    price_note="harga Juni 2021",
)
LONGEST_TITLE = ("Danau Nyadeng, Puncak Ketepu dan Gua Bloyot di tebing karst Merabu " * 2)[:120]
INK, PAPER, ULIN = (29, 26, 22), (252, 251, 248), (33, 26, 21)
TITLE, PLACE, COVER = (60, 110, 740, 470), (60, 500, 1140, 628), (760, 0, 1200, 478)
EXAMPLE, EMPTY = (1000, 505, 1200, 630), (900, 600, 1200, 630)


def seen(png: bytes) -> Any:
    return Image.open(BytesIO(png)).convert("RGB")


def look_alike(one: bytes, other: bytes, box: tuple[int, int, int, int]) -> bool:
    """Tell whether two parts are the same to the eye; each picture has a palette of its own."""
    apart: Any = ImageChops.difference(seen(one).crop(box), seen(other).crop(box)).getextrema()
    return all(most < 64 for _least, most in apart)


def lines_of_text(png: bytes, box: tuple[int, int, int, int]) -> int:
    """Count bands of rows in which something stands on the ground."""
    picture = seen(png).crop(box)
    ground = Image.new("RGB", picture.size, picture.getpixel((0, 0)))
    marks = ImageChops.difference(picture, ground).convert("L").point(lambda light: light > 60)
    rows = [bool(marks.crop((0, y, marks.width, y + 1)).getbbox()) for y in range(marks.height)]
    return sum(here and not above for above, here in zip([False, *rows], rows, strict=False))


def objects_of(pdf: bytes) -> bytes:
    """Unpack a PDF, so that what it says can be read."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(decompress(each) for each in packed if each[:1] == b"x")


def title_of(pdf: bytes) -> str:
    (written,) = set(re.findall(rb"/Title ?\((.*?)\)(?=/|>>)", pdf))
    return re.sub(rb"\\(.)", rb"\1", written).decode("ascii")


def test_a_share_picture_is_a_small_png_of_the_size_that_messengers_want():
    png = share_picture(COCOA)

    assert png.startswith(b"\x89PNG")
    assert seen(png).size == (1200, 630)
    assert len(png) < 60_000


@pytest.mark.parametrize("family", ["dye", "carve", "bean", "fish", "weave"])
def test_the_busiest_covers_keep_a_share_picture_small(family):
    png = share_picture(replace(COCOA, title=LONGEST_TITLE, seed=seed_of("64.02", family, 7)))

    assert len(png) < 80_000


def test_the_cover_of_the_listing_stands_beside_its_words():
    beans, fish = (share_picture(replace(COCOA, seed=f"6403012005{letter}")) for letter in "bf")

    assert not look_alike(beans, fish, COVER)
    assert look_alike(beans, fish, TITLE)


def test_a_picture_has_the_beam_above_and_paper_below():
    picture = seen(share_picture(COCOA))

    assert max(abs(a - b) for a, b in zip(picture.getpixel((10, 10)), ULIN, strict=True)) <= 2
    assert max(abs(a - b) for a, b in zip(picture.getpixel((10, 620)), PAPER, strict=True)) <= 2


@pytest.mark.parametrize(
    ("title", "lines"),
    [("Pela", 1), ("Biji kakao fermentasi", 2), (LONGEST_TITLE, 4), ("Panjang" * 17, 4)],
)
def test_a_title_of_any_length_fits_in_four_lines(title, lines):
    untitled = replace(COCOA, kind="", title=title)

    assert lines_of_text(share_picture(untitled), TITLE) <= lines


def test_an_example_says_so_and_nothing_else_does():
    plain, example = share_picture(COCOA), share_picture(replace(COCOA, is_example=True))

    assert not look_alike(plain, example, EXAMPLE)
    assert look_alike(plain, example, TITLE)
    assert seen(plain).crop(EXAMPLE).getextrema() == seen(plain).crop(EMPTY).getextrema()


def test_names_keep_their_marks_and_apostrophes():
    drawn = [share_picture(replace(COCOA, place=name)) for name in ("Maʼu Kén", "Ma’u Kén")]
    bare = share_picture(replace(COCOA, place="Mau Ken"))

    assert look_alike(drawn[0], drawn[1], PLACE)
    assert not look_alike(drawn[0], bare, PLACE)


def test_emoji_and_broken_lines_are_left_out_and_other_signs_kept():
    noisy = replace(COCOA, title="Biji 🎉👩‍🌾kakao\n fermentasi\x00 ❤️")
    signs = [share_picture(replace(COCOA, title=title)) for title in ("70% ^ °C ©", "70 C")]

    assert share_picture(noisy) == share_picture(COCOA)
    assert not look_alike(signs[0], signs[1], TITLE)


@pytest.mark.parametrize(
    "title",
    [
        '#panic("no")',
        '"); #panic("no") //',
        '#read("/etc/passwd")',
        '#import "brand.typ": *',
        "$x^2$ *tebal* _miring_ @ref <label> [isi] {isi}",
        "= Judul\n- butir\n+ butir",
        "\\u{41} \\ ~ -- --- ...",
        "/* tanpa akhir",
        '<svg onload="x"><image href="file:///etc/passwd"/>',
    ],
)
def test_what_looks_like_code_is_drawn_as_the_letters_it_is(title):
    words = replace(COCOA_POSTER, title=title, text=title, place=title, kind=title)

    pdf = objects_of(poster(words))

    assert title_of(pdf) == words_of_poster(words)["title"] == " ".join(title.split())


def test_a_poster_is_one_a5_page_with_its_title_and_language():
    pdf = objects_of(poster(replace(COCOA_POSTER, language="en")))

    assert re.findall(rb"/MediaBox ?\[([^]]*)\]", pdf) == [b"0 0 419.52756 595.2756"]
    assert title_of(pdf) == "Biji kakao fermentasi"
    assert set(re.findall(rb"/Lang ?\((\w+)\)", pdf)) == {b"en"}
    assert len(re.findall(rb"/S ?/H1\b", pdf)) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://balai.example/p/1/",
        "https://balai.kaltimprov.go.id/en/wisata/1234/" + "danau-nyadeng-puncak-ketepu-" * 5,
    ],
)
def test_the_qr_of_a_poster_opens_the_listing(url):
    page = seen(poster(replace(COCOA_POSTER, url=url), ending="png"))

    assert [code.text for code in zxingcpp.read_barcodes(page)] == [url]


def test_the_qr_is_read_from_a_poster_of_the_longest_words_printed_small():
    crowded = replace(
        COCOA_POSTER,
        title=LONGEST_TITLE,
        text="Biji dari kebun warga, difermentasi lima hari. " * 40,
        price="Rp3.600.000–Rp12.500.000 per rombongan delapan orang",
        price_note="harga Januari 2026 · tanyakan harga sekarang",
        is_example=True,
    )

    page = seen(poster(crowded, ending="png"))

    assert [c.text for c in zxingcpp.read_barcodes(page.resize((420, 595)))] == [COCOA_POSTER.url]


def test_a_poster_says_what_to_do_in_its_own_language():
    spoken = [words_of_poster(replace(COCOA_POSTER, language=code)) for code in ("id", "en")]

    assert [words["language"] for words in spoken] == ["id", "en"]
    assert spoken[1]["call"] == "Scan to open this page"
    assert spoken[1]["example"] == ""


def test_only_what_can_be_ordered_is_offered_for_order():
    ordered = words_of_poster(replace(COCOA_POSTER, language="en", can_be_ordered=True))

    assert ordered["call"] == "Scan to see and order"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://localhost:8000/desa/64.03.01.2005/", "localhost:8000/desa/64.03.01.2005"),
        ("https://balai.example/", "balai.example"),
        ("https://balai.example/produk/1/" + "panjang-" * 8, "balai.example"),
    ],
)
def test_an_address_too_long_for_a_line_is_shown_as_the_site(url, shown):
    assert words_of_poster(replace(COCOA_POSTER, url=url))["shown_url"] == shown


def test_a_long_text_is_cut_at_a_word():
    words = words_of_poster(replace(COCOA_POSTER, text="Kebun kakao warga. " * 40))

    assert len(words["text"]) <= 260
    assert re.fullmatch(r"(Kebun kakao warga\. )+(Kebun |kakao )*…", words["text"])


def test_the_same_words_make_the_same_file():
    assert share_picture(COCOA) == share_picture(COCOA)
    assert poster(COCOA_POSTER) == poster(COCOA_POSTER)


def test_threads_that_draw_at_once_get_different_posters():
    wanted = [replace(COCOA_POSTER, title=f"Kakao nomor {number}") for number in range(6)]

    with ThreadPoolExecutor(3) as threads:
        posters = list(threads.map(poster, wanted))

    assert [title_of(objects_of(pdf)) for pdf in posters] == [each.title for each in wanted]


def test_a_cover_that_does_not_exist_is_refused_before_the_press_starts():
    with pytest.raises(NotASprite):
        share_picture(replace(COCOA, seed="no seed"))


def test_a_press_that_fails_says_why(monkeypatch, tmp_path):
    monkeypatch.setattr("balai.channels.drawing.documents.PRESS", tmp_path / "no_press.py")

    with pytest.raises(PressFailed, match=r"no_press\.py"):
        share_picture(COCOA)


def test_a_press_that_is_too_slow_is_stopped():
    with pytest.raises(PressBusy):
        share_picture(COCOA, seconds=0.001)


def test_documents_use_no_font_but_ours():
    fonts = sorted(path.name for path in (Path(balai.ui.__file__).parent / "fonts").iterdir())
    pdf = objects_of(poster(COCOA_POSTER))

    assert set(re.findall(rb"/FontName ?/[A-Z]{6}\+([A-Za-z-]+)", pdf)) == {
        b"PlusJakartaSans-Bold",
        b"PlusJakartaSans-ExtraBold",
        b"PlusJakartaSans-Regular",
    }
    assert fonts == [
        "OFL.txt",
        "PlusJakartaSans-Bold.ttf",
        "PlusJakartaSans-ExtraBold.ttf",
        "PlusJakartaSans-Regular.ttf",
    ]


def test_the_web_workers_carry_neither_the_press_nor_its_libraries():
    ours = Path(drawing.__file__).parent.glob("*.py")
    imports = {
        path.name: re.findall(r"^(?:from|import) (typst|PIL)", path.read_text(), re.M)
        for path in ours
    }

    assert {name: found for name, found in imports.items() if found} == {
        "press.py": ["typst", "PIL"]
    }
