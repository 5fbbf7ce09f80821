"""Where the code is, for the tests that read it."""

from collections.abc import Iterator
from pathlib import Path

CODE = Path(__file__).resolve().parents[2]
OURS = ("balai", "config", "tests", "benchmarks")
_NOT_OURS = {"node_modules", "__pycache__"}


def files(*endings: str, under: tuple[str, ...] = OURS) -> Iterator[Path]:
    """Walk our files with these endings; what machines made or brought is left out."""
    for folder in under:
        for path in sorted((CODE / folder).rglob("*")):
            if path.suffix in endings and not _NOT_OURS & set(path.parts):
                yield path


def told(path: Path) -> str:
    return str(path.relative_to(CODE))
