"""What people ask about their data, and what they are answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from balai.accounts.actions.privacy import Asked
from balai.accounts.forms.contacts import ContactField
from balai.accounts.forms.strangers import StrangerForm
from balai.accounts.models import ConsentGiver, Person, PrivacyRequest, Wish
from balai.portal.queries.requests import Found

_LONGEST_WORDS = 2000


class OwnRequestForm(forms.Form):
    """What somebody who signed in asks."""

    wish = forms.ChoiceField(
        label=_("What do you ask for?"),
        choices=[choice for choice in Wish.choices if choice[0] != Wish.SEE],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you ask for.")},
    )
    words = forms.CharField(
        label=_("In your words"),
        help_text=_("What is wrong, and how it should be. Never write a NIK or KK number."),
        max_length=_LONGEST_WORDS,
        required=False,
        widget=forms.Textarea,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("wish") == Wish.CORRECT and not self.cleaned_data.get("words"):
            self.add_error("words", _("Write what is wrong, and how it should be."))
        return self.cleaned_data


class RequestForm(StrangerForm):
    """What anybody asks, with an account or without."""

    wish = forms.ChoiceField(
        label=_("What do you ask for?"),
        choices=Wish.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you ask for.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Write your name, so that we find what you mean.")},
    )
    contact = ContactField(
        label=_("HP number or e-mail address"),
        help_text=_("Where you are answered. The officer makes sure there that it is you."),
        max_length=254,
        error_messages={"required": _("Write a number or an address where you are answered.")},
    )
    area_code = forms.ChoiceField(label=_("In which regency is it about?"))
    words = forms.CharField(
        label=_("What is it about?"),
        help_text=_("For example the address of the page. Never write a NIK or KK number."),
        max_length=_LONGEST_WORDS,
        widget=forms.Textarea,
        error_messages={"required": _("Write what it is about.")},
    )

    def __init__(self, *args: Any, areas: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        label = self.fields["area_code"].label
        self.fields["area_code"] = forms.ChoiceField(label=label, choices=list(areas.items()))

    @property
    def asked(self) -> Asked:
        said = self.cleaned_data
        email, phone_number = said["contact"]
        return Asked(
            wish=said["wish"],
            area_code=said["area_code"],
            words=said["words"],
            name=said["name"],
            contact=email or phone_number,
        )


class AnswerForm(forms.Form):
    """What an officer tells the one who asked."""

    state = forms.ChoiceField(
        label=_("What happened?"),
        choices=[
            (PrivacyRequest.State.DONE, _("It is done")),
            (PrivacyRequest.State.DECLINED, _("It is not done, for a reason that I write below")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happened.")},
    )
    said = forms.CharField(
        label=_("What you tell the person who asked"),
        max_length=_LONGEST_WORDS,
        widget=forms.Textarea,
        error_messages={"required": _("Write what you tell the person who asked.")},
    )


class DeletionForm(forms.Form):
    """What of the one who asked is deleted."""

    people = forms.ModelMultipleChoiceField(
        queryset=Person.objects.none(),
        label=_("Accounts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    givers = forms.ModelMultipleChoiceField(
        queryset=ConsentGiver.objects.none(),
        label=_("Names in consents, with the makers they belong to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    messages = forms.BooleanField(required=False)

    def __init__(self, *args: Any, found: Found, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, rows in (("people", found.people), ("givers", found.givers)):
            field = self.fields[name]
            field.queryset = rows  # type: ignore[attr-defined]
            if not rows:
                del self.fields[name]
        self.fields["messages"].label = ngettext(
            "%(count)s message to a seller, sent from this number or address",
            "%(count)s messages to sellers, sent from this number or address",
            found.messages,
        ) % {"count": found.messages}
        if not found.messages:
            del self.fields["messages"]
