"""Pages obey the content security policy: no style or script of their own."""

import re

from tests.architecture.places import files, told

# The one style sheet, whose sha256 stands in the policy; data for search engines, which never runs.
ALLOWED = {"<style>{{ sheet }}</style>", '<script type="application/ld+json">'}
INLINE = re.compile(
    r"<style.*?</style>|<script(?![^>]*\ssrc=)[^>]*>|\sstyle=|\son[a-z]+=|javascript:"
)

# A link to elsewhere is welcome; a picture, sheet or script from elsewhere is not.
LOADED = re.compile(
    r"""\ssrc=["']?(?:https?:)?//[^"'>]+|<link[^>]+href=["'](?:https?:)?//[^"']+|url\(["']?https?:"""
)


def test_no_template_has_inline_style_or_script():
    inline = [
        (told(path), found)
        for path in files(".html", ".svg", under=("balai",))
        for found in INLINE.findall(path.read_text("utf-8"))
        if found not in ALLOWED
    ]

    assert inline == []


def test_no_template_loads_from_another_host():
    foreign = [
        (told(path), found)
        for path in files(".html", ".css", ".js", under=("balai",))
        for found in LOADED.findall(path.read_text("utf-8"))
    ]

    assert foreign == []
