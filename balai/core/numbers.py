"""Numbers as they stand in addresses and forms, where anything may stand."""

# A number that a database keeps has fewer digits than the largest.
_DIGITS = len(str(2**63)) - 1


def number_in(text: str | None, *, digits: int = _DIGITS) -> int | None:
    """Read a whole number of at most so many digits; anything else is none."""
    text = text or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None
