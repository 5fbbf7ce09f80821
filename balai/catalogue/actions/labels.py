"""Labels are worded by a community and approved by a second member; offices add notices."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from balai.accounts.models import Person
from balai.catalogue import permissions
from balai.catalogue.errors import ApprovedByAnother, LabelNamedAlready, LabelSettled
from balai.catalogue.models import Label, Listing, Notice, Protocol
from balai.core import audit
from balai.core.freshness import content_changed
from balai.registry.models import Community
from balai.registry.permissions import check_is_member, check_speaks_for


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What a label says."""

    name: str
    text: str
    own_text: str = ""
    text_en: str = ""


@transaction.atomic
def write_label(community: Community, wording: Wording, *, by: Person, now: datetime) -> Label:
    """Word a label; nobody sees it until a second member approves.

    Raises NotOfTheCommunity, LabelNamedAlready or ValidationError; then nothing is written.
    """
    check_is_member(by, community)
    label = Label(community=community, written_at=now, written_by=by, **asdict(wording))
    label.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            label.save(force_insert=True)
    except IntegrityError as clash:
        # Only the constraint is right when two word one at once.
        raise LabelNamedAlready from clash
    _record("catalogue.label_written", label, by=by, now=now)
    return label


@transaction.atomic
def approve_label(label: Label, *, by: Person, now: datetime) -> None:
    """Approve a label as a second member.

    Raises NotOfTheCommunity, ApprovedByAnother or LabelSettled; then nothing is written.
    """
    check_is_member(by, label.community)
    if by.pk == label.written_by_id:
        raise ApprovedByAnother
    waiting = Label.objects.waiting().filter(pk=label.pk)
    if not waiting.update(approved_at=now, approved_by=by):
        raise LabelSettled
    content_changed()
    _record("catalogue.label_approved", label, by=by, now=now)


@transaction.atomic
def retire_label(label: Label, *, by: Person, now: datetime) -> None:
    """Take a label off everything that bears it. Raises MayNotSpeakForCommunity or LabelSettled."""
    check_speaks_for(by, label.community)
    if not Label.objects.filter(pk=label.pk, retired_at__isnull=True).update(retired_at=now):
        raise LabelSettled
    content_changed()
    _record("catalogue.label_retired", label, by=by, now=now)


@transaction.atomic
def put_labels(protocol: Protocol, labels: Iterable[Label], *, by: Person, now: datetime) -> None:
    """Say which of its labels a thing bears. Raises MayNotSpeakForCommunity."""
    check_speaks_for(by, protocol.community)
    own = Label.objects.standing().filter(community=protocol.community)
    protocol.labels.set(own.filter(pk__in=[label.pk for label in labels]))
    content_changed()
    audit.record(
        "catalogue.labels_put",
        target=protocol,
        by=by,
        now=now,
        area_code=protocol.concerned.village.code,
    )


@transaction.atomic
def set_notices(listing: Listing, kinds: Iterable[str], *, by: Person, now: datetime) -> None:
    """Say which notices stand beside a listing. Raises MayNotAddNotice; then nothing is written."""
    permissions.check_may_add_notice(by, listing)
    wanted, standing = set(kinds), Notice.objects.filter(listing=listing, removed_at__isnull=True)
    standing.exclude(kind__in=wanted).update(removed_at=now)
    for kind in sorted(wanted - set(standing.values_list("kind", flat=True))):
        Notice.objects.create(listing=listing, kind=kind, added_at=now, added_by=by)
    content_changed()
    audit.record(
        "catalogue.notices_set",
        target=listing,
        by=by,
        now=now,
        area_code=listing.village.code,
    )


def _record(act: str, label: Label, *, by: Person, now: datetime) -> None:
    code = label.community.villages.order_by("code").values_list("code", flat=True).first() or ""
    audit.record(act, target=label, by=by, now=now, area_code=code)
