"""Sessions, and who came to them."""

from balai.activities.models.attendance import (
    Attendance,
    AttendanceMark,
    HeadCount,
    How,
    attendance_key,
)
from balai.activities.models.calendars import CalendarLink
from balai.activities.models.participants import (
    FACTS,
    AgeBand,
    Disability,
    Occupation,
    Participant,
    ParticipantQuerySet,
    Sex,
)
from balai.activities.models.sessions import (
    Audience,
    CostSource,
    Internet,
    Pillar,
    Power,
    Series,
    Session,
    SessionChange,
    SessionKind,
    SessionQuerySet,
    Status,
)

__all__ = [
    "FACTS", "AgeBand", "Attendance", "AttendanceMark", "Audience", "CalendarLink",
    "CostSource", "Disability", "HeadCount", "How", "Internet", "Occupation", "Participant",
    "ParticipantQuerySet", "Pillar", "Power", "Series", "Session", "SessionChange",
    "SessionKind", "SessionQuerySet", "Sex", "Status", "attendance_key",
]  # fmt: skip
