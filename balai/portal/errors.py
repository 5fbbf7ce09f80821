"""What the pages that join several apps refuse themselves."""

from django.utils.translation import gettext_lazy, ngettext

from balai.core.errors import Refused


class SentFromElsewhere(Refused):
    """A page of another site sent the form."""

    sentence = gettext_lazy("This came from another site. Look at it, then press the button here.")
    code = "sent_from_elsewhere"


class TooManyMessages(Refused):
    """From one network, or to one seller."""

    code = "too_many_messages"

    def __init__(self, *, minutes: int) -> None:
        super().__init__()
        self.minutes = minutes

    def __str__(self) -> str:
        said = ngettext(
            "Several messages were sent already. Wait %(count)s minute, then press once more; "
            "your words stay here.",
            "Several messages were sent already. Wait %(count)s minutes, then press once more; "
            "your words stay here.",
            self.minutes,
        )
        return said % {"count": self.minutes}
