"""Plain functions that make sessions and what belongs to them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from balai.accounts.consent_texts import text_now
from balai.accounts.consenting import ATTENDANCE, PARTICIPANT, new_key
from balai.accounts.models import ConsentText
from balai.activities.kept import lesson_shelves, shelves
from balai.activities.models import (
    BadgeKey,
    Certificate,
    CheckItem,
    CheckQuestion,
    Course,
    CourseVersion,
    ItemVersion,
    Lesson,
    LessonPicture,
    LiteracyCheck,
    Participant,
    Session,
    SessionPhoto,
)
from balai.core.freshness import content_changed
from tests.factories import NOON, make_consent, make_giver, make_person, make_region


def make_session(topic: str = "Foto dan harga jujur", **fields: Any) -> Session:
    """Make a session of Merasa that everybody may come to, by default from noon for two hours."""
    starts_at = fields.pop("starts_at", NOON)
    return Session.objects.create(
        **{
            "key": uuid4(),
            "kind": "training",
            "topic": topic,
            "village": fields.pop("village", None) or make_region(),
            "audience": "public",
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=2),
            "planned_at": NOON,
            "changed_at": NOON,
            **fields,
        }
    )


def make_session_photo(session: Session, *, key: str = "c" * 32, **fields: Any) -> SessionPhoto:
    """Put up a photo of a session in which nobody can be recognised; its files say their names.

    They go where settings.MEDIA_ROOT says: make that a folder of the test's own.
    """
    photo = SessionPhoto.objects.create(
        **{
            "session": session,
            "key": key,
            "digest": key,
            "position": session.photos.standing().count(),
            "alt": "Ibu-ibu menimbang kakao di balai desa",
            "recognisable": "nobody",
            "said_at": NOON,
            "added_at": NOON,
            "width": 960,
            "height": 720,
            "widths": [160, 320, 480, 960],
            "developed_at": NOON,
            **fields,
        }
    )
    names = [f"{width}.avif" for width in photo.widths]
    names += ["960.webp", "960.jpg", "thumb.avif", "thumb.jpg"]
    shelves.keep(key, {name: f"{key} {name}".encode() for name in names})
    content_changed()
    return photo


def make_participant(name: str = "Dayang Rinai", **fields: Any) -> Participant:
    """Make somebody who agreed to stand on the lists of Merasa."""
    village = fields.pop("village", None) or make_region()
    last = Participant.objects.filter(village=village).count()
    giver = make_giver(name, key=new_key(), area_code=village.code)
    participant = Participant.objects.create(
        **{
            "key": uuid4(),
            "giver": giver,
            "village": village,
            "number": last + 1,
            "agreed_at": NOON,
            "written_at": NOON,
            **fields,
        }
    )
    text = ConsentText.objects.get_or_create(
        purpose=ATTENDANCE,
        version=1,
        language="id",
        defaults={"words": text_now(ATTENDANCE, "id").words},
    )[0]
    make_consent(
        giver, purpose=ATTENDANCE, thing=PARTICIPANT, thing_number=participant.pk, text=text
    )
    return participant


def make_course(slug: str = "keamanan", *, lessons: int = 1) -> Course:
    """Make a published course: short lessons, and a quiz of one question."""
    course = Course.objects.create(slug=slug, pillar="safety")
    version = CourseVersion.objects.create(
        course=course,
        number=1,
        title="Aman memakai HP",
        quiz="Benar? {T}",
        written_at=NOON,
        published_at=NOON,
    )
    for number in range(1, lessons + 1):
        Lesson.objects.create(
            version=version, number=number, title=f"Pelajaran {number}", words="Kunci HP Anda."
        )
    course.current = version
    course.save()
    return course


def make_lesson_picture(
    course: Course, name: str = "panen", *, key: str = "f" * 32, **fields: Any
) -> LessonPicture:
    """Bring a picture that a lesson shows; its files say their names."""
    picture = LessonPicture.objects.create(
        **{
            "course": course,
            "name": name,
            "key": key,
            "digest": key,
            "width": 960,
            "height": 720,
            "widths": [160, 320, 480, 960],
            "added_by": make_person("Ratna"),
            "added_at": NOON,
            "shown_at": NOON,
            **fields,
        }
    )
    names = [f"{width}.{ending}" for width in picture.widths for ending in ("avif", "webp")]
    names += ["960.jpg", "thumb.avif", "thumb.jpg"]
    lesson_shelves.keep(key, {file: f"{key} {file}".encode() for file in names})
    return picture


def make_certificate(session: Session, number: str = "7K2M9QXR4TVB", **fields: Any) -> Certificate:
    """Make the certificate of somebody who came to a session; its badge is signed by nobody."""
    key = BadgeKey.objects.get_or_create(public="made-up", defaults={"since": NOON})[0]
    return Certificate.objects.create(
        number=number,
        holder=uuid4(),
        name="Dayang Sari",
        session=session,
        title=session.topic,
        area_code=session.village.code,
        issued_at=NOON,
        badge="a.b.c",
        key=key,
        **fields,
    )


def make_item(slug: str, pillar: str, *, points: tuple[int, ...] = (2, 1, 0)) -> ItemVersion:
    """Make an item with its first version; the first of its options is the best."""
    item = CheckItem.objects.create(slug=slug, pillar=pillar, place=CheckItem.objects.count())
    return ItemVersion.objects.create(
        item=item,
        number=1,
        question=f"Apa yang Anda lakukan dengan {slug}?",
        options=[[f"pilihan {place}", f"option {place}"] for place in range(len(points))],
        points=list(points),
        why="Karena begitu.",
        written_at=NOON,
    )


def make_check(session: Session, code: str = "ABC234", **fields: Any) -> LiteracyCheck:
    """Make the check of a session, with an item of each pillar where none are there."""
    if not CheckItem.objects.exists():
        for pillar in ("skills", "ethics", "safety", "culture"):
            make_item(pillar, pillar)
    made = LiteracyCheck.objects.create(session=session, code=code, prepared_at=NOON, **fields)
    versions = ItemVersion.objects.order_by("item__place", "-number")
    CheckQuestion.objects.bulk_create(
        CheckQuestion(check_of=made, number=number, version=version)
        for number, version in enumerate(versions, 1)
    )
    return made
