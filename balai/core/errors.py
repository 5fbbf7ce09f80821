"""Refusals: what a person asked for and may not have, said so that they can act."""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """An expected no. `sentence` is shown as it is; `code` stays stable for machines."""

    sentence = _("This is not possible now.")
    code = "refused"

    def __str__(self) -> str:
        return str(self.sentence)
