"""Organisations show a person's name and contact while that person agrees, and no longer."""

from datetime import datetime

from django.db import transaction

from balai.accounts.consenting import CONTACT, NAME, ORGANISATION
from balai.accounts.models import Consent, Person
from balai.accounts.permissions import may_record_consents_in
from balai.core import audit, events
from balai.core.freshness import content_changed
from balai.registry.errors import MayNotSayWhoseContact
from balai.registry.events import ContactHidden, OrganisationChanged, OrganisationUnnamed
from balai.registry.models import Organisation


@transaction.atomic
def show_as_agreed(number: int, *, now: datetime) -> None:
    """Bring what an organisation shows in step with the consents that stand for it."""
    organisation = Organisation.objects.filter(pk=number).first()
    if organisation is None:
        return
    named, reachable = organisation.shows_name, organisation.shows_contact
    agreed_at = _agreed_at(number)
    organisation.name_agreed_at = agreed_at.get(NAME)
    organisation.contact_agreed_at = agreed_at.get(CONTACT)
    organisation.save(update_fields=["name_agreed_at", "contact_agreed_at"])
    content_changed()
    if organisation.shows_name != named:
        events.publish(OrganisationChanged(number))
    if named and not organisation.shows_name:
        events.publish(OrganisationUnnamed(number, organisation.name, at=now))
    if reachable and not organisation.shows_contact:
        events.publish(ContactHidden(number, organisation.whatsapp_number, at=now))


@transaction.atomic
def say_whose_contact(
    organisation: Organisation, contact_of: str, *, by: Person, now: datetime
) -> None:
    """Say whether a number and address are an organisation's own, or one person's.

    Its own are shown; a person's only while that person agrees. Raises
    MayNotSayWhoseContact; then nothing is written.
    """
    codes = list(organisation.villages.values_list("code", flat=True))
    theirs = [code for code in codes if may_record_consents_in(by, code)]
    if not theirs:
        raise MayNotSayWhoseContact
    was_reachable = organisation.shows_contact
    organisation.contact_of = contact_of
    organisation.save(update_fields=["contact_of"])
    content_changed()
    if was_reachable and not organisation.shows_contact:
        events.publish(ContactHidden(organisation.pk, organisation.whatsapp_number, at=now))
    audit.record(
        f"registry.contact_of_{contact_of}",
        target=organisation,
        by=by,
        now=now,
        area_code=theirs[0],
    )


def _agreed_at(number: int) -> dict[str, datetime]:
    standing = Consent.objects.standing().about(ORGANISATION, number).order_by("-given_at")
    return dict(standing.values_list("purpose", "given_at"))
