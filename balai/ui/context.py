"""What the frame round every page needs."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language

from balai.ui.sheet import SHEET_SAFE


def frame(request: HttpRequest) -> dict[str, object]:
    """Give every template the sheet, the other language, and who runs this Balai."""
    other = "id" if get_language() == "en" else "en"
    return {
        "sheet": SHEET_SAFE,
        "is_demo": settings.IS_DEMO,
        "operator": settings.OPERATOR,
        "contact": settings.CONTACT,
        "other_language": other,
        "in_other_language": path_in(other, request.path),
    }


def path_in(language: str, path: str) -> str:
    """Name the same page in another language: English lies under /en/.

    Whatever path was asked for, the answer stays on this site: //elsewhere is no host.
    """
    plain = f"/{path.lstrip('/')}"
    if plain == "/en" or plain.startswith("/en/"):
        plain = f"/{plain[len('/en') :].lstrip('/')}"
    return escape_uri_path(plain if language == "id" else f"/en{plain}")
