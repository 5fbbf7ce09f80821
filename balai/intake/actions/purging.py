"""Let go of what was sent once it is no longer needed."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from balai.intake.models import Receipt, State


def purge_bodies(*, now: datetime) -> int:
    """Delete what was sent and is decided for longer than BALAI_INTAKE_DAYS; count it."""
    until = now - timedelta(days=settings.INTAKE_DAYS)
    old = Receipt.objects.decided().filter(sealed_body__isnull=False, decided_at__lt=until)
    return old.update(sealed_body=None)


@transaction.atomic
def forget_sent_by(person_number: int, *, now: datetime) -> None:
    """Delete what somebody sent, waiting or not, and what was said about it."""
    own = Receipt.objects.of(person_number)
    own.waiting().update(state=State.DROPPED, decided_at=now)
    own.update(sealed_body=None, sentence="", title="", location="")
