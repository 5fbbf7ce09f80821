"""Write down what a device sent, before anything else is done with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from balai.intake.errors import AcceptedBefore, SentOtherwise
from balai.intake.models import Receipt, State, sealed_body
from balai.intake.rules.contents import Content, fingerprint

# How many versions of one thing a phone may name as replaced by this one.
MOST_FIXES = 20


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a request besides what it holds."""

    key: UUID
    route: str
    path: str
    language: str
    page: str = ""
    title: str = ""
    area_code: str = ""
    device_at: datetime | None = None
    fixes: tuple[UUID, ...] = ()


def keep(
    head: Head, content: Content, *, sender: int, brought_by: int | None = None, now: datetime
) -> Receipt:
    """Keep a request in a transaction of its own, and end those that it replaces.

    The same request again answers with the first receipt. Raises SentOtherwise where the key
    came with other content or from somebody else, AcceptedBefore where what it replaces was
    accepted; then nothing is written.
    """
    mark = fingerprint(head.path, content)
    row = Receipt(
        key=head.key,
        sender_number=sender,
        brought_by_number=brought_by,
        area_code=head.area_code,
        title=head.title,
        route=head.route,
        path=head.path,
        page=head.page,
        language=head.language,
        device_at=head.device_at,
        received_at=now,
        fingerprint=mark,
        sealed_body=sealed_body(content),
    )
    row.byte_count = len(row.sealed_body or b"")
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            for key in head.fixes[:MOST_FIXES]:
                _replace(key, by=row, now=now)
    except IntegrityError:
        # Only the constraint is right when a phone sends twice at once.
        return _known(head.key, mark, sender=sender)
    return row


def _known(key: UUID, mark: str, *, sender: int) -> Receipt:
    found = Receipt.objects.filter(key=key).first()
    if found is None or found.sender_number != sender:
        raise SentOtherwise
    # A tombstone has no fingerprint: whatever comes late under its key is replaced already.
    if found.state != State.REPLACED and found.fingerprint != mark:
        raise SentOtherwise
    return found


def _replace(key: UUID, *, by: Receipt, now: datetime) -> None:
    """End an earlier version, also one that has not arrived: it would come too late."""
    own = Receipt.objects.of(by.sender_number).filter(key=key)
    ended = {"state": State.REPLACED, "decided_at": now, "replaced_by": by.key}
    if own.waiting().update(**ended):
        return
    found = Receipt.objects.filter(key=key).first()
    if found is None:
        Receipt.objects.create(
            key=key,
            sender_number=by.sender_number,
            area_code=by.area_code,
            route=by.route,
            path=by.path,
            language=by.language,
            received_at=now,
            byte_count=0,
            **ended,
        )
    elif found.state == State.ACCEPTED and found.sender_number == by.sender_number:
        raise AcceptedBefore
