"""What lies in an area follows it to the code that took its place."""

from collections.abc import Iterable

from django.db import transaction

from balai.accounts.models import Consent, ConsentGiver, PrivacyRequest


@transaction.atomic
def move_consents(successions: Iterable[tuple[str, str]]) -> None:
    """Let consents, their givers and requests about data follow their village or regency.

    Else nobody would find them: whoever gets a role in the new area sees only that.
    """
    for before, after in successions:
        for model in (Consent, ConsentGiver, PrivacyRequest):
            model.objects.filter(area_code=before).update(area_code=after)
