"""Photos of a session: how many, and which may leave the workroom."""

MOST = 12

# Who can be recognised in a photo, as whoever took it says.
NOBODY, AGREED, KEPT = "nobody", "agreed", "kept"
# What whoever sees the session may see.
OPEN = (NOBODY, AGREED)


def is_stricter(answer: str, *, than: str) -> bool:
    """Tell whether an answer keeps back what another lets be seen."""
    return answer == KEPT and than in OPEN
