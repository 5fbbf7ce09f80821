"""Every text speaks Indonesian, and the catalogue holds exactly the texts of the code.

To renew it: `cd balai && ../.venv/bin/python -P -m config makemessages --locale id --no-location
--no-obsolete --no-wrap && ../.venv/bin/python -P -m config compilemessages` (with PYTHONPATH=..).
"""

import gettext
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.places import CODE

CATALOGUE = Path("locale/id/LC_MESSAGES/django.po")

pytestmark = pytest.mark.slow

Texts = dict[object, str]


def run(*words: str | Path, cwd: Path) -> str:
    return subprocess.run(  # noqa: S603
        words,
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(CODE)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def texts_in(catalogue: Path) -> Texts:
    with catalogue.open("rb") as file:
        translations = gettext.GNUTranslations(file)
    return {key: text for key, text in translations._catalog.items() if key}  # type: ignore[attr-defined]


def compiled(catalogue: Path) -> Texts:
    run("msgfmt", "--output-file=fresh.mo", catalogue, cwd=catalogue.parent)
    return texts_in(catalogue.parent / "fresh.mo")


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the code and let makemessages read it."""
    copy = tmp_path_factory.mktemp("texts") / "balai"
    shutil.copytree(CODE / "balai", copy, ignore=shutil.ignore_patterns("tests", "fonts", "*.png"))
    shutil.copy(copy / CATALOGUE, copy / "kept.po")
    run(
        *(sys.executable, "-P", "-m", "config", "makemessages", "--locale=id"),
        *("--no-location", "--no-obsolete", "--no-wrap", "--verbosity=0"),
        cwd=copy,
    )
    return copy


def test_every_text_of_the_code_is_in_the_catalogue_and_in_indonesian(extracted):
    run("msgen", "--output-file=filled.po", CATALOGUE, cwd=extracted)
    run("msgattrib", "--clear-fuzzy", "--output-file=all.po", "filled.po", cwd=extracted)

    assert set(compiled(extracted / "all.po")) - set(compiled(extracted / CATALOGUE)) == set()


def test_the_catalogue_has_no_text_that_the_code_no_longer_says(extracted):
    assert set(compiled(extracted / "kept.po")) - set(compiled(extracted / CATALOGUE)) == set()


def test_what_is_compiled_is_what_was_translated(extracted):
    assert texts_in(CODE / "balai" / CATALOGUE.with_suffix(".mo")) == compiled(
        extracted / "kept.po"
    )


def test_translations_keep_their_placeholders(extracted):
    run("msgfmt", "--check-format", "--output-file=/dev/null", CATALOGUE, cwd=extracted)
