"""Who may decide about roles."""

from balai.accounts.errors import MayNotGiveRole
from balai.accounts.models import Role
from balai.accounts.rules import may_give
from balai.accounts.visitors import Viewer, rights_of


def may_give_role(person: Viewer, kind: str, area_code: str) -> bool:
    """Tell whether this person may give, and take, such a role there."""
    return may_give(rights_of(person), kind, area_code)


def check_may_give_role(person: Viewer, kind: str, area_code: str) -> None:
    if not may_give_role(person, kind, area_code):
        raise MayNotGiveRole


def check_may_hand_over(person: Viewer, role: Role) -> None:
    """Let those who hold a role pass it on, and those who may give it."""
    if person.pk != role.person_id:
        check_may_give_role(person, role.kind, role.area_code)
