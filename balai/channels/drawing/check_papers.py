"""The questions of a literacy check as they are printed: A4, with a letter to mark for each."""

import json

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.activities.public import CheckPaper
from balai.channels.drawing.documents import SECONDS, Job, drawable, pressed


def check_paper(paper: CheckPaper, *, seconds: float = SECONDS) -> bytes:
    """Draw the sheet as a PDF. Raises PressBusy when that takes longer than the seconds."""
    return pressed(Job("check_paper", words_of(paper), ending="pdf"), seconds=seconds)


def words_of(paper: CheckPaper) -> dict[str, str]:
    """Prepare all that the sheet says; which answer is best does not stand in it."""
    return {
        "title": _("Literacy check"),
        "place": drawable(f"{paper.topic} · {paper.village}"),
        "language": get_language() or "id",
        "number": _("Your number"),
        "first": _("first check"),
        "second": _("second check"),
        "how": _("Mark one letter for each question: what you would really do."),
        "code": paper.code,
        "example": _("example") if paper.example else "",
        "items": json.dumps(
            [
                {
                    "number": item.number,
                    "question": drawable(item.question),
                    "options": [drawable(option) for option in item.options],
                    "drawing": item.drawing,
                }
                for item in paper.items
            ]
        ),
    }
