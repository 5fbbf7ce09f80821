"""Invented sessions and people to try Balai out with. The words stand in demo/sessions.toml."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils import timezone

from balai.accounts.models import How as Agreeing
from balai.activities.actions.attendance import Marks, count_heads, take_attendance
from balai.activities.actions.days import tell_the_day
from balai.activities.actions.participants import write_participant
from balai.activities.actions.photos import add_photo
from balai.activities.actions.sessions import cancel_session, plan_session
from balai.activities.models import Audience, Participant, Session
from balai.activities.plans import Counted, Day, Plan, SaidOfPhoto, Told
from balai.activities.rules.photos import NOBODY
from balai.registry.models import Region

_FILE = Path(__file__).resolve().parent.parent / "demo" / "sessions.toml"


@transaction.atomic
def load_demo_sessions(*, now: datetime) -> int:
    """Write the invented sessions down, once; count them."""
    with _FILE.open("rb") as file:
        said = tomllib.load(file)
    codes = [row["code"] for row in said["village"]]
    villages = {one.code: one for one in Region.objects.filter(code__in=codes)}
    people = {
        row["code"]: _people(row, villages[row["code"]], now=now)
        for row in said["village"]
        if row["code"] in villages
    }
    rows = [row for row in said["session"] if row["village"] in villages]
    for row in rows:
        _session(row, villages[row["village"]], *people[row["village"]], now=now)
    return len(rows)


def _people(
    row: Mapping[str, Any], village: Region, *, now: datetime
) -> tuple[list[Participant], list[Participant]]:
    women, men = (
        [
            write_participant(
                name,
                Told(sex=sex),
                village=village,
                how=Agreeing.SPOKEN,
                proof="contoh",
                by=None,
                now=now,
                key=_key("participant", village.code, name),
                example=True,
            )
            for name in row[many]
        ]
        for many, sex in (("women", "woman"), ("men", "man"))
    )
    return women, men


def _session(
    row: Mapping[str, Any],
    village: Region,
    women: list[Participant],
    men: list[Participant],
    *,
    now: datetime,
) -> None:
    key = _key("session", row["village"], row["topic"])
    if Session.objects.filter(key=key).exists():
        return
    starts_at, ends_at = (_moment(row, name, now=now) for name in ("from", "until"))
    plan = Plan(
        kind=row["kind"],
        topic=row["topic"],
        village=village,
        starts_at=starts_at,
        ends_at=ends_at,
        audience=Audience.PUBLIC,
        about=row.get("about", ""),
        pillar=row.get("pillar", ""),
        place=row.get("place", ""),
    )
    session = plan_session(plan, by=None, now=now, key=key, example=True)
    for one in row.get("photos", ()):
        sent = (_FILE.parent / one["file"]).read_bytes()
        add_photo(session, sent, SaidOfPhoto(one["alt"], NOBODY), by=None, now=now)
    if why := row.get("cancelled"):
        cancel_session(session, why=why, by=None, now=now)
    if came := row.get("came"):
        present = [one.key for one in (*women[: came[0]], *men[: came[1]])]
        take_attendance(session, Marks(came=present), by=None, now=now, key=uuid5(key, "came"))
        counted = Counted(**row["counted"])
        count_heads(session, counted, by=None, now=now, key=uuid5(key, "counted"))
        words = ("power", "internet", "cost", "cost_source")
        day = Day(
            began_at=starts_at,
            ended_at=ends_at,
            **{name: row[name] for name in words if name in row},
        )
        tell_the_day(session, day, by=None, now=now)


def _moment(row: Mapping[str, Any], name: str, *, now: datetime) -> datetime:
    day = timezone.localdate(now) + timedelta(days=row["days"])
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(row[name])))


def _key(*words: str) -> UUID:
    return uuid5(NAMESPACE_URL, ":".join(("balai:demo", *words)))
