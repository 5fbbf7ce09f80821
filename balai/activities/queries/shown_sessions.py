"""Sessions as others may know them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.utils.translation import gettext as _

from balai.activities.models import Session, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSession:
    """A session as everybody may see it."""

    number: int
    key: UUID
    url: str
    title: str
    kind: str
    kind_name: str
    pillar: str
    about: str
    place: str
    village_code: str
    village: str
    regency_code: str
    starts_at: datetime
    ends_at: datetime
    status: str
    status_name: str
    sequence: int
    changed_at: datetime
    is_public: bool
    example: bool
    # The secret address at the door; empty in what everybody sees.
    door_url: str = ""

    @classmethod
    def of(cls, session: Session, *, door_url: str = "") -> Self:
        """Say what is known of a session whose village is loaded."""
        part = _("Session %(part)s") % {"part": session.part}
        return cls(
            number=session.pk,
            key=session.key,
            url=session.get_absolute_url(),
            title=session.topic if session.part == 1 else f"{session.topic} · {part}",
            kind=session.kind,
            kind_name=str(session.get_kind_display()),
            pillar=str(session.get_pillar_display()) if session.pillar else "",
            about=session.about,
            place=session.place,
            village_code=session.village.code,
            village=session.village.called,
            regency_code=session.village.regency_code,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            status=session.status,
            status_name=str(session.get_status_display()),
            sequence=session.sequence,
            changed_at=session.changed_at,
            is_public=session.audience == "public",
            example=session.example,
            door_url=door_url,
        )

    @property
    def is_called_off(self) -> bool:
        return self.status in {Status.CANCELLED, Status.POSTPONED}
