"""What the literacy check asks: items are written anew as versions, never changed."""

import tomllib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

import balai.activities
from balai.activities.models import CheckItem, ItemVersion

ITEMS = Path(balai.activities.__file__).resolve().parent / "data" / "check_items.toml"


@transaction.atomic
def load_check_items(*, now: datetime, file: Path = ITEMS) -> int:
    """Write down each item that is new or asked otherwise; tells how many that was.

    An item that no longer stands in the file is asked no more.
    """
    items = tomllib.loads(file.read_text("utf-8"))["item"]
    kept = [item["key"] for item in items]
    CheckItem.objects.exclude(slug__in=kept).filter(retired_at__isnull=True).update(retired_at=now)
    return sum(write_item(item, place=place, now=now) for place, item in enumerate(items))


@transaction.atomic
def write_item(said: dict[str, Any], *, place: int, now: datetime) -> bool:
    """Write an item as a new version, unless it says the same already."""
    item, _is_new = CheckItem.objects.update_or_create(
        slug=said["key"],
        defaults={"pillar": said["pillar"], "place": place, "retired_at": None},
    )
    options: Sequence[Sequence[Any]] = said["options"]
    words = {
        "picture": said.get("picture", ""),
        "question": said["question"],
        "question_en": said["question_en"],
        "options": [[option[0], option[1]] for option in options],
        "points": [option[2] for option in options],
        "why": said.get("why", ""),
        "why_en": said.get("why_en", ""),
    }
    last = item.versions.order_by("-number").first()
    if last is not None and words == {name: getattr(last, name) for name in words}:
        return False
    number = last.number + 1 if last else 1
    ItemVersion.objects.create(item=item, number=number, written_at=now, **words)
    return True
