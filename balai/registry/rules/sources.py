"""What is said about where something was read, checked before it is kept."""

from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from balai.core.calendar import check_partial_day
from balai.registry.errors import AddressUnclear, DayUnclear, FieldUnclear

_LONGEST_PUBLISHER = 200
_LONGEST_ADDRESS = 600


class PublishedBy(Protocol):
    """Whatever says who published something, where, and as of when."""

    @property
    def publisher(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def said(self) -> str: ...


class SourceSays(NamedTuple):
    """Who published it, where, and as of when (2021, 2021-06 or 2021-06-10)."""

    publisher: str
    url: str = ""
    said: str = ""

    def check(self) -> None:
        """Refuse a source without a publisher, with a strange address or an impossible day."""
        if not 0 < len(self.publisher.strip()) <= _LONGEST_PUBLISHER:
            raise FieldUnclear("source", _("name who published it, in at most 200 characters"))
        if self.url:
            check_address(self.url)
        try:
            if self.said:
                check_partial_day(self.said)
        except ValidationError as wrong:
            raise DayUnclear from wrong


def source_says(source: PublishedBy) -> SourceSays:
    """Take over a source, checked."""
    says = SourceSays(source.publisher, source.url, source.said)
    says.check()
    return says


def check_address(url: str) -> None:
    """Refuse what is not a whole web address, for it becomes a link."""
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError as wrong:
        raise AddressUnclear from wrong
    if not is_whole or len(url) > _LONGEST_ADDRESS or not url.isprintable() or " " in url:
        raise AddressUnclear
