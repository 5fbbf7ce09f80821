"""What is said of a file of questions that cannot be read."""

from typing import Any

from django.utils.translation import gettext as _

from balai.core.errors import Refused


class GiftUnclear(Refused):
    """Nothing of the file is taken; the line says where to mend it."""

    code = "gift_unclear"

    def __init__(self, line: int, why: Any) -> None:
        super().__init__(line, why)
        self.line = line
        self.why = why

    def __str__(self) -> str:
        return _("Line %(line)d: %(why)s.") % {"line": self.line, "why": self.why}
