"""The part of a file that somebody asks for: players ask so when one moves within a sound."""

import re

_ONE_PART = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class NoSuchPart(ValueError):
    """All that is asked for lies behind the end of the file."""


def part_of(header: str, size: int) -> range | None:
    """Read a Range header; None stands for the whole file.

    What is unclear, and several parts at once, get the whole. Raises NoSuchPart.
    """
    found = _ONE_PART.fullmatch(header.replace(" ", ""))
    if found is None or found[0] == "bytes=-":
        return None
    first, last = found[1], found[2]
    if not first:
        part = range(max(size - int(last), 0), size)
    else:
        end = int(last) + 1 if last else size
        if end <= int(first):
            return None if last else _none()
        part = range(int(first), min(end, size))
    return part or _none()


def _none() -> range:
    raise NoSuchPart
