"""Links that open a chat with the first words already written."""

import re
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.catalogue.models import Listing
from balai.channels.addresses import absolute
from balai.registry.models import Region
from balai.ui.translated import in_language

_MARKS = re.compile(r"[*_~`]")
# What is asked for most, with a gap behind each colon.
_WISHES = {
    "product": gettext_lazy("I would like to order.\nHow many: \nSend to: "),
    "stay": gettext_lazy("I would like to stay.\nFrom (date): \nNights: \nGuests: "),
    "experience": gettext_lazy(
        "I would like to come along.\nDate: \nPeople: \nIs there room, and at what price?"
    ),
    "attraction": gettext_lazy(
        "I would like to visit.\nDate: \nPeople: \nIs it open, and how do we get there?"
    ),
    "event": gettext_lazy("I would like to come.\nWhen is it, and what should a guest know?"),
    "culture": gettext_lazy(
        "I would like to learn about it.\nWhom may I ask, and what should a guest respect?"
    ),
    "story": gettext_lazy("I would like to know more: "),
}


def chat_link(number: str, message: str) -> str:
    """Open a chat with this number; without one, there is no chat."""
    digits = "".join(filter(str.isdigit, number))
    return f"https://wa.me/{digits}?text={quote(message, safe='')}" if digits else ""


def share_link(listing: Listing) -> str:
    """Let the reader choose whom to send a listing to."""
    return share_text_link(f"{_title(listing)}\n{absolute(listing.get_absolute_url())}")


def share_text_link(text: str) -> str:
    return f"https://wa.me/?text={quote(text, safe='')}"


def first_message(listing: Listing) -> str:
    """Word what a reader would first write to a seller, guide or host, with gaps to fill."""
    greeting = _("Hello, I saw *%(title)s* on Balai: %(address)s") % {
        "title": _title(listing),
        "address": absolute(listing.get_absolute_url()),
    }
    return f"{greeting}\n\n{_WISHES[listing.kind]}"


def first_question(village: Region) -> str:
    """Begin what a reader would ask an organisation of a village."""
    return _("Hello, I found %(village)s on Balai and would like to ask: ") % {
        "village": village.called
    }


def _title(listing: Listing) -> str:
    """A title that cannot break the bold print of a chat, or its line."""
    return " ".join(_MARKS.sub("", in_language(listing, "title")).split())
