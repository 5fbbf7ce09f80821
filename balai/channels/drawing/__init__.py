"""Documents drawn by one tool: pictures to share (PNG) and posters to print (PDF)."""

from balai.channels.drawing.documents import (
    Poster,
    PressFailed,
    SharePicture,
    poster,
    share_picture,
)

__all__ = ["Poster", "PressFailed", "SharePicture", "poster", "share_picture"]
