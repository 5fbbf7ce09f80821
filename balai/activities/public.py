"""What other apps may know of activities: functions, and values that nobody changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from balai.accounts.models import Person
from balai.accounts.rules import Right
from balai.accounts.visitors import VISITOR, Viewer
from balai.activities import permissions
from balai.activities.actions import checks as check_actions
from balai.activities.actions import demo, demo_learning, guests
from balai.activities.actions.developing import seal_photos_again as seal_photos_again
from balai.activities.errors import CheckNotOpen
from balai.activities.kept import lesson_shelves, shelves
from balai.activities.models import (
    GuestInvitation,
    LessonPicture,
    Session,
    SessionPhoto,
    SessionQuerySet,
    Sheet,
)
from balai.activities.queries import (
    calendars,
    certificates,
    checks,
    learning,
    participants,
    photos,
    quizzes,
    recordings,
)
from balai.activities.queries import roster as queries_of_roster
from balai.activities.queries import sessions as queries
from balai.activities.queries.certificates import PrintedCertificate as PrintedCertificate
from balai.activities.queries.certificates import ShownCertificate as ShownCertificate
from balai.activities.queries.checks import CheckPaper as CheckPaper
from balai.activities.queries.checks import OpenCheck as OpenCheck
from balai.activities.queries.checks import ShownItem as ShownItem
from balai.activities.queries.doors import door_address
from balai.activities.queries.learning import ShownCourse as ShownCourse
from balai.activities.queries.learning import ShownLesson as ShownLesson
from balai.activities.queries.photos import ShownSessionPhoto as ShownSessionPhoto
from balai.activities.queries.quizzes import ShownQuestion as ShownQuestion
from balai.activities.queries.shown_sessions import ShownSession as ShownSession
from balai.activities.recordings import Pieces
from balai.activities.recordings import Recording as Recording
from balai.activities.rules import OFFICERS, PLANNERS, SHOWN_FOR
from balai.core.tokens import hash_of
from balai.photos.files import PictureFile

# As many as a phone takes at once.
_MOST = 500


def public_sessions(*, now: datetime, within: str = "", most: int = 60) -> list[ShownSession]:
    """List what everybody may come to, the next first; `within` is the code of an area."""
    coming = Session.objects.public().ending_after(now - SHOWN_FOR).order_by("starts_at", "pk")
    return _shown(coming.filter(village__code__within=within) if within else coming, most=most)


def public_session(number: int) -> ShownSession | None:
    """Find one that everybody may see, also when it is over or was called off."""
    found = Session.objects.public().filter(pk=number)
    return next(iter(_shown(found, most=1)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownInvitation:
    """An invitation to lead one session, as whoever opens its link sees it."""

    number: int
    session: ShownSession
    made_by: Person
    meant_for: str
    expires_at: datetime


def guest_invitation(token: str, *, now: datetime) -> ShownInvitation:
    """Find the invitation behind a link. Raises InvitationGone."""
    found = guests.open_invitation(token, now=now)
    return ShownInvitation(
        number=found.pk,
        session=ShownSession.of(found.session),
        made_by=found.made_by,
        meant_for=found.meant_for,
        expires_at=found.expires_at,
    )


def lead_as_guest(token: str, *, by: Person, now: datetime) -> None:
    """Let somebody lead the session that a link invites to.

    Raises InvitationGone or LeadsAlready.
    """
    guests.take_invitation(guests.open_invitation(token, now=now), by=by, now=now)


def led_by_token(person: Viewer, token: str) -> int | None:
    """Tell which session somebody came to lead by this link."""
    taken = GuestInvitation.objects.standing().filter(token_hash=hash_of(token))
    return taken.filter(taken_by=person.pk).values_list("session", flat=True).first()


def why_called_off(number: int) -> str:
    """Say why a session was last put off or called off."""
    return queries.why_called_off(number)


def photos_of_session(number: int) -> list[ShownSessionPhoto]:
    """List the photos of a session that everybody may see."""
    return photos.photos_of(VISITOR, number)


def sees_photo(person: Viewer, key: str) -> bool:
    """Tell whether somebody may see a photo of a session, at this moment."""
    return SessionPhoto.objects.visible_to(person).filter(key=key).exclude(key="").exists()


def read_photo(file: PictureFile) -> bytes:
    """Read a file of a photo, once you know that whoever wants it sees the photo.

    Raises FileNotFoundError.
    """
    return shelves.read(file)


def sees_lesson_picture(person: Viewer, key: str) -> bool:
    """Tell whether somebody may see a picture of a lesson, at this moment."""
    return LessonPicture.objects.visible_to(person).filter(key=key).exists()


def read_lesson_picture(file: PictureFile) -> bytes:
    """Read a file of a picture, once you know that whoever wants it sees the picture.

    Raises FileNotFoundError.
    """
    return lesson_shelves.read(file)


def sessions_of_today(person: Viewer, *, now: datetime) -> list[ShownSession]:
    """List what somebody has to lead or look after today."""
    return [ShownSession.of(one) for one in queries.sessions_of_today(person, now=now)]


def works_on_sessions(person: Viewer, rights: Iterable[Right]) -> bool:
    """Tell whether somebody plans sessions, watches an area's, or leads one."""
    return any(right.kind in PLANNERS | OFFICERS for right in rights) or queries.waits_for(person)


def _shown(sessions: SessionQuerySet, *, most: int) -> list[ShownSession]:
    return [ShownSession.of(one) for one in sessions.select_related("village")[:most]]


def sessions_in_village(code: str, *, now: datetime) -> list[ShownSession]:
    """List what stands in the calendar of a village, called off or not."""
    return _shown(calendars.calendar_of_village(code, now=now), most=_MOST)


def sessions_by_link(token: str, *, now: datetime) -> list[ShownSession] | None:
    """List what concerns whose secret link this is; None where it is nobody's."""
    person = calendars.person_with_link(token)
    if person is None:
        return None
    return _shown(calendars.calendar_of_person(person, now=now), most=_MOST)


def led_session(person: Viewer, number: int) -> ShownSession | None:
    """Find one that somebody works on, with the address at its door."""
    own = Session.objects.worked_on_by(person).select_related("village")
    found = own.filter(pk=number).first()
    return ShownSession.of(found, door_url=door_address(found)) if found else None


def people_for_sheet(person: Viewer, number: int, *, now: datetime) -> list[tuple[int, str]]:
    """Name those who are printed on the sheet of a session, each with her number."""
    return queries_of_roster.people_for_sheet(person, number, now=now)


def villages_of_participants(numbers: Iterable[int]) -> dict[int, str]:
    """Name the villages on whose lists these participants stand. One query, or none."""
    return participants.villages_of_participants(numbers)


def held_about(person: Person) -> list[dict[str, str | datetime | None]]:
    """Gather what is held of somebody with an account: lists, sessions attended and led."""
    return participants.held_about(person)


def load_demo_sessions(*, now: datetime) -> int:
    """Write invented sessions and people down, for who tries Balai out; count the sessions."""
    count = demo.load_demo_sessions(now=now)
    demo_learning.load_demo_learning(now=now)
    return count


def writes_courses(person: Viewer) -> bool:
    """Tell whether somebody writes courses for the whole province."""
    return permissions.may_write_courses(person)


def open_courses(person: Viewer) -> list[ShownCourse]:
    """List the courses that everybody may read, and how far somebody is in each."""
    return learning.open_courses(person)


def read_course(slug: str, person: Viewer) -> ShownCourse | None:
    """Find a course in the version that somebody reads."""
    found = learning.course_for(slug, person)
    return found.shown if found else None


def read_lesson(slug: str, number: int, person: Viewer) -> tuple[ShownCourse, ShownLesson] | None:
    """Find a lesson with its course."""
    found = learning.course_for(slug, person)
    lesson = learning.shown_lesson(found, number) if found else None
    return (found.shown, lesson) if found and lesson else None


def recordings_of_course(slug: str, person: Viewer) -> list[Recording]:
    """List the sounds of the lessons that somebody reads, in their language."""
    found = learning.course_for(slug, person)
    names = recordings.recordings_of(found.version) if found else []
    return [one for name in names if (one := Recording.named(name))]


def is_heard_by_all(recording: Recording) -> bool:
    """Tell whether a sound belongs to what everybody may read just now."""
    return recordings.is_heard_by_all(str(recording))


def may_hear(person: Viewer, recording: Recording) -> bool:
    """Tell whether somebody reads, or writes, a lesson that has this sound."""
    return recordings.may_hear(person, str(recording))


def recorded_pieces(recording: Recording, part: range) -> Pieces:
    """Read these bytes of a sound. Ask first whether they may be heard.

    Raises FileNotFoundError.
    """
    return Pieces(recording, part)


def read_quiz(
    slug: str, person: Viewer, given: Mapping[str, Sequence[str]] | None
) -> tuple[ShownCourse, list[ShownQuestion]] | None:
    """Find the quiz of a course; with answers, each is marked. Nothing is kept."""
    found = learning.course_for(slug, person)
    if found is None or not found.version.quiz:
        return None
    return found.shown, quizzes.shown_quiz(found.version, given)


def read_certificate(number: str) -> ShownCertificate | None:
    """Find a certificate by its number, however it was typed."""
    found = certificates.find_certificate(number)
    return certificates.shown_certificate(found) if found else None


def certificate_bears(number: str, name: str) -> bool:
    """Tell whether the name that stands on a paper is the one that was printed."""
    found = certificates.find_certificate(number)
    return found is not None and certificates.bears_name(found, name)


def certificate_to_print(number: str, person: Viewer) -> PrintedCertificate | None:
    """Find a certificate that somebody may have on paper."""
    return certificates.certificate_to_print(number, person)


def badge_issuer() -> dict[str, Any]:
    """Describe whoever issues, as badges name it."""
    return certificates.issuer_document()


def badge_keys() -> dict[str, Any]:
    """List every public key that ever signed a badge."""
    return certificates.keys_document()


def revoked_badges() -> dict[str, Any]:
    """List the badges that hold no longer."""
    return certificates.revoked_document()


def badge_of(number: str) -> str | None:
    """Find the signed credential of a certificate; it names nobody."""
    found = certificates.find_certificate(number)
    return found.badge if found else None


def check_by_code(code: str, *, asked: str = "") -> OpenCheck | None:
    """Find the literacy check of a class; what is asked only while it is open.

    `asked` is what a page of it carried: its answers may arrive after it was closed.
    """
    found = checks.find_check(code)
    return checks.open_check_of(found, asked=asked) if found else None


def answered_at(request_key: UUID) -> datetime | None:
    """Tell when the answers with this key were kept."""
    return Sheet.objects.filter(request_key=request_key).values_list("at", flat=True).first()


def answer_check(  # noqa: PLR0913  (of which check and time, who, what was picked, when)
    code: str,
    taker: int,
    picks: Mapping[int, int | None],
    *,
    now: datetime,
    request_key: UUID,
    asked: str = "",
) -> datetime:
    """Keep what somebody of a class answered; tells when it was kept.

    Raises CheckNotOpen, NumberTaken or SentByAnother.
    """
    found = checks.find_check(code)
    if found is None:
        raise CheckNotOpen
    time = checks.asked_time(found, asked)
    made = check_actions.answer_check(
        found, taker, picks, now=now, request_key=request_key, asked=time
    )
    return made.at


def check_paper(session_number: int, person: Viewer) -> CheckPaper | None:
    """Find the questions of a session as they are printed, for those who lead it."""
    return checks.check_paper(session_number, person)


def percent_of(questions: list[ShownQuestion]) -> int:
    """Tell how much of a hundred the marked questions gained."""
    return quizzes.percent_of(questions)
