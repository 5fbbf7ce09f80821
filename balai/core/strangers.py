"""What keeps programs from filling in forms that anybody may send, without asking anyone else.

A form says when it was shown, signed. Programs fill it in within a second, or keep one
and send it for weeks.
"""

from datetime import datetime, timedelta

from django.core import signing
from django.utils.translation import gettext_lazy as _

from balai.core.errors import Refused

QUICKEST = timedelta(seconds=3)
OLDEST = timedelta(hours=24)
_SALT = "balai.core.strangers"


class FormUntimely(Refused):
    """Sent sooner than one can type, or the day after; sent once more, it goes through."""

    sentence = _("Please press the button once more: the form was sent too quickly or is too old.")
    code = "form_untimely"


def shown_at(now: datetime) -> str:
    """Make the stamp that a form carries."""
    return signing.dumps(now.timestamp(), salt=_SALT)


def check_stamp(stamp: str, *, now: datetime, oldest: timedelta = OLDEST) -> None:
    """Refuse a form that comes too soon, too late, or with a stamp that is not ours.

    Raises FormUntimely.
    """
    try:
        since = now.timestamp() - float(signing.loads(stamp, salt=_SALT))
    except (signing.BadSignature, TypeError, ValueError) as forged:
        raise FormUntimely from forged
    if not QUICKEST.total_seconds() <= since <= oldest.total_seconds():
        raise FormUntimely
