"""Photos of sessions as pages show them."""

from dataclasses import dataclass
from typing import ClassVar

from balai.accounts.visitors import Viewer
from balai.activities.models import Session, SessionPhoto
from balai.activities.rules.photos import OPEN
from balai.photos.preparing import refusal_of
from balai.photos.shown import ShownPhoto


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSessionPhoto(ShownPhoto):
    """A photo of a session, with the addresses of its files."""

    BELOW: ClassVar[str] = "kegiatan/"

    # Whether whoever sees the session sees it, too.
    is_open: bool


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """A photo as those who lead its session see it: also one that waits, or could not be read."""

    row: SessionPhoto
    shown: ShownSessionPhoto | None
    why_not: str


def photos_of(person: Viewer, session_number: int) -> list[ShownSessionPhoto]:
    """List what somebody sees of a session in photos. One query beside the rights."""
    seen = SessionPhoto.objects.visible_to(person).developed().filter(session=session_number)
    return [_shown(one) for one in seen.in_order()]


def photos_to_keep(person: Viewer, session: Session) -> list[KeptPhoto]:
    """List all photos of a session for those who lead it."""
    seen = SessionPhoto.objects.visible_to(person).filter(session=session)
    return [kept_photo(one) for one in seen.in_order()]


def photos_not_there(person: Viewer, session: Session) -> list[KeptPhoto]:
    """List those that are still to be made ready, or could not be read, for those who lead."""
    led = SessionPhoto.objects.visible_to(person).filter(session=session)
    return [kept_photo(one) for one in led.filter(developed_at__isnull=True).in_order()]


def kept_photo(photo: SessionPhoto) -> KeptPhoto:
    why_not = str(refusal_of(photo.refusal)) if photo.refusal else ""
    return KeptPhoto(photo, _shown(photo) if photo.developed_at else None, why_not)


def _shown(photo: SessionPhoto) -> ShownSessionPhoto:
    return ShownSessionPhoto(
        is_open=photo.recognisable in OPEN,
        key=photo.key,
        alt=photo.alt,
        width=photo.width,
        height=photo.height,
        widths=tuple(photo.widths),
    )
