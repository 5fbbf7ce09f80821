"""Forms of what a province decides; each asks why, because the answer stays in the history."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.catalogue.models import Reviewing, Sector
from balai.core.search import may_be_synonym

_MOST_GROUPS = 2_000


class WhyForm(forms.Form):
    """Why something is decided."""

    why = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("A decree or a few words. It stays in the history."),
        max_length=200,
    )


class ReviewerForm(WhyForm):
    """Who reviews listings of a kind."""

    who = forms.ChoiceField(
        label=gettext_lazy("Who accepts before everyone sees it"),
        choices=Reviewing,
        widget=forms.RadioSelect,
    )
    field_order = ("who", "why")


class SectorForm(WhyForm):
    """What a sector is called in both languages."""

    name = forms.CharField(label=gettext_lazy("Name in Indonesian"), max_length=80)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=80)
    field_order = ("name", "name_en", "why")


class NewSectorForm(SectorForm):
    """A sector that is not there yet; its code follows from its name and stays."""

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        self.code = slugify(name)[:40]
        if not self.code:
            raise ValidationError(_("Write the name in letters."))
        if Sector.objects.filter(code=self.code).exists():
            raise ValidationError(_("There is a sector of this name already."))
        return name


class GroupsField(forms.CharField):
    """Groups of words: one a line, parted by commas."""

    widget = forms.Textarea(attrs={"rows": 18})

    def to_python(self, value: Any) -> Any:
        return groups_in(value or "")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > _MOST_GROUPS:
            raise ValidationError(_("These are too many groups."))
        for group in value:
            if len(group) < 2:  # noqa: PLR2004
                raise ValidationError(
                    _('"%(word)s" stands alone. Write with a comma what it means as well.')
                    % {"word": group[0]}
                )
            for word in group:
                if not may_be_synonym(word):
                    raise ValidationError(
                        _('"%(word)s" is too long, or no word. A group has one to three words.')
                        % {"word": word[:60]}
                    )


def groups_in(text: str) -> list[list[str]]:
    """Read groups of words as people write them."""
    lines = [[" ".join(word.split()) for word in line.split(",")] for line in text.splitlines()]
    groups = [list(dict.fromkeys(filter(None, line))) for line in lines]
    return [group for group in groups if group]


class SynonymsForm(WhyForm):
    """All groups of words that find each other, and those that were there before."""

    groups = GroupsField(
        label=gettext_lazy("Words that find each other"),
        help_text=gettext_lazy("A group a line, with commas: cokelat, kakao, cacao."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    field_order = ("groups", "why", "seen")

    def clean_seen(self) -> list[list[str]]:
        return groups_in(self.cleaned_data["seen"])


class LocalTermForm(WhyForm):
    """What the villages of a regency are called."""

    term = forms.CharField(
        label=gettext_lazy("What a desa is called there"),
        help_text=gettext_lazy("For example Kampung. Empty where people say Desa."),
        required=False,
        max_length=40,
    )
    field_order = ("term", "why")

    def clean_term(self) -> str:
        term: str = self.cleaned_data["term"]
        if not all(letter.isalpha() or letter in " -'" for letter in term):
            raise ValidationError(_("Write the word alone, in letters."))
        return "" if term.casefold() == "desa" else term
