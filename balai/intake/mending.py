"""What a person does about something that waits: decide, hand over, put aside, run again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from balai.core import audit
from balai.intake.actions.keeping import Head, keep
from balai.intake.current import Current
from balai.intake.models import Receipt, State
from balai.intake.replaying import current_of
from balai.intake.rules.contents import Content
from balai.intake.rules.merging import Merged
from balai.intake.running import merged_with
from balai.intake.sending import BASE, KEY, VERSION

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Side:
    """One field that two people changed: how each has it, as a person reads it."""

    name: str
    label: str
    was: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Both:
    """A record as it is now beside what was sent."""

    current: Current
    merged: Merged

    @property
    def version(self) -> int:
        return self.current.version

    @property
    def sides(self) -> list[Side]:
        say = self.current.say
        return [
            Side(
                one.name,
                self.current.labels.get(one.name, one.name),
                say(one.name, one.was),
                say(one.name, one.theirs),
                say(one.name, one.mine),
            )
            for one in self.merged.clashes
        ]


def readable(content: Content) -> list[tuple[str, str]]:
    """List what somebody typed, without what the form says about itself."""
    return [
        (name, ", ".join(filter(None, values)))
        for name, values in content.fields.items()
        if not name.startswith("request_") and any(values)
    ]


def both_of(receipt: Receipt) -> Both | None:
    """Set what was sent beside what is there now; None where there is nothing to set it beside."""
    current = current_of(receipt)
    if current is None:
        return None
    return Both(current, merged_with(current, receipt.content.fields))


def decided(
    receipt: Receipt, both: Both, choices: Mapping[str, str], *, key: UUID, now: datetime
) -> Receipt:
    """Keep what somebody decided as a new request, which replaces the one that waited.

    What is not chosen stays as others wrote it. Run it with `replay`; should the record
    have changed once more, it waits for another decision.
    """
    sent = receipt.content.fields
    chosen = {
        clash.name: clash.mine if choices.get(clash.name) == MINE else clash.theirs
        for clash in both.merged.clashes
    }
    base = json.dumps(both.current.values, ensure_ascii=False)
    about = {KEY: [str(key)], VERSION: [str(both.version)], BASE: [base]}
    content = receipt.content.with_fields(sent | both.merged.values | chosen | about)
    return keep(
        Head(
            key=key,
            route=receipt.route,
            path=receipt.path,
            language=receipt.language,
            page=receipt.page,
            title=receipt.title,
            area_code=receipt.area_code,
            device_at=receipt.device_at,
            fixes=(receipt.key,),
        ),
        content,
        sender=receipt.sender_number,
        now=now,
    )


@transaction.atomic
def hand_over(receipt: Receipt, *, by: models.Model, now: datetime) -> None:
    """Ask the officers of its area to see to it."""
    waiting = Receipt.objects.waiting().filter(pk=receipt.pk, handed_over_at__isnull=True)
    if waiting.update(handed_over_at=now):
        _record("intake.handed_over", receipt, by=by, now=now)


@transaction.atomic
def put_aside(receipt: Receipt, *, by: models.Model, now: datetime) -> None:
    """Say that it is not needed any more, for instance because it was entered by hand."""
    sentence = _("Put aside: it is not needed any more.")
    waiting = Receipt.objects.waiting().filter(pk=receipt.pk)
    if waiting.update(state=State.DROPPED, decided_at=now, sentence=sentence):
        _record("intake.put_aside", receipt, by=by, now=now)


@transaction.atomic
def take_over(receipt: Receipt, *, by: models.Model, now: datetime) -> None:
    """Let what somebody else brought run with the rights of whoever wrote it."""
    if Receipt.objects.waiting().filter(pk=receipt.pk).update(brought_by_number=None):
        receipt.brought_by_number = None
        _record("intake.taken_over", receipt, by=by, now=now)


def _record(act: str, receipt: Receipt, **about: Any) -> None:
    audit.record(act, target=receipt, area_code=receipt.area_code, **about)
