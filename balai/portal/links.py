"""Addresses of lists and pages that several pages link to."""

from urllib.parse import urlencode

import segno
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from balai.accounts.models import ConsentGiver
from balai.catalogue.queries.lists import Choice
from balai.channels.addresses import absolute
from balai.channels.whatsapp import share_text_link


def list_address(choice: Choice, *, after: str = "") -> str:
    """Name the page that shows a choice: a kind's own, else a sector's own, else all."""
    if choice.kind:
        path = reverse("portal:kind", args=[choice.kind])
        asked = {"sektor": choice.sector_code}
    elif choice.sector_code:
        path = reverse("portal:sector", args=[choice.sector_code])
        asked = {}
    else:
        path = reverse("portal:listings")
        asked = {}
    asked |= {"kab": choice.regency_code, "setelah": after}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{path}?{query}" if query else path


def links_of(giver: ConsentGiver) -> dict[str, str]:
    """Name what a giver of consents is handed: a link, a code, and a message with both."""
    link = _agreements(giver)
    message = _(
        "Hello %(name)s, here you see what you agreed to on Balai, and take it back whenever "
        "you want: %(link)s"
    ) % {"name": giver.called, "link": link}
    return {
        "link": link,
        "code": giver.written_key,
        "code_page": absolute(reverse("portal:agreement_code")),
        "message": message,
        "share": share_text_link(message),
        "qr": _qr(link),
    }


def _agreements(giver: ConsentGiver) -> str:
    return absolute(reverse("portal:agreements", args=[giver.written_key]))


def _qr(link: str) -> SafeString:
    """Draw a QR that a scratch or a fold does not spoil."""
    drawn = segno.make(link, error="m", micro=False).svg_inline(border=2, scale=4, light="#fff")
    return SafeString(drawn)
