"""What is counted, and what stands on a sheet of paper."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.activities.plans import Counted

# Numbers of a sheet: 3, 7, 12-20.
_RANGE = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?")
_MOST = 2000


def _count(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=_MOST,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        **options,
    )


class CountForm(forms.Form):
    """Those who came without a name. Children are counted, never written down."""

    women = _count(_("Women"))
    men = _count(_("Men"))
    unsaid = _count(_("Adults, not said which"))
    girls = _count(_("Girls under 18"))
    boys = _count(_("Boys under 18"))
    with_disability = _count(_("Of these: with a disability"))
    elders = _count(_("Of these: 60 years or older"))
    use_required_attribute = False

    def counted(self) -> Counted:
        return Counted(**{name: self.cleaned_data[name] or 0 for name in CountForm.base_fields})

    @classmethod
    def said_of(cls, count: Any) -> dict[str, Any]:
        return {name: getattr(count, name) or None for name in CountForm.base_fields}


class SheetForm(CountForm):
    """A signed sheet: the numbers that signed, and the total that is written below."""

    numbers = forms.CharField(
        label=_("The numbers beside which somebody signed"),
        help_text=_("With commas, and a dash for a run: 3, 7, 12-20."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "inputmode": "numeric", "autocomplete": "off"}),
    )
    names = forms.CharField(
        label=_("New names at the foot of the sheet, one a line"),
        help_text=_("Only those who signed. P or L before a name says woman or man: P Yuliana."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    total = forms.IntegerField(
        label=_("All together, as it stands on the paper"),
        min_value=0,
        max_value=_MOST,
        error_messages={"required": _("Write the total of the paper; it is compared.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    proof = forms.CharField(
        label=_("Where is the paper kept?"),
        help_text=_("For example: blue folder, village office."),
        max_length=120,
        error_messages={"required": _("Write where the signed paper is kept.")},
    )
    field_order = ("numbers", "names")

    def clean_numbers(self) -> list[int]:
        numbers: set[int] = set()
        for part in filter(None, map(str.strip, re.split(r"[,;\n]", self.cleaned_data["numbers"]))):
            shape = _RANGE.fullmatch(part)
            if shape is None:
                raise forms.ValidationError(
                    _("“%(said)s” is no number of the sheet. Write for example 3, 7, 12-20."),
                    params={"said": part[:40]},
                )
            first, last = int(shape[1]), int(shape[2] or shape[1])
            if last - first > _MOST:
                raise forms.ValidationError(_("That run is too long. Look at the paper again."))
            numbers |= set(range(first, last + 1))
        return sorted(numbers)

    def clean_names(self) -> list[tuple[str, str]]:
        """Read each line as a name, with what was ticked beside it."""
        return [_named(line) for line in self.cleaned_data["names"].splitlines() if line.strip()]


def keys_in(said: list[str]) -> list[UUID]:
    """Read the keys of a list; what is none is left out."""
    keys = []
    for text in said:
        try:
            keys.append(UUID(text))
        except ValueError:
            continue
    return keys


def _named(line: str) -> tuple[str, str]:
    words = line.split()
    sex = {"P": "woman", "L": "man"}.get(words[0].upper().rstrip(".")) if len(words) > 1 else None
    return (" ".join(words[1:]), sex) if sex else (" ".join(words), "")
