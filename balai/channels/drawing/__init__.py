"""Documents drawn by one tool: pictures to share (PNG) and posters to print (PDF)."""

from balai.channels.drawing.documents import (
    Poster,
    PressFailed,
    SharePicture,
    poster,
    share_picture,
)
from balai.channels.drawing.line import Line, PressBusy
from balai.channels.drawing.sheets import AttendanceSheet, attendance_sheet

__all__ = [
    "AttendanceSheet", "Line", "Poster", "PressBusy", "PressFailed", "SharePicture",
    "attendance_sheet", "poster", "share_picture",
]  # fmt: skip
