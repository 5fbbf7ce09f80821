"""Write down organisations: those who make, guide, host and sell."""

from collections.abc import Iterable
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core import events
from balai.core.freshness import content_changed
from balai.core.phones import phone_digits
from balai.registry.actions.differences import is_written
from balai.registry.errors import FieldUnclear
from balai.registry.events import OrganisationChanged
from balai.registry.models import Organisation, OrganisationSource, Region
from balai.registry.rules.numbers import check_nib
from balai.registry.rules.sources import PublishedBy, source_says


class OrganisationSays(TypedDict, total=False):
    """What may be said of an organisation besides its name; what is left out stays."""

    about: str
    about_en: str
    nib: str
    whatsapp_number: str
    email: str
    contact_of: str
    example: bool
    contact_is_example: bool


@transaction.atomic
def save_organisation(  # noqa: PLR0913  (the four that every organisation has, and its sources)
    *,
    key: str,
    kind: str,
    name: str,
    villages: Iterable[Region],
    sources: Iterable[PublishedBy] | None = None,
    **says: Unpack[OrganisationSays],
) -> Organisation:
    """Write an organisation down under its key; the same key again replaces what differs.

    A second saving of the same writes nothing. Sources that are None stay as they are.
    Raises PhoneUnclear, AddressUnclear, DayUnclear or FieldUnclear; then nothing is
    written.
    """
    served = {village.pk for village in villages}
    check_nib(says.get("nib", ""))
    if not served:
        raise FieldUnclear("villages", _("an organisation serves at least one village"))
    words: dict[str, Any] = {"kind": kind, "name": name, **says}
    if "whatsapp_number" in says:
        words["whatsapp_number"] = phone_digits(says["whatsapp_number"])
    organisation = Organisation.objects.filter(key=key).first() or Organisation(key=key)
    called_before = organisation.name
    is_changed = is_written(organisation, words)
    is_changed |= _serve(organisation, served)
    if sources is not None:
        is_changed |= _tell_sources(organisation, sources)
    if is_changed:
        content_changed()
    if called_before not in {"", organisation.name}:
        events.publish(OrganisationChanged(organisation.pk))
    return organisation


def _serve(organisation: Organisation, villages: set[int]) -> bool:
    if set(organisation.villages.values_list("pk", flat=True)) == villages:
        return False
    organisation.villages.set(villages)
    return True


def _tell_sources(organisation: Organisation, sources: Iterable[PublishedBy]) -> bool:
    said = list(dict.fromkeys(source_says(source) for source in sources))
    known = organisation.sources.order_by("pk").values_list("publisher", "url", "said")
    if list(known) == said:
        return False
    organisation.sources.all().delete()
    OrganisationSource.objects.bulk_create(
        OrganisationSource(organisation=organisation, **source._asdict()) for source in said
    )
    return True
