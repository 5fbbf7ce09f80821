"""Drawings of one test are never there for the next."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def kept_files(settings, tmp_path: Path) -> Callable[[], list[Path]]:
    """List the drawings that are kept."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return lambda: sorted(path for path in (tmp_path / "media").rglob("*") if path.is_file())
