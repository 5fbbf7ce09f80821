"""The way round the workroom, for whoever signed in."""

from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class WorkLink:
    """One entry of the workroom's navigation."""

    section: str
    name: str
    url: str


def work_frame(request: HttpRequest) -> dict[str, object]:
    """Give the work pages their navigation. Pages for visitors get none, and cost nothing."""
    if not request.COOKIES or not request.user.is_authenticated:
        return {}
    return {"work_links": [], "work_home": "/"}
