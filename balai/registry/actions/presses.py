"""Presses of the WhatsApp button of an organisation are counted here."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from balai.registry.models import ContactPress, Organisation, Region


@transaction.atomic
def count_contact_press(organisation: Organisation, village: Region, *, day: date) -> None:
    """Count one press on the page of a village. No page shows it to visitors."""
    of_the_day = {"organisation": organisation, "village": village, "day": day}
    presses = ContactPress.objects.filter(**of_the_day)
    if presses.update(press_count=F("press_count") + 1):
        return
    try:
        with transaction.atomic():
            ContactPress.objects.create(**of_the_day)
    except IntegrityError:
        # The first press of the day, and another was first.
        presses.update(press_count=F("press_count") + 1)
