"""What somebody would like to have: the shape in which it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Some things at one venue, for one time, for a person or a group."""

    # How many of which, by the numbers of resources.
    things: Mapping[int, int]
    starts_at: datetime
    ends_at: datetime
    people_count: int = 1
    # Empty where the app above knows nobody by number.
    holder_number: int | None = None
    group_key: str = ""
