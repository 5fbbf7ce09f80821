"""People and their roles, with the names of areas and organisations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from balai.accounts.models import Invitation, JoinRequest, Person, Role, RoleKind
from balai.accounts.permissions import may_recover
from balai.accounts.queries import people
from balai.accounts.queries.second_factors import has_second_factor
from balai.accounts.rules import MEMBER, Right, areas_in_charge, given_by, may_give
from balai.accounts.visitors import Viewer, rights_of
from balai.core.numbers import number_in
from balai.portal.rules import role_word
from balai.registry.models import Organisation, Region

PAGE_LENGTH = 50


@dataclass(frozen=True, slots=True)
class Charge:
    """Somebody who looks after the people of some areas."""

    person: Person
    rights: frozenset[Right]
    areas: list[str]


def charge_of(person: Viewer) -> Charge | None:
    """Tell whose people somebody looks after; most look after nobody."""
    if not person.is_authenticated:
        return None
    rights = rights_of(person)
    areas = areas_in_charge(rights)
    return Charge(person, rights, areas) if areas else None


class Names:
    """What areas and organisations are called. Two queries, however many there are."""

    def __init__(self, rights: Iterable[Right]) -> None:
        rights = list(rights)
        codes = {right.area_code for right in rights}
        numbers = {right.organisation_number for right in rights if right.organisation_number}
        areas = Region.objects.in_bulk(codes, field_name="code")
        self._places = {code: area.called for code, area in areas.items()}
        self._terms = {code: area.term for code, area in areas.items()}
        self._organisations = dict(
            Organisation.objects.filter(pk__in=numbers).values_list("pk", "name")
        )

    def place(self, code: str) -> str:
        return self._places.get(code, code)

    def kind(self, right: Right) -> str:
        """Say what somebody is: village operator; organisation member, Petani kakao."""
        organisation = self._organisations.get(right.organisation_number or 0, "")
        term = self._terms.get(right.area_code, "desa")
        word = role_word(str(RoleKind(right.kind).label), term)
        return ", ".join(filter(None, (word, organisation)))

    def right(self, right: Right) -> str:
        """Say what somebody is, and where: village operator, Kampung Merasa."""
        return f"{self.kind(right)}, {self.place(right.area_code)}"


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role, as a list shows it."""

    role: Role
    kind: str
    place: str
    may_end: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """An invitation or a request that somebody should look at."""

    row: Invitation | JoinRequest
    called: str
    may_act: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """What the people page shows."""

    roles: list[HeldRole]
    has_more: bool
    invitations: list[Waiting]
    requests: list[Waiting]


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the people is asked for."""

    words: str = ""
    kind: str = ""
    page: int = 1

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Asked":
        words = " ".join(asked.get("q", "").replace("\x00", " ").split())[:100]
        kind = asked.get("peran", "")
        return cls(
            words=words,
            kind=kind if kind in RoleKind else "",
            page=number_in(asked.get("hal"), digits=4) or 1,
        )


def people_page(charge: Charge, asked: Asked, *, now: datetime) -> PeoplePage:
    """Gather those who hold a role in somebody's areas, and what waits there. Six queries."""
    found = people.roles_found(
        people.roles_in(charge.areas),
        words=asked.words,
        kind=asked.kind,
        village_codes=Region.objects.filter(name__icontains=asked.words).values("code"),
    )
    start = (asked.page - 1) * PAGE_LENGTH
    roles = list(found[start : start + PAGE_LENGTH + 1])
    invitations = list(people.invitations_in(charge.areas, now=now)[:PAGE_LENGTH])
    requests = list(people.requests_in(charge.areas)[:PAGE_LENGTH])
    rights = [role.right for role in roles] + [one.right for one in invitations]
    names = Names([*rights, *(Right("", request.area_code) for request in requests)])
    return PeoplePage(
        roles=[_held(role, names, charge) for role in roles[:PAGE_LENGTH]],
        has_more=len(roles) > PAGE_LENGTH,
        invitations=[
            Waiting(
                one,
                names.right(one.right),
                may_act=one.made_by_id == charge.person.pk or may_give(charge.rights, one.right),
            )
            for one in invitations
        ],
        requests=[Waiting(one, names.place(one.area_code), may_act=True) for one in requests],
    )


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person, for somebody who looks after them."""

    person: Person
    roles: list[HeldRole]
    may_recover: bool
    has_second_factor: bool


def person_page(charge: Charge, number: int) -> PersonPage | None:
    """Gather what somebody in charge sees of a person; None for whom they do not see."""
    person = people.person_in(charge.areas, number)
    if person is None:
        return None
    roles = list(people.roles_in(charge.areas).filter(person=person))
    names = Names(role.right for role in roles)
    return PersonPage(
        person=person,
        roles=[_held(role, names, charge) for role in roles],
        may_recover=may_recover(charge.person, person),
        has_second_factor=has_second_factor(person),
    )


def rights_to_give(charge: Charge, area_codes: Iterable[str]) -> dict[Right, str]:
    """Name the rights that somebody may give in these areas, members' by organisation."""
    codes = list(dict.fromkeys(area_codes))
    served: dict[str, list[int]] = {}
    through = Organisation.villages.through.objects.filter(region__code__in=codes)
    for code, number in through.order_by("organisation__name").values_list(
        "region__code", "organisation"
    ):
        served.setdefault(code, []).append(number)
    rights = []
    for code in codes:
        for kind in given_by(charge.rights, code):
            numbers = served.get(code, []) if kind == MEMBER else [None]
            rights += [Right(kind, code, number) for number in numbers]
    names = Names(rights)
    say = names.kind if len(codes) == 1 else names.right
    return {right: say(right) for right in rights}


def own_roles_named(person: Person) -> list[HeldRole]:
    """List one's own roles, each of which may be laid down. Three queries."""
    roles = list(people.own_roles(person))
    names = Names(role.right for role in roles)
    return [
        HeldRole(role, names.kind(role.right), names.place(role.area_code), may_end=True)
        for role in roles
    ]


def _held(role: Role, names: Names, charge: Charge) -> HeldRole:
    return HeldRole(
        role=role,
        kind=names.kind(role.right),
        place=names.place(role.area_code),
        may_end=role.person_id == charge.person.pk or may_give(charge.rights, role.right),
    )
