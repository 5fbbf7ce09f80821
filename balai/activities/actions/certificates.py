"""Certificates are issued and revoked here, and signed so that anybody can check them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop, override

from balai.accounts.models import Person
from balai.activities import permissions
from balai.activities.errors import (
    CertificateRevoked,
    CourseNotFinished,
    MayNotRevoke,
    NoNames,
    SentByAnother,
)
from balai.activities.events import CertificateIssued
from balai.activities.models import BadgeKey, Certificate, Course, Enrolment, Issue, Session
from balai.activities.queries.certificates import addresses, issuer
from balai.activities.rules import badges
from balai.core import audit, events
from balai.core.freshness import content_changed
from balai.core.tasks import later
from balai.core.tokens import new_code

NUMBER_LENGTH = 12
MOST_NAMES = 200
LONGEST_NAME = 120
_READ_AND_PASSED = gettext_noop("All lessons of the course were read and its quiz was passed.")
_TOOK_PART = gettext_noop("Took part in the training.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """What a certificate says was learned, and what for."""

    title: str
    title_en: str
    criteria: str
    address: str


@transaction.atomic
def claim_certificate(
    enrolment: Enrolment, *, by: Person, now: datetime, shows_name: bool
) -> Certificate:
    """Issue the certificate of a course to whoever finished it. Asked again, it is the same.

    `shows_name`: they agree that everybody who knows its number reads their name. Raises
    CourseNotFinished; then nothing is written.
    """
    if enrolment.person_id != by.pk or enrolment.finished_at is None:
        raise CourseNotFinished
    version = enrolment.version
    standing = Certificate.objects.filter(person=by, version=version, revoked_at__isnull=True)
    if had_before := standing.first():
        return had_before
    earned = Earned(
        title=version.title,
        title_en=version.title_en,
        criteria=_in_indonesian(_READ_AND_PASSED),
        address=f"{_whole(version.course)}#v{version.number}",
    )
    made = Certificate(name=by.name, person=by, version=version, issued_by=by)
    made.name_agreed_at = now if shows_name else None
    try:
        with transaction.atomic():
            return _issued(made, earned, by=by, now=now)
    except IntegrityError:
        # Two taps at once: only the constraint is right.
        return standing.get()


@transaction.atomic
def ask_for_certificates(  # noqa: PLR0913  (of which class, for whom, by whom, when)
    session: Session,
    names: Sequence[str],
    *,
    by: Person | None,
    now: datetime,
    request_key: UUID,
) -> Issue:
    """Ask for the certificates of a class; `make_certificates` makes them. Once for each key.

    `by` is None for the system itself. Raises MayNotKeepTheList, GuestsMayNot, NoNames or
    SentByAnother; then nothing is written.
    """
    if by is not None:
        permissions.check_leads(by, session)
        permissions.check_hosts(by, session)
    if sent_before := _asked_as(request_key, by=by):
        return sent_before
    named = [" ".join(name.split())[:LONGEST_NAME] for name in names if name.strip()]
    named = list(dict.fromkeys(named))[:MOST_NAMES]
    if not named:
        raise NoNames
    try:
        with transaction.atomic():
            issue = Issue.objects.create(
                request_key=request_key,
                session=session,
                asked_by=by,
                asked_at=now,
                names=named,
                total=len(named),
            )
    except IntegrityError as clash:
        # Only the constraint is right when one form arrives twice at once.
        if twin := _asked_as(request_key, by=by):
            return twin
        raise SentByAnother from clash
    code = session.village.code
    audit.record("activities.certificates_asked", target=issue, by=by, now=now, area_code=code)
    make_issue.enqueue(issue.pk)
    return issue


def _asked_as(request_key: UUID, *, by: Person | None) -> Issue | None:
    found = Issue.objects.filter(request_key=request_key).first()
    if found is not None and found.asked_by_id != (by.pk if by else None):
        raise SentByAnother
    return found


@later
def make_issue(issue_pk: int) -> None:
    make_certificates(Issue.objects.get(pk=issue_pk), now=timezone.now())


def make_certificates(issue: Issue, *, now: datetime) -> int:
    """Make those that are not made yet, each in a transaction of its own. Safe to repeat."""
    made = set(issue.certificates.values_list("place", flat=True))
    waiting = [
        (place, name) for place, name in enumerate(issue.names) if name and place not in made
    ]
    for place, name in waiting:
        _make_one(issue, place, name, now=now)
    Issue.objects.filter(pk=issue.pk).update(names=[])
    return len(waiting)


def _make_one(issue: Issue, place: int, name: str, *, now: datetime) -> None:
    session = issue.session
    earned = Earned(
        title=session.topic,
        title_en="",
        criteria=_in_indonesian(_TOOK_PART),
        address=_whole(session),
    )
    made = Certificate(
        name=name,
        session=session,
        issue=issue,
        place=place,
        area_code=session.village.code,
        issued_by=issue.asked_by,
        example=session.example,
    )
    try:
        with transaction.atomic():
            _issued(made, earned, by=issue.asked_by, now=now)
    except IntegrityError:
        # Another worker made it at the same moment.
        return


def _issued(made: Certificate, earned: Earned, *, by: Person | None, now: datetime) -> Certificate:
    key = badges.SigningKey.of_secret(settings.BADGE_KEY)
    made.key, _is_new = BadgeKey.objects.get_or_create(public=key.public, defaults={"since": now})
    made.number, made.holder, made.issued_at = new_code(NUMBER_LENGTH), uuid4(), now
    made.title, made.title_en = earned.title, earned.title_en
    where = addresses()
    said = badges.credential(
        address=_whole(made),
        holder=made.holder,
        achievement=badges.Achievement(
            address=earned.address,
            name=earned.title,
            description=earned.criteria,
            criteria=earned.criteria,
        ),
        issuer=issuer(where),
        addresses=where,
        issued_at=now,
    )
    made.badge = badges.signed(said, key, keys_address=where.keys)
    made.save(force_insert=True)
    code = made.area_code
    audit.record("activities.certificate_issued", target=made, by=by, now=now, area_code=code)
    events.publish(
        CertificateIssued(
            made.pk,
            village_code=code,
            session_pk=made.session_id,
            course=made.version.course.slug if made.version else "",
            at=now,
            example=made.example,
        )
    )
    content_changed()
    return made


@transaction.atomic
def revoke_certificate(made: Certificate, *, why: str, by: Person, now: datetime) -> None:
    """Revoke a certificate for good: its page and the list of the revoked say so at once.

    Raises MayNotRevoke or CertificateRevoked; then nothing is written.
    """
    if not permissions.may_revoke(by, made):
        raise MayNotRevoke
    standing = Certificate.objects.filter(pk=made.pk, revoked_at__isnull=True)
    if not standing.update(revoked_at=now, revoked_by=by, revoked_why=why):
        raise CertificateRevoked
    made.refresh_from_db()
    code = made.area_code
    audit.record("activities.certificate_revoked", target=made, by=by, now=now, area_code=code)
    content_changed()


@transaction.atomic
def show_name(made: Certificate, *, is_shown: bool, by: Person, now: datetime) -> None:
    """Show one's name to everybody who knows the number, or hide it again.

    Raises MayNotRevoke where it is not theirs.
    """
    if made.person_id != by.pk:
        raise MayNotRevoke
    made.name_agreed_at = now if is_shown else None
    made.save(update_fields=["name_agreed_at"])
    act = "activities.certificate_name_shown" if is_shown else "activities.certificate_name_hidden"
    audit.record(act, target=made, by=by, now=now)
    content_changed()


def _whole(thing: Certificate | Course | Session) -> str:
    """Name a thing by the Indonesian address of its page, whoever asks in what language."""
    with override("id"):
        return f"{settings.SITE_URL}{thing.get_absolute_url()}"


def _in_indonesian(msgid: str) -> str:
    """A credential is written once, in the language of the province."""
    with override("id"):
        return gettext(msgid)
