"""What is done about receipts without anybody asking."""

from django.utils import timezone

from balai.core.tasks import daily, each_minute, later
from balai.intake.actions.purging import purge_bodies
from balai.intake.models import Receipt
from balai.intake.replaying import begin_replays, replay


@later
def replay_kept(number: int) -> None:
    """Run what a crash left behind; tried again like any task, then left for a person."""
    replay(Receipt.objects.get(pk=number))


@each_minute
def look_for_kept() -> None:
    for receipt in begin_replays(now=timezone.now()):
        replay_kept.enqueue(receipt.pk)


@daily
def purge_old_bodies() -> None:
    purge_bodies(now=timezone.now())
