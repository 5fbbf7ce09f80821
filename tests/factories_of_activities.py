"""Plain functions that make sessions and what belongs to them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from balai.accounts.consent_texts import text_now
from balai.accounts.consenting import ATTENDANCE, PARTICIPANT, new_key
from balai.accounts.models import ConsentText
from balai.activities.models import Participant, Session
from tests.factories import NOON, make_consent, make_giver, make_region


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
