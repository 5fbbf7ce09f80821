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


class InvitationGone(Refused):
    """Taken, withdrawn, too old, never made, or made by somebody who may no longer."""

    sentence = _(
        "This invitation is not valid, or no longer. Ask whoever invited you for a new link; "
        "if you have taken it already, sign in."
    )
    code = "invitation_gone"


class KnownAlready(Refused):
    """There is somebody with this e-mail address or number."""

    sentence = _(
        "No account can be made with this e-mail address or number. If it is yours and you "
        "have an account, sign in; the invitation is taken there."
    )
    code = "known_already"


class RequestDecided(Refused):
    """Two who decide about one request: one comes first."""

    sentence = _("Somebody has decided about this request already.")
    code = "request_decided"


class MayNotRecover(Refused):
    """A code is made by whoever may give each of somebody's roles, and never for oneself."""

    sentence = _(
        "You may not make a code for this person. An officer's is made by the province, a "
        "village head's by the regency, your own by somebody else."
    )
    code = "may_not_recover"


class TooManyCodes(Refused):
    sentence = _("Five codes were made for this person today. Try again tomorrow.")
    code = "too_many_codes"


class CodeWrong(Refused):
    """Whatever it is: no such person, no code, another code, too old, too many tries."""

    sentence = _(
        "This does not fit. Check the e-mail address or number and the code; a code holds for "
        "24 hours and five tries. If it still does not fit, ask for a new code."
    )
    code = "code_wrong"


class MayNotAnswer(Refused):
    """Officers answer for their own area."""

    sentence = _("Officers of another area answer this request.")
    code = "may_not_answer"


class MayNotForget(Refused):
    """Somebody with roles elsewhere, or an officer above."""

    sentence = _("This account has roles outside of your area. Ask the province officer.")
    code = "may_not_forget"


class LastProvinceOfficer(Refused):
    """Without one, nobody could let officers in."""

    sentence = _(
        "This is the last officer of the province. Let another one in first, then delete the "
        "account."
    )
    code = "last_province_officer"


class AnswerMissing(Refused):
    sentence = _("Write what you tell the person who asked.")
    code = "answer_missing"


class PrivacyRequestDecided(Refused):
    sentence = _("Somebody has answered this request already.")
    code = "privacy_request_decided"


class NothingToDelete(Refused):
    sentence = _("Choose what is to be deleted.")
    code = "nothing_to_delete"


class MendedAlready(Refused):
    sentence = _("Somebody has confirmed this already.")
    code = "mended_already"


class TooManyTries(Refused):
    """Counted for all processes; the right answer waits, too."""

    sentence = _(
        "Too many tries. Wait five minutes, then try again; until then the right password "
        "does not open either. After very many tries it takes an hour."
    )
    code = "too_many_tries"


class CodeDoesNotFit(Refused):
    """Mistyped, too old, or used before."""

    sentence = _(
        "This code does not fit. Codes of the app change every half minute and count once: "
        "wait for the next one. Is the clock of your HP right?"
    )
    code = "code_does_not_fit"


class SecondFactorNeeded(Refused):
    """An officer or reviewer took away the only one."""

    sentence = _("Your role needs a second key. First set up another one, then remove this one.")
    code = "second_factor_needed"


class SecondFactorThereAlready(Refused):
    sentence = _("There is an app already. Remove it first if you changed your HP.")
    code = "second_factor_there_already"


class PasswordDoesNotFit(Refused):
    sentence = _("This password does not fit. Capital and small letters differ.")
    code = "password_does_not_fit"


class PasskeyDoesNotFit(Refused):
    """Unknown here, of somebody else, or asked for too long ago."""

    sentence = _("This passkey does not open here. Try again, or sign in with your password.")
    code = "passkey_does_not_fit"


class NumberNotPossible(Refused):
    """Taken, or the last by which somebody is known; which, nobody is told."""

    sentence = _(
        "This number cannot be yours here. Is it complete? If it is, ask your operator or officer."
    )
    code = "number_not_possible"


class AddressLinkDoesNotFit(Refused):
    """Of another account, used before, older than a day, or the address is taken by now."""

    sentence = _("This link does not work any more. Write the new address once more.")
    code = "address_link_does_not_fit"
