"""What the literacy check asks: items are written anew as versions, never changed."""

import tomllib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import slugify

import balai.activities
from balai.accounts.models import Person
from balai.activities import permissions
from balai.activities.errors import ItemChangedMeanwhile, LastOfItsPillar, QuestionTaken
from balai.activities.models import CheckItem, ItemVersion
from balai.activities.plans import ItemTold
from balai.core import audit

ITEMS = Path(balai.activities.__file__).resolve().parent / "data" / "check_items.toml"


@transaction.atomic
def load_check_items(*, now: datetime, file: Path = ITEMS) -> int:
    """Write down each item that is new or asked otherwise; tells how many that was.

    An item that no longer stands in the file is asked no more. What people changed here
    since stays as they wrote it.
    """
    items = tomllib.loads(file.read_text("utf-8"))["item"]
    kept = [item["key"] for item in items]
    own = set(CheckItem.objects.filter(changed_by__isnull=False).values_list("slug", flat=True))
    left_out = CheckItem.objects.asked().filter(changed_by__isnull=True).exclude(slug__in=kept)
    left_out.update(retired_at=now)
    return sum(
        write_item(item, place=place, now=now)
        for place, item in enumerate(items)
        if item["key"] not in own
    )


@transaction.atomic
def write_item(said: dict[str, Any], *, place: int, now: datetime) -> bool:
    """Write an item that ships as a new version, unless it says the same already."""
    item, _is_new = CheckItem.objects.update_or_create(
        slug=said["key"],
        defaults={"pillar": said["pillar"], "place": place, "retired_at": None},
    )
    options: Sequence[Sequence[Any]] = said["options"]
    told = ItemTold(
        picture=said.get("picture", ""),
        question=said["question"],
        question_en=said["question_en"],
        options=tuple((option[0], option[1]) for option in options),
        points=tuple(option[2] for option in options),
        why=said.get("why", ""),
        why_en=said.get("why_en", ""),
    )
    last = item.versions.order_by("-number").first()
    if last is not None and told == ItemTold.of(last):
        return False
    _write_version(item, told, number=last.number + 1 if last else 1, by=None, now=now)
    return True


@transaction.atomic
def add_item(told: ItemTold, *, pillar: str, by: Person, now: datetime) -> CheckItem:
    """Ask something more in the checks that are prepared from now on.

    Raises MayNotWriteCourses or QuestionTaken; then nothing is written.
    """
    permissions.check_may_write_courses(by)
    slug = slugify(told.question)[:60].strip("-") or pillar
    last = CheckItem.objects.aggregate(last=Max("place"))["last"] or 0
    try:
        with transaction.atomic():
            item = CheckItem.objects.create(slug=slug, pillar=pillar, place=last + 1, changed_by=by)
    except IntegrityError as clash:
        raise QuestionTaken from clash
    _write_version(item, told, number=1, by=by, now=now)
    audit.record("activities.check_item_written", target=item, by=by, now=now)
    return item


@transaction.atomic
def ask_otherwise(
    item: CheckItem, told: ItemTold, *, seen: int, by: Person, now: datetime
) -> ItemVersion:
    """Ask an item otherwise from now on; what was asked before stays, and so do its scores.

    `seen` is the number of the version that whoever changes it saw. Told twice it is one
    version. Raises MayNotWriteCourses or ItemChangedMeanwhile; then nothing is written.
    """
    permissions.check_may_write_courses(by)
    last = item.versions.order_by("-number").first()
    if last is not None and told == ItemTold.of(last):
        return last
    if last is not None and last.number != seen:
        raise ItemChangedMeanwhile
    try:
        with transaction.atomic():
            made = _write_version(item, told, number=seen + 1, by=by, now=now)
    except IntegrityError as clash:
        # Only the constraint is right when two write at once.
        raise ItemChangedMeanwhile from clash
    CheckItem.objects.filter(pk=item.pk).update(changed_by=by)
    audit.record("activities.check_item_rewritten", target=item, by=by, now=now)
    return made


@transaction.atomic
def retire_item(item: CheckItem, *, by: Person, now: datetime) -> None:
    """Ask an item no more in new checks. Those that were prepared before go on asking it.

    Raises MayNotWriteCourses or LastOfItsPillar; then nothing is written.
    """
    permissions.check_may_write_courses(by)
    asked = CheckItem.objects.asked().filter(pillar=item.pillar).order_by("pk")
    standing = {one.pk for one in asked.select_for_update()}
    if item.pk not in standing:
        return
    if len(standing) == 1:
        raise LastOfItsPillar
    CheckItem.objects.filter(pk=item.pk).update(retired_at=now, changed_by=by)
    audit.record("activities.check_item_retired", target=item, by=by, now=now)


@transaction.atomic
def ask_again(item: CheckItem, *, by: Person, now: datetime) -> None:
    """Ask a retired item again in new checks. Raises MayNotWriteCourses."""
    permissions.check_may_write_courses(by)
    retired = CheckItem.objects.filter(pk=item.pk, retired_at__isnull=False)
    if retired.update(retired_at=None, changed_by=by):
        audit.record("activities.check_item_asked_again", target=item, by=by, now=now)


def _write_version(
    item: CheckItem, told: ItemTold, *, number: int, by: Person | None, now: datetime
) -> ItemVersion:
    return ItemVersion.objects.create(
        item=item, number=number, written_by=by, written_at=now, **told.as_kept()
    )
