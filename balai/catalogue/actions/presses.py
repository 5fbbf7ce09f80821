"""Presses of the WhatsApp button are counted here."""

from datetime import date

from balai.catalogue.models import ChatPress, Listing
from balai.core.tallies import add_one


def count_press(listing: Listing, *, day: date) -> None:
    """Count one press. No page shows it to visitors, so that none has to be made anew."""
    add_one(ChatPress, count="press_count", listing=listing, day=day)
