"""Write down what became of a request. Each is done once, however many try at once."""

from datetime import datetime

from balai.intake.models import WAITING, Receipt, State


def take(receipt: Receipt, *, is_waited_for: bool) -> bool:
    """Take a waiting request, in the transaction that runs it; False when it waits no more.

    On PostgreSQL whoever takes it second waits, or is told at once that it is in progress
    (OperationalError, where `is_waited_for` is not). On SQLite there is one writer at a time.
    """
    row = Receipt.objects.filter(pk=receipt.pk).select_for_update(nowait=not is_waited_for)
    found = row.values_list("state", flat=True).first()
    return found in WAITING


def accept(receipt: Receipt, *, sentence: str, location: str, now: datetime) -> bool:
    """Mark it as accepted, in the transaction of what it caused; False when somebody else did."""
    receipt.state, receipt.decided_at = State.ACCEPTED, now
    receipt.sentence, receipt.location = sentence, location[:500]
    return _save(receipt)


def refuse(receipt: Receipt, *, sentence: str, state: State = State.REFUSED) -> bool:
    """Leave it for a person, with why."""
    receipt.state, receipt.sentence = state, sentence
    return _save(receipt)


def _save(receipt: Receipt) -> bool:
    """Guarded: what was decided meanwhile stays so, and is read instead."""
    waiting = Receipt.objects.waiting().filter(pk=receipt.pk)
    if waiting.update(
        state=receipt.state,
        decided_at=receipt.decided_at,
        sentence=receipt.sentence,
        location=receipt.location,
    ):
        return True
    receipt.refresh_from_db()
    return False
