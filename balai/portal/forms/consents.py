"""What is asked when a consent is written down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.accounts.models import How

MYSELF, SOMEBODY = "myself", "somebody"


class GiverForm(forms.Form):
    """Who agrees, and in which village."""

    who = forms.ChoiceField(
        label=_("Who agrees?"),
        choices=[
            (SOMEBODY, _("somebody else")),
            (MYSELF, _("I myself")),
        ],
        widget=forms.RadioSelect,
        initial=SOMEBODY,
    )
    name = forms.CharField(
        label=_("The name of the person who agrees"),
        help_text=_("Only those who work for the village see it, and the person."),
        max_length=120,
        error_messages={"required": _("Write the name of the person who agrees.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    area_code = forms.ChoiceField(label=_("In which village?"))
    # What must be written depends on the first answer.
    use_required_attribute = False

    def __init__(self, *args: Any, villages: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].required = self.data.get("who") != MYSELF
        if len(villages) == 1:
            self.initial["area_code"] = next(iter(villages))
            widget: forms.Widget = forms.HiddenInput()
        else:
            widget = forms.Select()
        label = self.fields["area_code"].label
        self.fields["area_code"] = forms.ChoiceField(
            label=label, choices=list(villages.items()), widget=widget
        )


class ConsentForm(forms.Form):
    """How somebody said yes."""

    how = forms.ChoiceField(
        label=_("How was it agreed?"),
        choices=[
            (How.SPOKEN, _("Said aloud, and somebody else heard it")),
            (How.PAPER, _("Signed on the sheet")),
            (How.SCREEN, _("Read here, on this screen, by the person")),
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
    key = forms.UUIDField(widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["proof"].required = self.data.get("how") != How.SCREEN
