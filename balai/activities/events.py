"""What activities announce."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SessionPlanned:
    """A session stands in the plan, or it was changed: moved, put off, called off."""

    session_pk: int
    village_code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionHeld:
    """A session took place. Said again, the newer counts."""

    session_pk: int
    village_code: str
    kind: str
    pillar: str
    began_at: datetime
    ended_at: datetime
    at: datetime
    example: bool


@dataclass(frozen=True, slots=True)
class AttendanceTaken:
    """Who came was said, or said otherwise: how many there are now, by name and without."""

    session_pk: int
    village_code: str
    named_count: int
    unnamed_count: int
    at: datetime
    example: bool


@dataclass(frozen=True, slots=True)
class CertificateIssued:
    """Somebody got a certificate, for a course or for a session; the other is empty."""

    certificate_pk: int
    village_code: str
    session_pk: int | None
    course: str
    at: datetime
    example: bool


@dataclass(frozen=True, slots=True)
class CheckCompleted:
    """The literacy check of a class is over: how many were checked, and reached the mark.

    `literate_counts` says it for each pillar by itself; nobody is named.
    """

    check_pk: int
    session_pk: int
    village_code: str
    checked_count: int
    literate_count: int
    literate_counts: tuple[tuple[str, int], ...]
    at: datetime
    example: bool
