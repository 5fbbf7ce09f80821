"""Small answers kept in a process until the content changes.

For reference data that every page needs and few people edit: names of regencies,
sectors, synonyms. One number is read from the database instead of the rows.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.utils.translation import get_language

from balai.core.freshness import content_version

Args = ParamSpec("Args")
Answer = TypeVar("Answer")
_LIMIT = 256
_all_kept: list[dict[Any, Any]] = []


def remembered(ask: Callable[Args, Answer]) -> Callable[Args, Answer]:
    """Keep what `ask` answers, per language and arguments, for one version of the content."""
    kept: dict[object, tuple[int, Answer]] = {}
    _all_kept.append(kept)

    @wraps(ask)
    def answer(*args: Args.args, **kwargs: Args.kwargs) -> Answer:
        key = (get_language(), args, tuple(sorted(kwargs.items())))
        version = content_version()
        known = kept.get(key)
        if known is not None and known[0] == version:
            return known[1]
        fresh = ask(*args, **kwargs)
        if len(kept) >= _LIMIT:
            kept.clear()
        kept[key] = (version, fresh)
        return fresh

    return answer


def forget_all() -> None:
    """Forget in this process; for tests, where a version number may come twice."""
    for kept in _all_kept:
        kept.clear()
