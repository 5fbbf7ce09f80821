"""What the present session has proven of who it is, and when."""

from datetime import datetime, timedelta
from typing import Any, Literal

from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from django.http import HttpRequest

from balai.accounts.models import Person

# Changing what one signs in with asks anew after so long: a phone may lie about.
FRESH = timedelta(minutes=15)

Step = Literal["password", "mfa"]


def prove(request: HttpRequest, person: Person, step: Step) -> None:
    """Write down in the session that a step was taken just now."""
    record_authentication(request, person, method=step)


def has_taken_second_step(request: HttpRequest, person: Person) -> bool:
    return any(record["method"] == "mfa" for record in _records(request, person))


def has_proven_lately(request: HttpRequest, person: Person, *, now: datetime) -> bool:
    """Tell whether somebody showed lately that it is they; by the second step if they took it."""
    records = _records(request, person)
    by_second = [record for record in records if record["method"] == "mfa"]
    latest = max((record["at"] for record in by_second or records), default=0)
    return latest > (now - FRESH).timestamp()


def _records(request: HttpRequest, person: Person) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = get_authentication_records(request, person)
    return records
