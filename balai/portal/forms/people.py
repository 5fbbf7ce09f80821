"""Forms about people and their roles."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from balai.accounts.models import Person
from balai.accounts.rules import Right
from balai.core.tokens import new_token

BY_INVITATION = "invitation"


class RightField(forms.ChoiceField):
    """One of the rights that somebody may give, by name."""

    widget = forms.RadioSelect

    def __init__(self, rights: Mapping[Right, str], **kwargs: Any) -> None:
        self.rights = {"|".join(map(str, right)): right for right in rights}
        super().__init__(choices=zip(self.rights, rights.values(), strict=True), **kwargs)

    def clean(self, value: str) -> Right:
        return self.rights[super().clean(value)]


class MintedTokenField(forms.CharField):
    """A token that we made for this person when the form was shown.

    So a form that is sent twice makes one link, and nobody chooses an easy one.
    """

    widget = forms.HiddenInput

    def __init__(self, by: Person) -> None:
        self.signer = signing.Signer(salt=f"balai.invitation.{by.pk}")
        super().__init__(initial=self.signer.sign(new_token()))

    def clean(self, value: str) -> str:
        try:
            return self.signer.unsign(super().clean(value))
        except signing.BadSignature as forged:
            raise ValidationError(_("Open this page anew, then try again.")) from forged


class InvitationForm(forms.Form):
    """Whom to invite, as what."""

    def __init__(self, *args: Any, rights: Mapping[Right, str], by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["right"] = RightField(rights, label=_("As what"))
        self.fields["meant_for"] = forms.CharField(
            label=_("For whom"),
            help_text=_("So that you can tell invitations apart. It goes when the link is opened."),
            required=False,
            max_length=120,
        )
        self.fields["token"] = MintedTokenField(by)


class ApprovalForm(forms.Form):
    """As what somebody who asked is let in."""

    def __init__(self, *args: Any, rights: Mapping[Right, str], by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["right"] = RightField(rights, label=_("Let in as"))
        self.fields["token"] = MintedTokenField(by)


class ReasonForm(forms.Form):
    """Why something is done; it stays in the trail."""

    reason = forms.CharField(
        label=_("Why"),
        help_text=_("A decree or a few words. It stays, so write nothing about private matters."),
        max_length=200,
    )


class RoleForm(ReasonForm):
    """Which role to give to somebody who has an account."""

    def __init__(self, *args: Any, rights: Mapping[Right, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["right"] = RightField(rights, label=_("Which role"))
        self.order_fields(["right", "reason"])


class HandoverForm(forms.Form):
    """To whom a role passes: somebody of the area, or whoever takes an invitation."""

    def __init__(self, *args: Any, people: Mapping[int, str], by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = forms.ChoiceField(
            label=_("To whom"),
            widget=forms.RadioSelect,
            choices=[
                *((str(number), name) for number, name in people.items()),
                (BY_INVITATION, _("Somebody else: make a link for them")),
            ],
        )
        self.fields["token"] = MintedTokenField(by)
