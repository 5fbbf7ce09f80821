"""What the API refuses beside what the pages refuse."""

from django.utils.translation import gettext_lazy as _

from balai.core.errors import Refused


class CursorUnclear(Refused):
    """Not a place in this list."""

    sentence = _("This is no place in this list. Take `after` from `next`, or leave it out.")
    code = "cursor_unclear"
