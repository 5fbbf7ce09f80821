"""Search, and the sectors that searches and lists are narrowed by."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router
from pydantic import Field

from balai.catalogue.models import Listing
from balai.catalogue.queries import lists
from balai.core import search as index
from balai.core.numbers import number_in
from balai.portal.api import shapes
from balai.portal.api.errors import CursorUnclear
from balai.portal.api.listings import Narrowing, in_list, rows_of
from balai.portal.api.paging import USUAL, After, Limit, next_address
from balai.portal.queries.search import LONGEST_QUESTION, Question

router = Router(tags=["search"])


class AskedOfSearch(Narrowing):
    """All that may be asked of search."""

    q: Annotated[str, Field(max_length=LONGEST_QUESTION, description="Words in any language.")]
    after: After = ""
    limit: Limit = USUAL


@router.get("/sectors", response=list[shapes.Sector])
def sectors(request: HttpRequest) -> list[shapes.Sector]:
    return [
        shapes.Sector(
            code=sector.code,
            name=shapes.Words(id=sector.name, en=sector.name_en),
            page=shapes.InEachLanguage.of(reverse("portal:sector", args=[sector.code])),
        )
        for sector in sorted(lists.sectors().values(), key=lambda sector: sector.code)
    ]


@router.get("/search", response=shapes.Found)
def search(
    request: HttpRequest, response: HttpResponse, asked: Query[AskedOfSearch]
) -> shapes.Found:
    question = Question.read(
        {
            "q": asked.q,
            "jenis": asked.kind or "",
            "kab": asked.regency or "",
            "sektor": asked.sector or "",
        }
    )
    found = index.find(question.words, thing="listing", tags=question.tags)
    begin = _place_after(asked.after, found.numbers)
    numbers = found.numbers[begin : begin + asked.limit]
    end = begin + len(numbers)
    more = end < len(found.numbers)
    rows = {row.pk: row for row in rows_of(Listing.objects.public().filter(pk__in=numbers))}
    return shapes.Found(
        items=[in_list(rows[number]) for number in numbers if number in rows],
        total=len(found.numbers),
        more_than_total=found.is_capped,
        next=next_address(request, response, f"{end}_{numbers[-1]}" if more else ""),
    )


def _place_after(cursor: str, numbers: list[int]) -> int:
    """Go on behind the listing that was last, wherever it stands now; where it stood, if gone."""
    if not cursor:
        return 0
    place, _, number = cursor.partition("_")
    known, last = number_in(place), number_in(number)
    if known is None or last is None:
        raise CursorUnclear
    try:
        return numbers.index(last) + 1
    except ValueError:
        return known
