"""What a certificate shows on paper: A4, in both languages, with a QR that opens its page."""

from django.utils import formats
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from balai.activities.public import PrintedCertificate
from balai.channels.drawing.documents import SECONDS, Job, drawable, pressed, qr


def certificate(printed: PrintedCertificate, *, url: str, seconds: float = SECONDS) -> bytes:
    """Draw an A4 PDF. Raises PressBusy when that takes longer than the seconds."""
    return pressed(Job("certificate", words_of(printed, url=url), ending="pdf"), seconds=seconds)


def words_of(printed: PrintedCertificate, *, url: str) -> dict[str, str]:
    """Prepare all that a certificate says, each line in Indonesian and in English."""
    words = {
        "name": drawable(printed.name),
        "number": printed.number,
        "village": drawable(printed.village),
        "qr": qr(url),
        "url": url,
        "shown_url": url.partition("://")[2].rstrip("/"),
        "operator": drawable(printed.operator),
        "revoked": "",
        "language": "id",
    }
    for language in ("id", "en"):
        with override(language):
            words |= {f"{name}_{language}": said for name, said in _said(printed).items()}
    with override("id"):
        words["example"] = _("example") if printed.example else ""
    return words


def _said(printed: PrintedCertificate) -> dict[str, str]:
    what = _("has finished the course") if printed.is_course else _("has taken part in")
    return {
        "heading": _("Certificate"),
        "given_to": _("This is to say that"),
        "what": what,
        "title": drawable(printed.title_in(get_language() or "id")),
        "day": formats.date_format(printed.issued_on, "j F Y"),
        "check": _("Anybody may check this certificate here."),
        "number_is": _("Number"),
    }
