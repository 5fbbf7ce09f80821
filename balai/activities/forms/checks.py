"""Papers of a literacy check, typed in one line each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.activities.models import Phase
from balai.activities.rules.checks import PaperUnclear, Written, read_papers


class PapersForm(forms.Form):
    """A stack of papers: when they were answered, and what stands on each."""

    phase = forms.ChoiceField(
        label=_("Which check?"),
        choices=[(Phase.BEFORE, _("the first")), (Phase.AFTER, _("the second"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which check it was.")},
    )
    papers = forms.CharField(
        label=_("One paper in each line"),
        help_text=_("The number, a space, the letters in order: 7 ABCAABBCAABC. Type - for none."),
        max_length=8000,
        widget=forms.Textarea(
            attrs={
                "rows": 10,
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Write the answers of one paper in each line.")},
    )
    expected = forms.IntegerField(
        label=_("How many papers are in the stack?"),
        min_value=1,
        error_messages={"required": _("Count the papers, so that none is forgotten.")},
    )
    use_required_attribute = False

    def __init__(self, *args: Any, option_counts: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self._option_counts = option_counts

    def clean_papers(self) -> list[Written]:
        try:
            return read_papers(
                self.cleaned_data["papers"],
                item_count=len(self._option_counts),
                option_counts=self._option_counts,
            )
        except PaperUnclear as unclear:
            raise forms.ValidationError(str(unclear)) from unclear

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        papers, expected = said.get("papers"), said.get("expected")
        if papers and expected and len(papers) != expected:
            differ = _("There are %(lines)d lines, and %(papers)d papers in the stack.")
            self.add_error("expected", differ % {"lines": len(papers), "papers": expected})
        return said
