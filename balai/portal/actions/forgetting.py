"""Somebody is forgotten as they asked, and what still names them is noted to be mended."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from balai.accounts.actions.places import note_places
from balai.accounts.actions.privacy import delete_as_asked
from balai.accounts.models import ConsentGiver, Person, PrivacyRequest
from balai.portal.queries.named import sought, things_naming


@transaction.atomic
def forget_as_asked(  # noqa: PLR0913  (what is theirs, and the two of every act)
    request: PrivacyRequest,
    *,
    people: Sequence[Person],
    givers: Sequence[ConsentGiver],
    messages: bool,
    by: Person,
    now: datetime,
) -> None:
    """Forget the one who asked, and note by its number what names them all the same.

    Names are read before they are emptied, and looked for afterwards: what was struck out
    by itself is not noted. Raises what deleting raises; then nothing is written.
    """
    names = [request.asked_by, *(one.name for one in people), *(one.name for one in givers)]
    contacts = [request.contact, *(one.phone_number or "" for one in people)]
    wanted = sought(names, [one for one in contacts if one and "@" not in one])
    delete_as_asked(request, people=people, givers=givers, messages=messages, by=by, now=now)
    note_places(request, things_naming(wanted, by=by), by=by, now=now)
