"""Faults of a file, gathered so that one look shows them all."""

from typing import NoReturn

from django.utils.translation import gettext as _

from balai.registry.errors import SHOWN_FAULTS, FileRefused


class Faults:
    """Collects what is wrong; keeps the words of the first fifty and the count of all."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.count = 0

    def add(self, file: str, line: int, text: str) -> None:
        """Note a fault; line 0 means the file as a whole."""
        self.count += 1
        if len(self.shown) < SHOWN_FAULTS:
            place = _("%(file)s, line %(line)d") % {"file": file, "line": line} if line else file
            self.shown.append(f"{place}: {text}")

    def stop(self, file: str, line: int, text: str) -> NoReturn:
        """Note a fault that leaves nothing more to read."""
        self.add(file, line, text)
        raise FileRefused(self.shown, count=self.count)

    def refuse(self) -> None:
        """Refuse the file if anything was wrong."""
        if self.count:
            raise FileRefused(self.shown, count=self.count)
