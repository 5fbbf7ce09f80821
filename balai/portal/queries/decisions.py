"""What a community decided about one thing, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from balai.accounts.models import Person
from balai.core.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Act:
    """Who did what, when."""

    at: datetime
    words: str
    by: str


def acts_on(thing: models.Model) -> list[Act]:
    """Read what happened to a thing that its community keeps, the last first. Two queries."""
    entries = AuditEntry.objects.filter(thing=thing._meta.label_lower, thing_number=thing.pk)
    found = list(entries.order_by("-at", "-pk"))
    people = Person.objects.in_bulk({entry.by_number for entry in found if entry.by_number})
    words = _words()
    return [
        Act(
            at=entry.at,
            words=words.get(entry.act, entry.act),
            by=str(people.get(entry.by_number or 0, "")),
        )
        for entry in found
    ]


def _words() -> dict[str, str]:
    return {
        "catalogue.brought_under_protocol": _("was said to be the community's"),
        "catalogue.protocol_decided": _("the community decided"),
        "catalogue.protocol_proposed": _("a wider circle was proposed"),
        "catalogue.protocol_approved": _("a second member approved"),
        "catalogue.handing_back_proposed": _("handing it back was proposed"),
        "catalogue.handed_back": _("it was handed back"),
        "catalogue.protocol_released": _("nobody else keeps it, as those who write it said"),
        "catalogue.protocol_change_dropped": _("the proposal was dropped"),
        "catalogue.labels_put": _("labels were put"),
        "catalogue.community_agreed": _("the community agreed to publication"),
        "catalogue.community_withdrew": _("the community took its agreement back"),
    }
