"""People become members of organisations here."""

from datetime import datetime

from balai.accounts.actions.roles import give_role
from balai.accounts.models import Person, Role
from balai.accounts.rules import MEMBER, Right
from balai.registry.errors import OrganisationElsewhere
from balai.registry.models import Organisation, Region


def add_member(  # noqa: PLR0913  (who becomes a member, of what, and the four of every act)
    organisation: Organisation,
    person: Person,
    *,
    village: Region,
    by: Person | None,
    now: datetime,
    reason: str = "",
) -> Role:
    """Make a person a member of an organisation, as one of its people in a village it serves.

    Raises OrganisationElsewhere, MayNotGiveRole, PersonForgotten or RoleHeldAlready; then
    nothing is written.
    """
    right = membership(organisation, village=village)
    return give_role(person, right, by=by, now=now, reason=reason)


def membership(organisation: Organisation, *, village: Region) -> Right:
    """Name the right of a member. Raises OrganisationElsewhere."""
    if not organisation.villages.filter(pk=village.pk).exists():
        raise OrganisationElsewhere
    return Right(MEMBER, village.code, organisation.pk)
