"""What is asked when a session is planned, put off, or over."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.accounts.models import Person
from balai.activities.models import (
    Audience,
    CostSource,
    Internet,
    Pillar,
    Power,
    Series,
    Session,
    SessionKind,
)
from balai.activities.plans import Day, Plan, Repeat
from balai.activities.queries.sessions import possible_facilitators
from balai.registry.models import Region

_LITERACY = ("skills", "ethics", "safety", "culture")
_PILLARS: list[Any] = [
    ("", _("none of these")),
    (
        _("Digital literacy"),
        [choice for choice in Pillar.choices if choice[0] in _LITERACY],
    ),
    (_("Programme"), [choice for choice in Pillar.choices if choice[0] not in _LITERACY]),
]
_ONCE = "once"


def _day(label: Any, missing: Any = "", *, required: bool = True) -> forms.DateField:
    """Ask for a day, by the calendar of the phone."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    errors = {"required": missing} if missing else None
    return forms.DateField(label=label, required=required, widget=widget, error_messages=errors)


def _clock(label: Any, missing: Any = "") -> forms.TimeField:
    """Ask for a time of the day, by the clock of the phone."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    errors = {"required": missing} if missing else None
    return forms.TimeField(label=label, widget=widget, error_messages=errors)


def moment(day: date, clock: Any) -> datetime:
    """Say when a clock in WITA shows this on that day."""
    return timezone.make_aware(datetime.combine(day, clock))


class SessionForm(forms.Form):
    """What, when, where, for whom."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=SessionKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    topic = forms.CharField(
        label=_("What is it about?"),
        help_text=_("For example: selling with photos and honest prices."),
        max_length=120,
        error_messages={"required": _("Write in a few words what it is about.")},
    )
    day = _day(_("Day"), _("Choose a day."))
    begins = _clock(_("From"), _("Write when it starts."))
    ends = _clock(_("Until"), _("Write when it ends."))
    place = forms.CharField(
        label=_("Where?"), help_text=_("For example: village hall."), max_length=120, required=False
    )
    audience = forms.ChoiceField(
        label=_("For whom is it?"),
        choices=[
            (Audience.PUBLIC, _("everybody: it stands on the page of the village")),
            (Audience.VILLAGE, _("people of the village who sign in here")),
            (Audience.INVITED, _("only those who were invited")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for whom it is.")},
    )
    pillar = forms.ChoiceField(label=_("What does it serve?"), choices=_PILLARS, required=False)
    about = forms.CharField(
        label=_("What should people know before?"),
        max_length=1200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    facilitators = forms.ModelMultipleChoiceField(
        label=_("Who leads it?"),
        help_text=_("They keep the list of who came, and see the names on it."),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    guests = forms.CharField(
        label=_("Who else leads it, without an account?"), max_length=160, required=False
    )
    use_required_attribute = False

    def __init__(self, *args: Any, village: Region, **options: Any) -> None:
        super().__init__(*args, **options)
        self.village = village
        people = self.fields["facilitators"]
        people.queryset = possible_facilitators(village)  # type: ignore[attr-defined]

    def plan(self) -> Plan:
        said = dict(self.cleaned_data)
        day, begins, ends = said["day"], said["begins"], said["ends"]
        words = ("kind", "topic", "place", "audience", "pillar", "about", "guests")
        return Plan(
            **{name: said[name] for name in words},
            village=self.village,
            starts_at=moment(day, begins),
            ends_at=moment(day, ends),
            facilitators=list(said["facilitators"]),
        )

    @classmethod
    def said_of(cls, session: Session) -> dict[str, Any]:
        """Fill the form with what is planned."""
        starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
        words = ("kind", "topic", "place", "audience", "pillar", "about", "guests")
        return {
            **{name: getattr(session, name) for name in words},
            "day": starts.date(),
            "begins": starts.time(),
            "ends": ends.time(),
            "facilitators": session.facilitators.all(),
        }


class NewSessionForm(SessionForm):
    """A new one, that may come back."""

    frequency = forms.ChoiceField(
        label=_("Does it come back?"),
        choices=[(_ONCE, _("no, once")), *Series._meta.get_field("frequency").flatchoices],
        initial=_ONCE,
    )
    until = _day(_("Until which day?"), required=False)
    skipped = forms.CharField(
        label=_("On which days not?"),
        help_text=_("One day a line, for example 2026-12-25."),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_skipped(self) -> tuple[date, ...]:
        one = forms.DateField(
            error_messages={
                "invalid": _("“%(said)s” is no day. Write each as 2026-12-25, one a line.")
            }
        )
        days = []
        for line in self.cleaned_data["skipped"].replace(",", "\n").split("\n"):
            if line := line.strip():
                try:
                    days.append(one.clean(line))
                except forms.ValidationError as wrong:
                    wrong.error_list[0].params = {"said": line}
                    raise
        return tuple(days)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        comes_back = said.get("frequency", _ONCE) != _ONCE
        if comes_back and not said.get("until") and "until" not in self.errors:
            self.add_error("until", _("Say until which day it comes back."))
        return said

    def repeat(self) -> Repeat | None:
        said = self.cleaned_data
        if said["frequency"] == _ONCE:
            return None
        return Repeat(frequency=said["frequency"], until=said["until"], skipped=said["skipped"])


class CallingOffForm(forms.Form):
    """Why a session is put off or called off; people read it."""

    why = forms.CharField(
        label=_("Why? People read this."),
        help_text=_("For example: high water on the road."),
        max_length=200,
        error_messages={"required": _("Write why; people wonder.")},
    )
    use_required_attribute = False


class DayForm(forms.Form):
    """How the day was."""

    day = _day(_("Day"))
    began = _clock(_("It began at"))
    ended = _clock(_("It ended at"))
    power = forms.ChoiceField(
        label=_("Was there power?"),
        choices=Power.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    internet = forms.ChoiceField(
        label=_("Was there internet?"),
        choices=Internet.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    notes = forms.CharField(
        label=_("What is worth keeping?"),
        help_text=_("What went well, what to do otherwise. No names of people."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    cost = forms.IntegerField(
        label=_("What did it cost, in rupiah?"),
        help_text=_("Digits only, for example 350000."),
        min_value=0,
        max_value=10**12,
        required=False,
        error_messages={"invalid": _("Write the cost with digits only, for example 350000.")},
    )
    cost_source = forms.ChoiceField(
        label=_("Who paid?"), choices=[("", "–"), *CostSource.choices], required=False
    )
    use_required_attribute = False

    def told(self) -> Day:
        said = dict(self.cleaned_data)
        day, began, ended = said.pop("day"), said.pop("began"), said.pop("ended")
        return Day(**said, began_at=moment(day, began), ended_at=moment(day, ended))

    @classmethod
    def said_of(cls, session: Session) -> dict[str, Any]:
        began = timezone.localtime(session.began_at or session.starts_at)
        ended = timezone.localtime(session.ended_at or session.ends_at)
        words = ("power", "internet", "notes", "cost", "cost_source")
        return {
            **{name: getattr(session, name) for name in words},
            "day": began.date(),
            "began": began.time(),
            "ended": ended.time(),
        }
