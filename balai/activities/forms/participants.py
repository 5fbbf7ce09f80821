"""What participants tell of themselves, each by free choice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.accounts.models import How
from balai.activities.models import AgeBand, Disability, Occupation, Sex
from balai.activities.plans import Told
from balai.core.phones import PhoneUnclear, phone_digits

_YES_OR_NOTHING = [("", _("not said")), ("yes", _("yes")), ("no", _("no"))]


def _free(label: Any, choices: Any) -> forms.ChoiceField:
    """Ask something that nobody has to answer."""
    return forms.ChoiceField(label=label, choices=[("", _("not said")), *choices], required=False)


class ToldForm(forms.Form):
    """What somebody tells of herself; nothing of it is a must."""

    phone_number = forms.CharField(
        label=_("Her own HP number"),
        help_text=_("Only to see whether she was written down twice. Never a NIK."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    sex = _free(_("Woman or man"), Sex.choices)
    age_band = _free(_("Age"), AgeBand.choices)
    disability = _free(_("Disability"), Disability.choices)
    occupation = _free(_("Lives on"), Occupation.choices)
    is_of_adat_community = forms.ChoiceField(
        label=_("Of an adat community"), choices=_YES_OR_NOTHING, required=False
    )
    heads_household = forms.ChoiceField(
        label=_("Heads the household"), choices=_YES_OR_NOTHING, required=False
    )
    use_required_attribute = False

    def clean_phone_number(self) -> str:
        try:
            return phone_digits(self.cleaned_data["phone_number"])
        except PhoneUnclear as unclear:
            raise forms.ValidationError(str(unclear)) from unclear

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            phone_number=said["phone_number"],
            sex=said["sex"],
            age_band=said["age_band"],
            disability=said["disability"],
            occupation=said["occupation"],
            is_of_adat_community=_yes(said["is_of_adat_community"]),
            heads_household=_yes(said["heads_household"]),
        )

    @classmethod
    def said_of(cls, told: Any) -> dict[str, Any]:
        """Fill the form with what a participant told."""
        words = ("phone_number", "sex", "age_band", "disability", "occupation")
        choices = ("is_of_adat_community", "heads_household")
        spelled = {None: "", True: "yes", False: "no"}
        return {
            **{name: getattr(told, name) for name in words},
            **{name: spelled[getattr(told, name)] for name in choices},
        }


class ParticipantForm(ToldForm):
    """Somebody who agrees to stand on the lists of a village."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Write the name of the person.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    how = forms.ChoiceField(
        label=_("How was it agreed?"),
        choices=[
            (How.SPOKEN, _("Said aloud, and somebody else heard it")),
            (How.PAPER, _("Signed on the sheet")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it was agreed.")},
    )
    proof = forms.CharField(
        label=_("Who heard it, or where is the paper kept?"),
        help_text=_("For example: Mrs Lung, neighbour. Or: blue folder, village office."),
        max_length=160,
        error_messages={
            "required": _("Write where the signed paper is kept, or who heard the consent.")
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("name", "how", "proof", "sex", "age_band")


class WalkInForm(forms.Form):
    """Who just came in: a name is enough."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Write the name, or count her below without one.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    sex = forms.ChoiceField(
        label=_("Woman or man"),
        choices=Sex.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    use_required_attribute = False

    def told(self) -> Told:
        return Told(sex=self.cleaned_data["sex"])


def _yes(said: str) -> bool | None:
    return {"yes": True, "no": False}.get(said)
