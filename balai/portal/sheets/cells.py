"""What stands in the cell of a sheet, as a form takes it."""

import re
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from balai.core.sheets import Value

_WHOLE = re.compile(r"(-?\d+)\.0+")
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_TIME = re.compile(r"(\d{1,2})[.:](\d\d)(?:[.:]\d\d)?")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# A spreadsheet counts days from here.
_FIRST_DAY = date(1899, 12, 30)
_DAYS = range(20_000, 80_000)
_LOWEST_PRICE = 100
_YES = {"ya", "y", "yes", "x", "1", "benar", "true"}
_NO = {"", "tidak", "t", "no", "n", "0", "salah", "false"}


def answer_in(cell: Value, sort: str) -> str:
    """Read a cell as somebody would have typed it. Raises ValidationError."""
    if sort == "day":
        return _day(cell)
    if sort == "time":
        return _time(cell)
    if sort == "choice":
        return _choice(cell)
    text = _plain(cell, is_number=sort in {"price", "number"})
    if sort == "price" and text.isascii() and text.isdigit() and int(text) < _LOWEST_PRICE:
        raise ValidationError(
            _('The price "%(text)s" is too low. Write it in full, for example 35000.')
            % {"text": text}
        )
    return text


def _plain(cell: Value, *, is_number: bool = False) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    text = str(cell).strip()
    if _UNREADABLE.search(text):
        raise ValidationError(_("There are signs in it that cannot be read. Type it anew."))
    if is_number and (whole := _WHOLE.fullmatch(text)):
        return whole[1]
    return text


def _day(cell: Value) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = _plain(cell, is_number=True)
    if text.isascii() and text.isdigit() and int(text) in _DAYS:
        return (_FIRST_DAY + timedelta(days=int(text))).isoformat()
    if written := _DAY.fullmatch(text):
        day, month, year = (int(part) for part in written.groups())
        try:
            return date(year, month, day).isoformat()
        except ValueError as wrong:
            raise ValidationError(_no_day(text)) from wrong
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as wrong:
        raise ValidationError(_no_day(text)) from wrong


def _no_day(text: str) -> str:
    return _('"%(text)s" is no day. Write it as 24/11/2026.') % {"text": text[:40]}


def _time(cell: Value) -> str:
    if isinstance(cell, datetime):
        cell = cell.time()
    if isinstance(cell, timedelta):
        cell = cell / timedelta(days=1)
    if isinstance(cell, float) and 0 <= cell < 1:
        minutes = round(cell * 24 * 60)
        return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    text = _plain(cell)
    written = _TIME.fullmatch(text)
    if text and (written is None or int(written[1]) > 23 or int(written[2]) > 59):  # noqa: PLR2004
        raise ValidationError(_('"%(text)s" is no time. Write it as 08:00.') % {"text": text[:40]})
    return f"{int(written[1]):02}:{written[2]}" if written else ""


def _choice(cell: Value) -> str:
    text = _plain(cell).casefold()
    if text in _YES:
        return "on"
    if text in _NO:
        return ""
    raise ValidationError(_('Write "yes" or "no". You wrote: "%(text)s".') % {"text": text[:40]})
