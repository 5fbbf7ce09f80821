"""Presses of the WhatsApp button of an organisation are counted here."""

from datetime import date

from balai.core.tallies import add_one
from balai.registry.models import ContactPress, Organisation, Region


def count_contact_press(organisation: Organisation, village: Region, *, day: date) -> None:
    """Count one press on the page of a village. No page shows it to visitors."""
    add_one(ContactPress, count="press_count", organisation=organisation, village=village, day=day)
