"""Presses of the WhatsApp button are counted here."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from balai.catalogue.models import ChatPress, Listing


@transaction.atomic
def count_press(listing: Listing, *, day: date) -> None:
    """Count one press. No page shows it to visitors, so that none has to be made anew."""
    if _counted(listing, day):
        return
    try:
        with transaction.atomic():
            ChatPress.objects.create(listing=listing, day=day)
    except IntegrityError:
        # The first press of the day, and another was first.
        _counted(listing, day)


def _counted(listing: Listing, day: date) -> bool:
    presses = ChatPress.objects.filter(listing=listing, day=day)
    return bool(presses.update(press_count=F("press_count") + 1))
