"""What a phone is told about something it sent: a status, a sentence, the receipt."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.http import JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balai.core.errors import Refused
from balai.intake.models import Receipt, State

# Seconds after which it is worth trying again.
SOON = 10

_STATUS = {
    State.KEPT: HTTPStatus.SERVICE_UNAVAILABLE,
    State.REFUSED: HTTPStatus.UNPROCESSABLE_ENTITY,
    State.CLASHING: HTTPStatus.GONE,
    State.ACCEPTED: HTTPStatus.CREATED,
    State.REPLACED: HTTPStatus.CONFLICT,
    State.DROPPED: HTTPStatus.UNPROCESSABLE_ENTITY,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; `code` is what a program goes by."""

    status: int
    code: str
    sentence: str
    location: str = ""
    key: UUID | None = None
    received_at: datetime | None = None


def answer_of(receipt: Receipt) -> Answer:
    """Say what became of it: the same each time it is asked."""
    return Answer(
        _STATUS[State(receipt.state)],
        receipt.state,
        receipt.sentence or str(State(receipt.state).label),
        receipt.location,
        receipt.key,
        receipt.received_at,
    )


def refusal(refused: Refused, *, status: int, receipt: Receipt | None = None) -> Answer:
    """Say no; what `receipt` names came before, and where it led."""
    if receipt is None:
        return Answer(status, refused.code, str(refused))
    return Answer(
        status, refused.code, str(refused), receipt.location, receipt.key, receipt.received_at
    )


def not_now(*, receipt: Receipt | None = None) -> Answer:
    """Ask to come back: nothing is lost, the thing stays on the phone."""
    sentence = (
        _("Balai has this and deals with it shortly.")
        if receipt
        else _("Balai cannot take this at the moment. It stays on this phone.")
    )
    received_at = receipt.received_at if receipt else None
    return Answer(HTTPStatus.SERVICE_UNAVAILABLE, "not_now", sentence, received_at=received_at)


def signed_out() -> Answer:
    """Ask to sign in again; the thing stays on the phone."""
    sentence = _("Sign in again, as the person who wrote this. It stays on this phone.")
    return Answer(HTTPStatus.UNAUTHORIZED, "signed_out", sentence)


def as_json(answer: Answer, *, page: str = "") -> JsonResponse:
    """Write an answer for the outbox of a phone, with the time as it is read in WITA."""
    said = {
        "code": answer.code,
        "sentence": answer.sentence,
        "location": answer.location,
        "received_at": answer.received_at,
        "at": said_at(answer.received_at) if answer.received_at else "",
        "page": page,
    }
    response = JsonResponse(said, status=answer.status, headers={"Cache-Control": "no-store"})
    if answer.status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.LOCKED):
        response["Retry-After"] = str(SOON)
    return response


def said_at(moment: datetime) -> str:
    """Say a moment as the server's clock shows it: 24 November 2026, 12.03 WITA."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'j F Y, H.i')} WITA"
