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


class MayNotRecordConsent(Refused):
    """Consents are written down by those who work for the village, or their officers."""

    sentence = _("You may not write down consents here. Ask the operator of this village.")
    code = "may_not_record_consent"


class ConsentDoesNotFit(Refused):
    """A name on a picture, a picture of an organisation."""

    sentence = _("This cannot be agreed to for this. Choose once more what it is for.")
    code = "consent_does_not_fit"


class ConsentNotProved(Refused):
    """A paper without a place, a spoken word without a witness."""

    sentence = _("Write where the signed paper is kept, or who heard the consent.")
    code = "consent_not_proved"


class ConsentStandsAlready(Refused):
    sentence = _("This person has agreed to this already.")
    code = "consent_stands_already"


class ConsentWithdrawnAlready(Refused):
    sentence = _("This consent has been withdrawn already.")
    code = "consent_withdrawn_already"


class MayNotWithdraw(Refused):
    """Neither the giver, nor somebody who works where it was given."""

    sentence = _("You may not withdraw this consent. Who gave it may, with the code on her sheet.")
    code = "may_not_withdraw"


class GiverUnnamed(Refused):
    sentence = _("Write the name of the person who agrees.")
    code = "giver_unnamed"


class EnoughTokens(Refused):
    sentence = _("You have ten tokens already. Revoke one that is no longer used.")
    code = "enough_tokens"


class TokenMadeAlready(Refused):
    """Its words were shown with the first answer, and are known to nobody now."""

    sentence = _(
        "This token is made already, and its words are not shown twice. If you did not copy "
        "them, revoke it and make another."
    )
    code = "token_made_already"


class TokenRevoked(Refused):
    sentence = _("This token is revoked already.")
    code = "token_revoked"
