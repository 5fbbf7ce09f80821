"""Who was reached, as officers see it: counts for each village, the few hidden."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, Subquery

from balai.activities.models import Attendance, Disability, HeadCount, Session, SessionQuerySet
from balai.activities.rules.hiding import hidden, hidden_parts
from balai.registry.models import Region

_PARTS = ("women", "men", "unsaid", "minors")


@dataclass(frozen=True, slots=True)
class Reached:
    """What one village's sessions added up to; None where there were fewer than five."""

    village: Region
    sessions: int
    total: int | None
    women: int | None
    men: int | None
    unsaid: int | None
    minors: int | None
    with_disability: int | None
    elders: int | None


def reached_in(areas: Iterable[str], *, since: datetime, until: datetime) -> list[Reached]:
    """Add up the sessions of a time, by village in order of code. Four queries."""
    there = Q(pk__in=())
    for code in areas:
        there |= Q(village__code__within=code)
    held = Session.objects.standing().filter(there, starts_at__gte=since, starts_at__lt=until)
    sums = _by_name(held)
    for village, counted in _without_name(held).items():
        sums[village].update(counted)
    numbers = dict(held.values_list("village").annotate(number=Count("pk")).order_by())
    villages = Region.objects.filter(pk__in=numbers).order_by("code")
    return [_reached(one, numbers[one.pk], sums[one.pk]) for one in villages]


def _reached(village: Region, sessions: int, sums: Counter[str]) -> Reached:
    parts = {name: sums[name] for name in _PARTS}
    return Reached(
        village=village,
        sessions=sessions,
        total=hidden(sum(parts.values())),
        **hidden_parts(parts),
        with_disability=hidden(sums["with_disability"]),
        elders=hidden(sums["elders"]),
    )


def _by_name(held: SessionQuerySet) -> defaultdict[int, Counter[str]]:
    came = Attendance.objects.filter(is_present=True, session__in=held).values_list(
        "session__village",
        "participant__sex",
        "participant__disability",
        "participant__age_band",
    )
    sums: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for village, sex, disability, age, number in came.annotate(number=Count("pk")).order_by():
        group = {"woman": "women", "man": "men"}.get(sex, "unsaid")
        sums[village][group] += number
        if disability not in {"", Disability.NONE}:
            sums[village]["with_disability"] += number
        if age == "60_up":
            sums[village]["elders"] += number
    return sums


def _without_name(held: SessionQuerySet) -> dict[int, Counter[str]]:
    newest = HeadCount.objects.filter(session=OuterRef("session")).order_by("-at", "-pk")
    counts = HeadCount.objects.filter(session__in=held, pk=Subquery(newest.values("pk")[:1]))
    sums: dict[int, Counter[str]] = defaultdict(Counter)
    for one in counts.select_related("session"):
        sums[one.session.village_id].update(
            women=one.women,
            men=one.men,
            unsaid=one.unsaid,
            minors=one.minors,
            with_disability=one.with_disability,
            elders=one.elders,
        )
    return sums
