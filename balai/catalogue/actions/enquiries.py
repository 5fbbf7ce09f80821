"""Messages to sellers are taken in, answered and forgotten here."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from balai.accounts.models import Person
from balai.catalogue.actions import letters
from balai.catalogue.errors import AnsweredAlready, MessageAdvertises, MessageHasLink, NobodyReads
from balai.catalogue.models import KEPT_FOR, Enquiry, Listing
from balai.catalogue.permissions import check_may_edit
from balai.catalogue.queries.enquiries import readers_of
from balai.catalogue.rules.enquiries import advertises, has_link
from balai.core import audit


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody writes, and how to reach them: an e-mail address or a number."""

    name: str
    message: str
    email: str = ""
    phone_number: str = ""


@transaction.atomic
def send_enquiry(
    listing: Listing, message: Message, *, language: str, key: UUID, now: datetime
) -> Enquiry:
    """Hand a message to those who write for a listing: in their workroom, and by e-mail.

    Sending the same key again returns the first. Raises MessageHasLink, MessageAdvertises
    or NobodyReads; then nothing is written.
    """
    if sent_before := Enquiry.objects.sent_as(key):
        return sent_before
    text = f"{message.name}\n{message.message}"
    if has_link(text):
        raise MessageHasLink
    if advertises(text):
        raise MessageAdvertises
    readers = readers_of(listing)
    if not readers:
        raise NobodyReads
    try:
        with transaction.atomic():
            enquiry = Enquiry.objects.create(
                listing=listing,
                request_key=key,
                name=message.name,
                email=message.email,
                phone_number=message.phone_number,
                message=message.message,
                language=language,
                received_at=now,
            )
    except IntegrityError:
        # Only the constraint is right when two taps arrive at once.
        if twin := Enquiry.objects.sent_as(key):
            return twin
        raise
    _record("enquiry_received", enquiry, by=None, now=now)
    numbers = [reader.pk for reader in readers if reader.email]
    transaction.on_commit(lambda: _tell_each(enquiry.pk, numbers))
    transaction.on_commit(lambda: _forget_in_time(enquiry))
    return enquiry


@transaction.atomic
def answer_enquiry(enquiry: Enquiry, *, by: Person, now: datetime) -> None:
    """Write down that somebody answered. Raises MayNotWrite or AnsweredAlready."""
    check_may_edit(by, enquiry.listing)
    unanswered = Enquiry.objects.waiting().filter(pk=enquiry.pk)
    if not unanswered.update(answered_at=now, answered_by=by):
        raise AnsweredAlready
    _record("enquiry_answered", enquiry, by=by, now=now)


def _tell_each(enquiry_pk: int, readers: list[int]) -> None:
    for number in readers:
        letters.tell_reader.enqueue(enquiry_pk, number)


def _forget_in_time(enquiry: Enquiry) -> None:
    moment = enquiry.received_at + KEPT_FOR
    letters.forget_enquiry.using(run_after=moment).enqueue(enquiry.pk)


def _record(act: str, enquiry: Enquiry, *, by: Person | None, now: datetime) -> None:
    code = enquiry.listing.village.code
    audit.record(f"catalogue.{act}", target=enquiry, by=by, now=now, area_code=code)
