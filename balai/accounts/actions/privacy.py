"""Requests about what is held of people are taken and answered here, against the clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from balai.accounts import consenting, permissions
from balai.accounts.actions.forgetting import forget_giver, forget_person
from balai.accounts.errors import AnswerMissing, NothingToDelete, PrivacyRequestDecided
from balai.accounts.events import ContactForgotten
from balai.accounts.models import ConsentGiver, Person, PrivacyRequest, Wish
from balai.core import audit, events


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody asks for, and where they are answered."""

    wish: str
    area_code: str
    words: str = ""
    name: str = ""
    contact: str = ""


@transaction.atomic
def send_request(asked: Asked, *, by: Person | None, now: datetime, key: UUID) -> PrivacyRequest:
    """Take a request in; its 72 hours begin. `by` is None for who has no account.

    Sending the same key again returns the first.
    """
    if sent_before := PrivacyRequest.objects.filter(request_key=key).first():
        return sent_before
    try:
        with transaction.atomic():
            request = PrivacyRequest.objects.create(
                wish=asked.wish,
                area_code=asked.area_code,
                person=by,
                name="" if by else asked.name,
                contact="" if by else asked.contact,
                words=asked.words,
                request_key=key,
                received_at=now,
                due_at=consenting.due_at(now),
            )
    except IntegrityError:
        # Only the constraint is right when the form arrives twice at once.
        return PrivacyRequest.objects.get(request_key=key)
    _record("accounts.privacy_request_sent", request, by=by, now=now)
    return request


@transaction.atomic
def answer_request(
    request: PrivacyRequest, *, said: str, state: str, by: Person, now: datetime
) -> None:
    """Say what was done, or why it was not.

    Raises MayNotAnswer, AnswerMissing or PrivacyRequestDecided; then nothing is written.
    """
    permissions.check_may_answer(by, request)
    if not said.strip():
        raise AnswerMissing
    _decide(request, {"said": said.strip(), "state": state}, by=by, now=now)


@transaction.atomic
def delete_as_asked(  # noqa: PLR0913  (what is theirs, and the two of every act)
    request: PrivacyRequest,
    *,
    people: Sequence[Person],
    givers: Sequence[ConsentGiver],
    messages: bool = False,
    by: Person,
    now: datetime,
) -> None:
    """Forget the one who asked: as account, as giver of consents, as sender of messages.

    The words of the request go as well.

    Raises MayNotAnswer, MayNotForget, LastProvinceOfficer, NothingToDelete or
    PrivacyRequestDecided; then nothing is written.
    """
    permissions.check_may_answer(by, request)
    if request.wish != Wish.DELETE or not (people or givers or messages):
        raise NothingToDelete
    contact = request.contact
    emptied = {"state": PrivacyRequest.State.DONE, "name": "", "contact": "", "words": ""}
    _decide(request, emptied, by=by, now=now)
    for person in people:
        forget_person(person, by=by, now=now)
    for giver in givers:
        forget_giver(giver, by=by, now=now)
    if messages and contact:
        events.publish(ContactForgotten(contact))


def _decide(request: PrivacyRequest, decided: dict[str, str], *, by: Person, now: datetime) -> None:
    waiting = PrivacyRequest.objects.waiting().filter(pk=request.pk)
    if not waiting.update(decided_at=now, decided_by=by, **decided):
        raise PrivacyRequestDecided
    request.refresh_from_db()
    _record(f"accounts.privacy_request_{request.state}", request, by=by, now=now)


def _record(act: str, request: PrivacyRequest, *, by: Person | None, now: datetime) -> None:
    audit.record(act, target=request, by=by, now=now, area_code=request.area_code)
