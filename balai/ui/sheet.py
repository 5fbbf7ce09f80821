"""The style sheet, put into every page: on a slow line a second request costs more than it saves.

Its sha256 stands in the content security policy, so that only this style runs. See
docs/adr/0002-the-style-sheet-travels-in-the-page.md.
"""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import rcssmin
from django.utils.safestring import SafeString, mark_safe

SHEET: str = rcssmin.cssmin((Path(__file__).parent / "static/ui/balai.css").read_text("utf-8"))
SHEET_SOURCE = f"'sha256-{b64encode(sha256(SHEET.encode()).digest()).decode()}'"
SHEET_SAFE: SafeString = mark_safe(SHEET)  # noqa: S308  (our own file)
