"""People, and the rights they hold."""

from balai.accounts.models.people import Person
from balai.accounts.models.roles import Role, RoleKind

__all__ = ["Person", "Role", "RoleKind"]
