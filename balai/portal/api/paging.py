"""Lists by the page: how many, from where on, and the address of the rest."""

from collections.abc import Sequence
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from balai.channels.addresses import absolute

USUAL, MOST = 20, 100
Limit = Annotated[int, Field(ge=1, le=MOST, description="How many at once.")]
After = Annotated[
    str, Field(max_length=60, description="Where the page before ended: as `next` writes it.")
]
Row = TypeVar("Row")


def cut(rows: Sequence[Row], limit: int) -> tuple[Sequence[Row], Row | None]:
    """Part one row too many from a page: the page, and its last row if more follow."""
    page = rows[:limit]
    return page, page[-1] if len(rows) > limit else None


def next_address(request: HttpRequest, response: HttpResponse, after: str) -> str | None:
    """Name the page that follows, in the answer and in its header Link."""
    if not after:
        return None
    asked = {**request.GET.dict(), "after": after}
    address = f"{absolute(request.path)}?{urlencode(asked)}"
    response["Link"] = f'<{address}>; rel="next"'
    return address
