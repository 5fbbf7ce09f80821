"""The list of a session: who may be ticked, who was, and what the day adds up to."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from balai.accounts.visitors import Viewer
from balai.activities.models import (
    Attendance,
    AttendanceMark,
    Disability,
    HeadCount,
    Participant,
    Session,
)
from balai.activities.queries.sessions import parts_of

# Rows of a sheet of paper: six pages at most, in a village where many take part.
ON_A_SHEET = 120
LATELY = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Row:
    """One person on the list."""

    key: UUID
    number: int
    name: str
    is_present: bool
    # Came to an earlier session of the same day.
    came_before: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many came: by name, and without."""

    named: int
    named_women: int
    named_men: int
    named_with_disability: int
    named_elders: int
    counted: HeadCount

    @property
    def total(self) -> int:
        return self.named + self.counted.total

    @property
    def women(self) -> int:
        """Women and girls."""
        return self.named_women + self.counted.women + self.counted.girls

    @property
    def men(self) -> int:
        """Men and boys."""
        return self.named_men + self.counted.men + self.counted.boys

    @property
    def minors(self) -> int:
        return self.counted.minors

    @property
    def with_disability(self) -> int:
        return self.named_with_disability + self.counted.with_disability

    @property
    def elders(self) -> int:
        return self.named_elders + self.counted.elders


def roster_of(person: Viewer, session: Session, *, words: str = "") -> list[Row]:
    """List who may be ticked, by name; who came earlier that day stands first. Six queries."""
    people = Participant.objects.on_the_list_of(session, for_person=person).standing().named()
    if words:
        name = Q(giver__name__icontains=words) | Q(giver__person__name__icontains=words)
        people = people.filter(name)
    present = _present_in([session])
    before = _present_in([one for one in parts_of(session) if one.part < session.part])
    rows = [
        Row(one.key, one.number, one.called, one.pk in present, one.pk in before) for one in people
    ]
    return sorted(rows, key=lambda row: (not row.came_before, row.name.casefold(), row.number))


def tally_of(session: Session) -> Tally:
    """Add up who came. Two queries."""
    came = Attendance.objects.filter(session=session, is_present=True)
    facts = list(
        came.values_list(
            "participant__sex", "participant__disability", "participant__age_band", named=False
        )
    )
    newest = session.head_counts.order_by("-at", "-pk").first()
    none = {"", Disability.NONE}
    return Tally(
        named=len(facts),
        named_women=sum(sex == "woman" for sex, _disability, _age in facts),
        named_men=sum(sex == "man" for sex, _disability, _age in facts),
        named_with_disability=sum(kind not in none for _sex, kind, _age in facts),
        named_elders=sum(age == "60_up" for _sex, _disability, age in facts),
        counted=newest or HeadCount(session=session),
    )


def people_for_sheet(person: Viewer, number: int, *, now: datetime) -> list[tuple[int, str]]:
    """Name those who are printed on a sheet: all, or in a large village who came lately."""
    session = Session.objects.worked_on_by(person).filter(pk=number).first()
    if session is None:
        return []
    people = Participant.objects.on_the_list_of(session, for_person=person).standing().named()
    if people.count() > ON_A_SHEET:
        lately = Attendance.objects.filter(is_present=True, changed_at__gt=now - LATELY)
        people = people.filter(pk__in=lately.values("participant"))
    named = [(one.number, one.called) for one in people.order_by("number")[: 2 * ON_A_SHEET]]
    return sorted(named, key=lambda row: (row[1].casefold(), row[0]))


@dataclass(frozen=True, slots=True)
class Trace:
    """One line of the trail of a list."""

    at: datetime
    name: str
    is_present: bool
    how: str
    by: str


def trail_of(person: Viewer, session: Session) -> list[Trace]:
    """List each time somebody was ticked or taken off, the newest first."""
    marks = AttendanceMark.objects.filter(attendance__session=session).select_related("by")
    seen = Participant.objects.on_the_list_of(session, for_person=person).named()
    names = {one.pk: one.called for one in seen}
    return [
        Trace(
            mark.at,
            names.get(number, ""),
            mark.is_present,
            str(mark.get_how_display()),
            mark.by.name if mark.by else "",
        )
        for mark, number in (
            (mark, mark.attendance.participant_id)
            for mark in marks.select_related("attendance").order_by("-at", "-pk")
        )
    ]


def _present_in(sessions: list[Session]) -> set[int]:
    if not sessions:
        return set()
    came = Attendance.objects.filter(session__in=sessions, is_present=True)
    return set(came.values_list("participant", flat=True))
