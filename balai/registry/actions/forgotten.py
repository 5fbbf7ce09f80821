"""What the registry holds of a person goes when the person is forgotten."""

from datetime import datetime

from django.db import transaction

from balai.core import events
from balai.core.freshness import content_changed
from balai.registry.events import MakerForgotten, OrganisationChanged
from balai.registry.models import CommunityMember, ContactOf, Organisation, OrganisationKind


@transaction.atomic
def end_memberships(person_pk: int, *, by_pk: int, now: datetime) -> None:
    """Let somebody belong to no community any more, and to no group of one."""
    standing = CommunityMember.objects.standing().filter(person=person_pk)
    for member in list(standing):
        member.groups.clear()
    standing.update(ended_at=now, ended_by=by_pk)


@transaction.atomic
def forget_maker(number: int) -> None:
    """Empty what an organisation says of one person. What it sold keeps its number.

    Of a maker nothing is left; of a group only the contact that was a person's goes.
    """
    organisation = Organisation.objects.filter(pk=number).first()
    if organisation is None:
        return
    forgotten = _forgotten(organisation)
    emptied = []
    if organisation.kind == OrganisationKind.MAKER:
        # Its key may spell the name, and the pages that named it do.
        organisation.key = f"terlupakan-{number}"
        emptied = ["name", "about", "about_en", "nib", "whatsapp_number", "email"]
        organisation.sources.all().delete()
    elif organisation.contact_of != ContactOf.ORGANISATION:
        emptied = ["whatsapp_number", "email"]
    for field in emptied:
        setattr(organisation, field, "")
    organisation.save(update_fields=["key", *emptied])
    content_changed()
    events.publish(OrganisationChanged(number))
    events.publish(forgotten)


def _forgotten(organisation: Organisation) -> MakerForgotten:
    """Say what was personal of it, before it is emptied."""
    is_maker = organisation.kind == OrganisationKind.MAKER
    is_own = organisation.contact_of == ContactOf.ORGANISATION and not is_maker
    return MakerForgotten(
        organisation.name if is_maker else "",
        "" if is_own else organisation.whatsapp_number,
        tuple(organisation.villages.order_by("code").values_list("code", flat=True)),
    )
