"""A listing or picture opens to everyone, and closes, as its community's protocol says.

Rows bear what holds now, so that lists stay one index range: closed or open, and until
when. The day that closes is asked with every read; the day that opens waits for us.
"""

from datetime import date, datetime, time

from django.db import transaction
from django.db.models import F, Min
from django.utils import timezone

from balai.catalogue.actions.shown import appear, vanish
from balai.catalogue.models import Listing, Picture, Protocol
from balai.catalogue.rules.protocols import next_change
from balai.core.freshness import content_changed, content_lasts_until

_AT_ONCE = 100


def settle(protocol: Protocol, *, now: datetime) -> None:
    """Open or close what a protocol is of, in the caller's transaction.

    It is open while all who keep it let everyone in.
    """
    protocol.refresh_from_db()
    said, today = protocol.in_force, timezone.localdate(now)
    protocol.changes_at = _midnight(next_change(said, today=today))
    # Of this one alone: whoever decides for another holds its row, and waits for the thing.
    protocol.save(update_fields=["changes_at"])
    _lock(protocol)
    standing = list(Protocol.objects.standing().of_thing(protocol))
    _tell_when_content_lapses()
    is_open = all(one.in_force.is_open(today) for one in standing)
    changes = [one.changes_at for one in standing if one.changes_at is not None]
    until = min(changes, default=None) if is_open else None
    if protocol.listing is not None:
        _settle_listing(protocol.listing, is_open=is_open, until=until, now=now)
    elif protocol.picture is not None:
        _settle_picture(protocol.picture, is_open=is_open, until=until, now=now)


def _lock(protocol: Protocol) -> None:
    """Let those who decide at once about one thing, each for a community, read one another."""
    if protocol.listing_id is not None:
        Listing.objects.filter(pk=protocol.listing_id).update(closed_at=F("closed_at"))
    if protocol.picture_id is not None:
        Picture.objects.filter(pk=protocol.picture_id).update(closed_at=F("closed_at"))


def settle_due(*, now: datetime, most: int = _AT_ONCE) -> int:
    """Count what a season has opened or closed, and do so. What closes comes first."""
    due = Protocol.objects.filter(changes_at__lte=now).order_by("changes_at", "pk")
    done = 0
    for protocol in due[:most]:
        with transaction.atomic():
            # Taken by one of two who come at once; the other finds nothing.
            if due.filter(pk=protocol.pk).update(changes_at=None):
                settle(protocol, now=now)
                done += 1
    return done


def _settle_listing(
    listing: Listing, *, is_open: bool, until: datetime | None, now: datetime
) -> None:
    row = Listing.objects.filter(pk=listing.pk)
    if is_open:
        has_changed = row.filter(closed_at__isnull=False).update(closed_at=None, open_until=until)
        row.update(open_until=until)
    else:
        has_changed = row.filter(closed_at__isnull=True).update(closed_at=now, open_until=None)
    # Asked after the row was written: whoever publishes or withdraws it does so before or after.
    if has_changed and row.standing().exists():
        (appear if is_open else vanish)(listing)


def _settle_picture(
    picture: Picture, *, is_open: bool, until: datetime | None, now: datetime
) -> None:
    row = Picture.objects.filter(pk=picture.pk)
    if is_open:
        row.filter(closed_at__isnull=False).update(closed_at=None)
        row.update(open_until=until)
    else:
        row.filter(closed_at__isnull=True).update(closed_at=now, open_until=None)
    content_changed()


def _tell_when_content_lapses() -> None:
    first = Protocol.objects.aggregate(first=Min("changes_at"))["first"]
    content_lasts_until(first)


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else timezone.make_aware(datetime.combine(day, time()))
