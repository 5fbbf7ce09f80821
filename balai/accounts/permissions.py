"""Who may decide about roles."""

from balai.accounts.errors import MayNotGiveRole
from balai.accounts.models import Person, Role
from balai.accounts.rules import Right, may_give
from balai.accounts.visitors import rights_of


def check_may_give(person: Person, right: Right) -> None:
    if not may_give(rights_of(person), right):
        raise MayNotGiveRole


def check_may_end(person: Person, role: Role) -> None:
    """Let those who hold a role lay it down or pass it on, and those who may give it take it."""
    if person.pk != role.person_id:
        check_may_give(person, role.right)
