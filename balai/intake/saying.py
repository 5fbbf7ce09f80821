"""What a view says to the person with django.contrib.messages, heard before it is shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.messages import ERROR
from django.contrib.messages.storage.base import BaseStorage, Message
from django.http import HttpRequest


class Said(BaseStorage):
    """Messages of one request, kept nowhere."""

    def _get(self, *_arguments: Any, **_options: Any) -> tuple[list[Message], bool]:
        return [], True

    def _store(self, *_arguments: Any, **_options: Any) -> list[Message]:
        return []

    @property
    def all(self) -> list[Message]:
        return list(self._queued_messages)  # type: ignore[attr-defined]

    @property
    def is_no(self) -> bool:
        """Tell whether a view said no and led back, instead of answering 422."""
        return any(one.level >= ERROR for one in self.all)

    @property
    def sentence(self) -> str:
        return "\n".join(str(one.message) for one in self.all)


@contextmanager
def heard(request: HttpRequest) -> Iterator[Said]:
    """Hear what is said within; afterwards the request speaks with its own voice again."""
    own = getattr(request, "_messages", None)
    said = Said(request)
    request._messages = said  # type: ignore[attr-defined]
    try:
        yield said
    finally:
        request._messages = own  # type: ignore[attr-defined]


def said_on(request: HttpRequest, said: Said) -> None:
    """Let the next page show what was said."""
    own: Any = getattr(request, "_messages", None)
    if own is not None:
        for one in said.all:
            own.add(one.level, one.message, one.extra_tags)
