"""Places that still name somebody who was forgotten are noted, and confirmed as mended."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from balai.accounts import permissions
from balai.accounts.errors import MendedAlready
from balai.accounts.models import Person, PlaceToMend, PrivacyRequest
from balai.core import audit


@transaction.atomic
def note_places(
    request: PrivacyRequest, things: Iterable[tuple[str, int]], *, by: Person, now: datetime
) -> None:
    """Keep which texts name the person, by their numbers alone. Raises MayNotAnswer."""
    permissions.check_may_answer(by, request)
    PlaceToMend.objects.bulk_create(
        PlaceToMend(request=request, thing=thing, thing_number=number, found_at=now)
        for thing, number in dict.fromkeys(things)
    )


@transaction.atomic
def confirm_mended(place: PlaceToMend, *, by: Person, now: datetime) -> None:
    """Say that a text names the person no more, or never meant them.

    Raises MayNotAnswer or MendedAlready; then nothing is written.
    """
    permissions.check_may_answer(by, place.request)
    if not PlaceToMend.objects.open().filter(pk=place.pk).update(mended_at=now, mended_by=by):
        raise MendedAlready
    audit.record(
        "accounts.place_mended",
        target=place,
        by=by,
        now=now,
        area_code=place.request.area_code,
    )
