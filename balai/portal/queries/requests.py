"""Requests about personal data: whose area they fall into, and what they are about."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.accounts.consenting import hours_left
from balai.accounts.models import ConsentGiver, Person, PrivacyRequest
from balai.accounts.queries.consents import givers_visible_to
from balai.accounts.visitors import rights_of
from balai.catalogue.models import Enquiry
from balai.channels.whatsapp import chat_link
from balai.core.codes import level_of, province_of, regency_of
from balai.registry.queries.names import regency_names

_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request with its clock in words."""

    request: PrivacyRequest
    clock: str
    is_late: bool
    place: str


@dataclass(frozen=True, slots=True)
class Found:
    """What may belong to the one who asked to be forgotten."""

    people: "QuerySet[Person]"
    givers: "QuerySet[ConsentGiver]"
    # How many messages to sellers came from the number or address that was given.
    messages: int = 0

    def __bool__(self) -> bool:
        return self.messages > 0 or self.people.exists() or self.givers.exists()


def areas_to_ask() -> dict[str, str]:
    """Name the regencies of the province, and the province for whoever does not know."""
    province = settings.PROVINCE_CODE
    regencies = {
        code: name for code, name in regency_names().items() if province_of(code) == province
    }
    return {province: _("I do not know, or several")} | regencies


def area_that_answers(person: Person) -> str:
    """Name the area whose officer answers somebody: the regency, or the province above it."""
    rights = rights_of(person)
    villages = [right.area_code for right in rights if level_of(right.area_code) == "village"]
    if villages and not any(right.kind.endswith("_officer") for right in rights):
        return regency_of(min(villages))
    return settings.PROVINCE_CODE


def with_clock(request: PrivacyRequest, *, now: datetime) -> Waiting:
    """Say how many hours are left to answer."""
    left = hours_left(request.due_at, now=now)
    is_late = now > request.due_at
    if is_late:
        clock = ngettext("late by %(hours)s hour", "late by %(hours)s hours", -left)
    else:
        clock = ngettext("%(hours)s hour left", "%(hours)s hours left", left)
    place = regency_names().get(request.area_code, "")
    return Waiting(request, clock % {"hours": abs(left)}, is_late, place)


def found_for(request: PrivacyRequest, *, by: Person) -> Found:
    """Look for what belongs to the one who asked: the account, or the number and the name."""
    if request.person_id is not None:
        people = Person.objects.filter(pk=request.person_id, forgotten_at__isnull=True)
        return Found(people, ConsentGiver.objects.none())
    reached = Q(email=request.contact) | Q(phone_number=request.contact)
    people = Person.objects.filter(reached, forgotten_at__isnull=True)
    alike = Q(pk__in=())
    for word in request.name.split():
        if len(word) >= _SHORTEST:
            alike |= Q(name__icontains=word)
    givers = givers_visible_to(by).filter(alike, person__isnull=True).order_by("name", "pk")
    sent = Enquiry.objects.filter(Q(email=request.contact) | Q(phone_number=request.contact))
    if not request.contact:
        return Found(people.none(), givers)
    return Found(people, givers, sent.count())


def ways_to_tell(request: PrivacyRequest) -> dict[str, str]:
    """Name how the one who asked is reached."""
    person = request.person
    email = (person.email or "") if person else request.contact if "@" in request.contact else ""
    number = (person.phone_number or "") if person else "" if email else request.contact
    words = _("Hello %(name)s, about your request to Balai: ") % {"name": request.asked_by}
    return {"email": email, "number": number, "chat": chat_link(number, words)}
