"""What keeps a table from being read."""

from balai.core.errors import Refused


class SheetUnreadable(Refused):
    """The file cannot be taken as a table; the sentence says why, and what to do."""

    code = "sheet_unreadable"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.said = sentence

    def __str__(self) -> str:
        return self.said
