"""Documents drawn by one tool: pictures to share (PNG) and posters to print (PDF)."""

from balai.channels.drawing.documents import (
    Poster,
    PressFailed,
    SharePicture,
    poster,
    share_picture,
)
from balai.channels.drawing.line import Line, PressBusy

__all__ = [
    "Line", "Poster", "PressBusy", "PressFailed", "SharePicture", "poster", "share_picture",
]  # fmt: skip
