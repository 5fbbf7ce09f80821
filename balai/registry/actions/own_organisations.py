"""Villages write down their own organisations and makers here."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from balai.accounts.actions.consents import withdraw_consent
from balai.accounts.consenting import CONTACT, ORGANISATION
from balai.accounts.models import Consent, Person
from balai.accounts.permissions import may_record_consents_in
from balai.core import audit, events
from balai.core.phones import phone_digits
from balai.registry.actions.organisations import save_organisation
from balai.registry.errors import MayNotWriteOrganisation
from balai.registry.events import ContactHidden
from balai.registry.models import ContactOf, Organisation, OrganisationKind, Region


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a village says of an organisation."""

    name: str
    about: str = ""
    whatsapp_number: str = ""
    contact_of: str = ""


@transaction.atomic
def write_organisation(  # noqa: PLR0913  (what, where, and the three of every act)
    told: Told, *, kind: str, village: Region, by: Person, now: datetime, key: UUID
) -> Organisation:
    """Write down an organisation of a village; the same key again is the same one.

    A maker is shown nowhere until she agrees. Raises MayNotWriteOrganisation, PhoneUnclear
    or FieldUnclear; then nothing is written.
    """
    if not may_record_consents_in(by, village.code):
        raise MayNotWriteOrganisation
    # No name in it: a maker who is forgotten leaves none behind.
    organisation = save_organisation(
        key=f"{kind.replace('_', '-')}-{key.hex[:12]}",
        kind=kind,
        name=told.name,
        villages=[village],
        about=told.about,
        whatsapp_number=told.whatsapp_number,
        contact_of=_whose(told, kind),
    )
    audit.record(
        "registry.organisation_written", target=organisation, by=by, now=now,
        area_code=village.code,
    )  # fmt: skip
    return organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation, told: Told, *, by: Person, now: datetime
) -> None:
    """Say something else of an organisation; a number that becomes a person's is hidden.

    Raises MayNotWriteOrganisation, PhoneUnclear or FieldUnclear; then nothing is written.
    """
    villages = list(organisation.villages.order_by("code"))
    theirs = [village.code for village in villages if may_record_consents_in(by, village.code)]
    if not theirs:
        raise MayNotWriteOrganisation
    before, was_shown = organisation.whatsapp_number, organisation.shows_contact
    number = phone_digits(told.whatsapp_number)
    changed = save_organisation(
        key=organisation.key,
        kind=organisation.kind,
        name=told.name,
        villages=villages,
        about=told.about,
        whatsapp_number=number,
        contact_of=_whose(told, organisation.kind),
        contact_is_example=organisation.contact_is_example and number == before,
    )
    if number != before:
        _end_consents_to_another_number(changed, by=by, now=now)
        changed.refresh_from_db()
    if was_shown and not changed.shows_contact:
        events.publish(ContactHidden(changed.pk, before, at=now))
    audit.record(
        "registry.organisation_changed", target=changed, by=by, now=now, area_code=theirs[0]
    )


def _end_consents_to_another_number(
    organisation: Organisation, *, by: Person, now: datetime
) -> None:
    """Whoever agreed for a group agreed for the own number; a maker's new one is hers as well."""
    if organisation.kind == OrganisationKind.MAKER:
        return
    standing = Consent.objects.standing().about(ORGANISATION, organisation.pk)
    for consent in standing.filter(purpose=CONTACT).select_related("giver").order_by("pk"):
        withdraw_consent(consent, by=by, now=now)


def _whose(told: Told, kind: str) -> str:
    """A maker is one person, whatever was said."""
    return ContactOf.PERSON if kind == OrganisationKind.MAKER else told.contact_of
