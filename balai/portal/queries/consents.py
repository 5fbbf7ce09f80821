"""What consents are for, in words: organisations, listings and pictures lie in several apps."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from balai.accounts.consenting import (
    ATTENDANCE,
    CONTACT,
    LISTING,
    NAME,
    ORGANISATION,
    PARTICIPANT,
    PHOTO,
    PICTURE,
    PURPOSES_OF,
)
from balai.accounts.models import Consent
from balai.accounts.visitors import Viewer
from balai.activities.public import villages_of_participants
from balai.catalogue.models import Listing, Picture
from balai.core.numbers import number_in
from balai.registry.models import (
    ContactOf,
    Organisation,
    OrganisationKind,
    OrganisationQuerySet,
)


@dataclass(frozen=True, slots=True)
class Aim:
    """One thing to agree to: what of a person, in what place."""

    purpose: str
    thing: str
    number: int
    words: str

    @property
    def code(self) -> str:
        return f"{self.purpose}:{self.thing}:{self.number}"


@dataclass(frozen=True, slots=True)
class Told:
    """A consent, and what it is for in words."""

    consent: Consent
    words: str


def aims_in(person: Viewer, area_code: str) -> list[Aim]:
    """Name what somebody of this village can agree to: four queries."""
    return [
        *_aims_of_organisations(person, area_code),
        *_aims_of_pictures(person, area_code),
        *_aims_of_listings(person, area_code),
    ]


def aim_in(person: Viewer, area_code: str, code: str) -> Aim | None:
    """Find what was chosen, if it can be chosen there."""
    return next((aim for aim in aims_in(person, area_code) if aim.code == code), None)


def _aims_of_organisations(person: Viewer, area_code: str) -> Iterable[Aim]:
    """Makers are asked for their names, and whose number is a person's for that."""
    there = Organisation.objects.visible_to(person).filter(villages__code__within=area_code)
    personal = Q(kind=OrganisationKind.MAKER) | ~Q(contact_of=ContactOf.ORGANISATION)
    for one in there.filter(personal).distinct().order_by("name"):
        if one.kind == OrganisationKind.MAKER:
            yield Aim(NAME, ORGANISATION, one.pk, words_for(NAME, ORGANISATION, one.name))
        if one.whatsapp_number or one.email:
            yield Aim(CONTACT, ORGANISATION, one.pk, words_for(CONTACT, ORGANISATION, one.name))


def _aims_of_pictures(person: Viewer, area_code: str) -> Iterable[Aim]:
    """What a community keeps is offered to nobody whom it does not let see it."""
    pictures = Picture.objects.visible_to(person).filter(listing__village__code__within=area_code)
    for one in pictures.select_related("listing").order_by("listing__title", "position"):
        yield of_picture(one)


def of_picture(picture: Picture) -> Aim:
    """Name what somebody agrees to who can be recognised in a photo."""
    return Aim(PICTURE, PHOTO, picture.pk, words_for(PICTURE, PHOTO, _of_picture(picture)))


def picture_in(person: Viewer, code: str) -> Picture | None:
    """Find the photo that the code of an aim names, if this person may see it."""
    purpose, _of, number = code.rpartition(":")
    if purpose != f"{PICTURE}:{PHOTO}" or (found := number_in(number)) is None:
        return None
    seen = Picture.objects.visible_to(person).select_related("listing__village")
    return seen.filter(pk=found).first()


def _aims_of_listings(person: Viewer, area_code: str) -> Iterable[Aim]:
    listings = Listing.objects.visible_to(person).filter(village__code__within=area_code)
    for one in listings.only("title", "title_en").order_by("title", "pk"):
        for purpose in PURPOSES_OF[LISTING]:
            yield Aim(purpose, LISTING, one.pk, words_for(purpose, LISTING, str(one)))


def _of_picture(picture: Picture) -> str:
    words = {"number": picture.position + 1, "listing": str(picture.listing)}
    return _("photo %(number)s of %(listing)s") % words


def organisations_in(person: Viewer, areas: Iterable[str]) -> OrganisationQuerySet:
    """List the organisations and makers of these areas by name; the forgotten have none."""
    there = Q(pk__in=())
    for code in areas:
        there |= Q(villages__code__within=code)
    found = Organisation.objects.visible_to(person).filter(there).exclude(name="")
    return found.distinct().order_by("name", "pk")


def contacts_in(person: Viewer, areas: Iterable[str]) -> list[Organisation]:
    """List organisations with a number, those first of which nobody said whose it is."""
    groups = organisations_in(person, areas).exclude(kind=OrganisationKind.MAKER)
    reached = groups.filter(contact_is_example=False).exclude(whatsapp_number="", email="")
    return list(reached.order_by("contact_of", "name"))


def words_for(purpose: str, thing: str, called: str) -> str:
    """Say what is shown of a person, and where: "name, as the maker Kulanta"."""
    said = {
        (NAME, ORGANISATION): _("name, as the maker “%(called)s”"),
        (CONTACT, ORGANISATION): _("number and e-mail address, for “%(called)s”"),
        (NAME, LISTING): _("name, in the words of “%(called)s”"),
        (PICTURE, LISTING): _("all photos of “%(called)s”"),
        (PICTURE, PHOTO): "%(called)s",
        (ATTENDANCE, PARTICIPANT): _("name on the attendance lists of %(called)s"),
    }
    words = said[purpose, thing] % {"called": called}
    return words[:1].upper() + words[1:]


def told(consents: Iterable[Consent], *, to: Viewer | None = None) -> list[Told]:
    """Put consents into words: one query for each sort of thing.

    Who gave them reads what it was for; `to` is anybody else, who may not see everything.
    """
    consents = list(consents)
    called = _called(consents, to=to)
    return [
        Told(
            one,
            words_for(
                one.purpose,
                one.thing,
                called.get((one.thing, one.thing_number), f"{one.thing_number}"),
            ),
        )
        for one in consents
    ]


def _called(consents: list[Consent], *, to: Viewer | None) -> dict[tuple[str, int], str]:
    names: dict[tuple[str, int], str] = {}
    listings = Listing.objects.all() if to is None else Listing.objects.visible_to(to)
    pictures = Picture.objects.filter(listing__in=listings).select_related("listing")
    for thing, rows in (
        (ORGANISATION, Organisation.objects.all()),
        (LISTING, listings),
        (PHOTO, pictures),
    ):
        numbers = {one.thing_number for one in consents if one.thing == thing}
        found: dict[Any, Any] = rows.in_bulk(numbers) if numbers else {}
        names |= {(thing, number): _name_of(row) for number, row in found.items()}
    lists = villages_of_participants(
        one.thing_number for one in consents if one.thing == PARTICIPANT
    )
    return names | {(PARTICIPANT, number): village for number, village in lists.items()}


def _name_of(row: Organisation | Listing | Picture) -> str:
    return _of_picture(row) if isinstance(row, Picture) else str(row)
