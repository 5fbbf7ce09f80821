"""What a village says of its organisations and makers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.core.phones import PhoneUnclear, phone_digits
from balai.registry.models import ContactOf, OrganisationKind


class OrganisationForm(forms.Form):
    """An organisation that is there already: what is said of it."""

    name = forms.CharField(
        label=_("Name"),
        max_length=160,
        error_messages={"required": _("Write the name of the organisation or maker.")},
    )
    whatsapp_number = forms.CharField(
        label=_("WhatsApp number"), max_length=20, required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    contact_of = forms.ChoiceField(
        label=_("Whose number is it?"),
        help_text=_("A person's number is shown only once that person agrees."),
        choices=ContactOf.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    about = forms.CharField(
        label=_("What it does, in a sentence or two"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    use_required_attribute = False

    def clean_whatsapp_number(self) -> str:
        try:
            return phone_digits(self.cleaned_data["whatsapp_number"])
        except PhoneUnclear as unclear:
            raise forms.ValidationError(str(unclear)) from unclear

    def clean(self) -> dict[str, Any]:
        """A number without an owner would be shown to nobody: ask."""
        said = self.cleaned_data
        if said.get("whatsapp_number") and not said.get("contact_of") and self.asks_whose():
            self.add_error("contact_of", _("Say whose number it is."))
        return said

    def asks_whose(self) -> bool:
        return "contact_of" in self.fields


class NewOrganisationForm(OrganisationForm):
    """A new one: of what kind, and in which village."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (OrganisationKind.MAKER, _("one maker, who sells under her or his own name")),
            *(one for one in OrganisationKind.choices if one[0] != OrganisationKind.MAKER),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    area_code = forms.ChoiceField(label=_("In which village?"))
    key = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("kind", "name", "whatsapp_number", "contact_of", "about", "area_code", "key")

    def __init__(self, *args: Any, villages: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        widget: forms.Widget = forms.Select()
        if len(villages) == 1:
            self.initial["area_code"] = next(iter(villages))
            widget = forms.HiddenInput()
        self.fields["area_code"] = forms.ChoiceField(
            label=self.fields["area_code"].label, choices=list(villages.items()), widget=widget
        )

    def asks_whose(self) -> bool:
        """A maker's number is hers."""
        return self.cleaned_data.get("kind") not in {None, OrganisationKind.MAKER}
