"""People to try Balai out with: one for each role. The words stand in demo/people.toml."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db import transaction

from balai.accounts.actions.passwords import set_password
from balai.accounts.actions.requests import Asking, ask_to_join
from balai.accounts.actions.roles import give_role
from balai.accounts.models import Person, RoleKind
from balai.accounts.queries.second_factors import code_of_the_moment
from balai.accounts.rules import DEMO_DOMAIN, Right
from balai.activities.public import load_demo_sessions
from balai.portal.actions.demo import FOLDER
from balai.portal.actions.demo_community import load_demo_community
from balai.registry.models import Organisation, Region

PASSWORD = "balai-coba-64"  # noqa: S105  (told to everyone who tries Balai out)


@dataclass(frozen=True, slots=True)
class SignIn:
    """What one needs to sign in as somebody of the demo."""

    email: str
    name: str
    role: str
    area: str
    code: str


@transaction.atomic
def load_demo_people(*, now: datetime) -> int:
    """Write down those people who are not there yet; count them.

    Whoever is there keeps the password and the roles that somebody gave them meanwhile.
    """
    if not settings.IS_DEMO:
        return 0
    known = set(Person.objects.filter(email__endswith=DEMO_DOMAIN).values_list("email", flat=True))
    missing = [row for row in _people() if row["email"] not in known]
    for row in missing:
        _load(row, now=now)
    if missing:
        _ask(now=now)
        load_demo_sessions(now=now)
    load_demo_community(now=now)
    return len(missing)


def demo_sign_ins() -> list[SignIn]:
    """Name everybody of the demo, with the code of this moment where one is asked for."""
    if not settings.IS_DEMO:
        return []
    areas = dict(
        Region.objects.standing()
        .filter(code__in=[row["area"] for row in _people()])
        .values_list("code", "name")
    )
    return [
        SignIn(
            email=row["email"],
            name=row["name"],
            role=str(RoleKind(row["role"]).label),
            area=areas.get(row["area"], row["area"]),
            code=code_of_the_moment(row["secret"]) if "secret" in row else "",
        )
        for row in _people()
    ]


def _people() -> Iterator[dict[str, Any]]:
    with (FOLDER / "people.toml").open("rb") as file:
        yield from tomllib.load(file)["person"]


def _ask(*, now: datetime) -> None:
    """Let somebody wait for a decision, so that this can be tried out, too."""
    with (FOLDER / "people.toml").open("rb") as file:
        for row in tomllib.load(file)["request"]:
            asking = Asking(row["name"], row["why"], email=row["email"])
            key = uuid5(NAMESPACE_URL, row["email"])
            ask_to_join(row["area"], asking, language="id", now=now, request_key=key)


def _load(row: dict[str, Any], *, now: datetime) -> None:
    person = Person.objects.create_person(name=row["name"], email=row["email"], joined_at=now)
    set_password(person, PASSWORD, by=None, now=now)
    if secret := row.get("secret"):
        TOTP.activate(person, secret)
        RecoveryCodes.activate(person)
    organisation = Organisation.objects.filter(key=row.get("organisation")).first()
    right = Right(row["role"], row["area"], organisation.pk if organisation else None)
    give_role(person, right, by=None, now=now)
