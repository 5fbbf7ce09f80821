"""Refusals of accounts."""

from django.utils.translation import gettext_lazy as _

from balai.core.errors import Refused


class MayNotGiveRole(Refused):
    """Somebody else decides about this role."""

    sentence = _("You may not decide about this role here. Ask the officer of your regency.")
    code = "may_not_give_role"


class AreaDoesNotFitRole(Refused):
    """An operator of a regency, an officer of a village."""

    sentence = _("This role is held in another kind of area.")
    code = "area_does_not_fit_role"


class RoleHeldAlready(Refused):
    sentence = _("This person has this role already.")
    code = "role_held_already"


class RoleHasEnded(Refused):
    sentence = _("This role has ended already.")
    code = "role_has_ended"


class PersonForgotten(Refused):
    """The account was emptied at the person's wish."""

    sentence = _("This account is closed.")
    code = "person_forgotten"


class PasswordTooWeak(Refused):
    """Too short, too common, or too much like the person's name."""

    code = "password_too_weak"

    def __str__(self) -> str:
        return " ".join(self.args)
