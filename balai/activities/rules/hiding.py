"""Counts that leave a village hide the few: nobody is found in a number."""

from collections.abc import Mapping

FEWEST = 5


def hidden(count: int) -> int | None:
    """Hide a count of fewer than five; none is no secret."""
    return None if 0 < count < FEWEST else count


def hidden_parts(parts: Mapping[str, int]) -> dict[str, int | None]:
    """Hide the small parts of a total, and where only one is, the next smallest with it.

    Else the one could be computed: the total and the other parts are shown.

    >>> hidden_parts({"women": 20, "men": 3, "unsaid": 6})
    {'women': 20, 'men': None, 'unsaid': None}
    """
    small = {name for name, count in parts.items() if hidden(count) is None}
    if len(small) == 1:
        others = [name for name, count in parts.items() if count and name not in small]
        small |= set(sorted(others, key=lambda name: (parts[name], name))[:1])
    return {name: None if name in small else count for name, count in parts.items()}
