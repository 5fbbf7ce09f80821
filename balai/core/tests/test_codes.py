import pytest

from balai.core import codes


@pytest.mark.parametrize("code", ["64", "64.02", "64.02.05", "64.02.05.2003"])
def test_a_code_of_any_level_is_a_code(code):
    assert codes.is_code(code)


@pytest.mark.parametrize(
    "text",
    ["", "6", "64.", "6402", "64.2", "64.02.05.203", "64.02.05.20034", "٦٤", "64\n", " 64", "aa"],
)
def test_anything_else_is_none(text):
    assert not codes.is_code(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("64", "64"),
        ("6402", "64.02"),
        ("640205", "64.02.05"),
        ("6402052003", "64.02.05.2003"),
        ("64.02.05.2003", "64.02.05.2003"),
        ("64020", "64020"),
        ("٦٤٠٢", "٦٤٠٢"),
    ],
)
def test_digits_alone_get_their_dots(text, code):
    assert codes.with_dots(text) == code


def test_a_code_tells_its_level_its_parent_and_what_it_contains():
    code = "64.02.05.2003"

    assert codes.level_of(code) == "village"
    assert codes.parent_of(code) == "64.02.05"
    assert codes.parent_of("64") == ""
    assert codes.contains("64.02", code)
    assert not codes.contains("64.0", code)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("64", "provinsi"),
        ("64.02", "kabupaten"),
        ("64.71", "kota"),
        ("64.02.05", "kecamatan"),
        ("64.02.05.1003", "kelurahan"),
        ("64.02.05.2003", "desa"),
        ("64.02.05.3003", "desa_adat"),
        ("64.02.05.4003", ""),
    ],
)
def test_a_code_tells_what_an_area_officially_is(code, kind):
    assert codes.kind_of(code) == kind


def test_what_lies_in_another_is_left_out():
    given = ["64.02.05.2003", "64.03", "64.02", "64.02.05", "65.01.01.2001", "65.01"]

    assert codes.outermost(given) == ["64.02", "64.03", "65.01"]
