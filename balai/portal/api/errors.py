"""What the API refuses beside what the pages refuse."""

from django.utils.translation import gettext_lazy as _

from balai.core.errors import Refused


class CursorUnclear(Refused):
    """Not a place in this list."""

    sentence = _("This is no place in this list. Take `after` from `next`, or leave it out.")
    code = "cursor_unclear"


class TokenRefused(Refused):
    """A token that opens nothing."""

    code = "token_refused"


class TooOften(Refused):
    """Asked too many times; how many seconds to wait."""

    code = "too_often"

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.seconds = seconds
