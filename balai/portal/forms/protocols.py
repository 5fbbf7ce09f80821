"""Forms in which a community says who it is, and who may see what it keeps."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.accounts.models import Person
from balai.catalogue.actions.consents import Agreement
from balai.catalogue.models import Consent, Label, Notice, Protocol
from balai.catalogue.models.protocols import Joined
from balai.catalogue.rules import protocols as rules
from balai.portal.forms.people import MintedTokenField
from balai.registry.models import Community, CommunityGroup, CommunityMember, Region


class _Day(forms.DateInput):
    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        return value.isoformat() if isinstance(value, date) else value


class DecisionForm(forms.Form):
    """Who may see it: each tick is a term. Nothing ticked means nobody else."""

    terms = forms.MultipleChoiceField(
        label=_("Who may see it?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: nobody but the representative of the community."),
    )  # fmt: skip
    first = forms.DateField(
        label=_("First day of the season"), required=False, widget=_Day,
        help_text=_("Only if you ticked the season. Both days belong to it, in WITA."),
    )  # fmt: skip
    last = forms.DateField(label=_("Last day of the season"), required=False, widget=_Day)
    yearly = forms.BooleanField(
        label=_("The same days each year, whatever the year above"), required=False
    )
    joined = forms.ChoiceField(
        label=_("If you ticked more than one"), choices=Joined, widget=forms.RadioSelect
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = community.groups.values_list("pk", "name")
        terms: Any = self.fields["terms"]
        terms.choices = [
            (rules.PUBLIC, _("Everyone")),
            (rules.COMMUNITY, _("Members of the community")),
            *((f"group-{pk}", _("Group: %(name)s") % {"name": name}) for pk, name in groups),
            (rules.SEASON, _("Everyone, but only in a season")),
        ]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if rules.SEASON in said.get("terms", ()) and not (said.get("first") and said.get("last")):
            raise ValidationError(_("Write the first and the last day of the season."))
        return said

    def said(self) -> rules.Protocol:
        """Read what was decided."""
        ticked = self.cleaned_data["terms"]
        terms = tuple(self._term(one) for one in ticked)
        return rules.Protocol(terms, self.cleaned_data["joined"])

    def _term(self, ticked: str) -> rules.Term:
        kind, _dash, number = ticked.partition("-")
        if kind == rules.GROUP:
            return rules.Term(rules.GROUP, group=int(number))
        if kind == rules.SEASON:
            days = self.cleaned_data
            season = rules.Season(days["first"], days["last"], is_yearly=days["yearly"])
            return rules.Term(rules.SEASON, season=season)
        return rules.Term(kind)


def as_ticked(said: rules.Protocol, *, version: int) -> dict[str, Any]:
    """Fill the form with what holds now."""
    season = next(iter(said.seasons), None)
    return {
        "terms": [f"group-{one.group}" if one.group else one.kind for one in said.terms],
        "first": season and season.first,
        "last": season and season.last,
        "yearly": bool(season and season.is_yearly),
        "joined": said.joined,
        "version": version,
    }


class AgreementForm(forms.Form):
    """The recorded yes of a community: who, when, how."""

    given_by = forms.CharField(
        label=_("Who of the community agreed?"), max_length=200,
        help_text=_("In your own words, for example: the elders of Lamin Adat."),
    )  # fmt: skip
    given_on = forms.DateField(label=_("When?"), widget=_Day)
    given = forms.ChoiceField(
        label=_("How?"), choices=Consent.Given.choices, widget=forms.RadioSelect
    )

    def clean_given_on(self) -> date:
        day: date = self.cleaned_data["given_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Write a day that has come."))
        return day

    def agreement(self) -> Agreement:
        return Agreement(**self.cleaned_data)


class BelongingForm(forms.Form):
    """Whose a listing or one of its pictures is."""

    communities = forms.ModelMultipleChoiceField(
        label=_("Which community keeps it?"), queryset=Community.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("If several keep it together, tick each: all of them must let it be seen."),
    )  # fmt: skip
    thing = forms.ChoiceField(label=_("What of it?"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, communities: Any, things: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["communities"]
        offered.queryset = communities
        thing: Any = self.fields["thing"]
        thing.choices = things


class HandingBackForm(forms.Form):
    """Why a thing is not the community's."""

    why = forms.CharField(
        label=_("Why is it not yours?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Those who write it read this. Say whose it is, if you know."),
    )  # fmt: skip


class CommunityForm(forms.Form):
    """A community that is written down."""

    name = forms.CharField(label=_("Name of the community"), max_length=120)
    language = forms.CharField(label=_("Its language"), max_length=60, required=False)
    village = forms.ModelChoiceField(
        label=_("Village"), queryset=Region.objects.none(),
        widget=forms.RadioSelect, empty_label=None,
    )  # fmt: skip

    def __init__(self, *args: Any, villages: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        village: Any = self.fields["village"]
        village.queryset = villages
        village.label_from_instance = lambda region: region.called


class GroupForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the group"), max_length=80,
        help_text=_("As you call it, for example: elders, women who weave."),
    )  # fmt: skip


class MemberInvitationForm(forms.Form):
    """A link for one person; the token was minted with the form."""

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"] = MintedTokenField(by)


class MemberForm(forms.Form):
    groups = forms.ModelMultipleChoiceField(
        label=_("Groups"), queryset=CommunityGroup.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, member: CommunityMember, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: Any = self.fields["groups"]
        groups.initial = member.groups.all()
        groups.queryset = member.community.groups.all()


class LabelForm(forms.Form):
    """A label in the community's own words."""

    name = forms.CharField(label=_("Name of the label, in your words"), max_length=60)
    own_text = forms.CharField(
        label=_("What it says, in your language"), max_length=600, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    text = forms.CharField(
        label=_("What it says, in Indonesian"), max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    text_en = forms.CharField(
        label=_("What it says, in English"), max_length=600, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class LabelsForm(forms.Form):
    """Which of its community's labels a thing bears."""

    labels = forms.ModelMultipleChoiceField(
        label=_("Labels"), queryset=Label.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, protocol: Protocol, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels: Any = self.fields["labels"]
        labels.queryset = Label.objects.standing().filter(community=protocol.community)
        labels.initial = protocol.labels.all()


class NoticesForm(forms.Form):
    """Which notices of the office stand beside a listing."""

    kinds = forms.MultipleChoiceField(
        label=_("Notices"), choices=Notice.Kind.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A notice says something of rights. It lets nobody in and keeps nobody out."),
    )  # fmt: skip
