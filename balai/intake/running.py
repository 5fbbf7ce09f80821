"""Run a kept request through its view: all of it and the mark of its receipt, or nothing."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from balai.core.errors import Refused
from balai.intake.actions.deciding import accept, refuse, take
from balai.intake.current import Current
from balai.intake.errors import EditedMeanwhile, InProgress, NotThere
from balai.intake.models import Receipt, State
from balai.intake.rules.merging import Merged, merge
from balai.intake.rules.sentences import sentences_in
from balai.intake.saying import Said, heard, said_on
from balai.intake.sending import BASE, VERSION

_DONE = (HTTPStatus.CREATED, HTTPStatus.NO_CONTENT, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER)
_REFUSED = range(400, 500)
# An edit that meets another one is merged anew; whoever meets three waits for a person.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Act:
    """A view with all that it is asked, and how to read the record that it edits, if any."""

    view: Callable[[], HttpResponseBase]
    current: Callable[[], Current] | None = None


def run(
    receipt: Receipt, request: HttpRequest, act: Act, *, is_waited_for: bool, now: datetime
) -> HttpResponseBase | None:
    """Answer as the view did; None where there is only the receipt to go by.

    Raises InProgress, and OperationalError while the database takes nothing; then, as with
    any fault of the view, the receipt goes on waiting.
    """
    for _attempt in range(_TRIES):
        try:
            return _run_once(receipt, request, act, is_waited_for=is_waited_for, now=now)
        except EditedMeanwhile as clash:
            if clash.args or act.current is None:
                refuse(receipt, sentence=str(clash), state=State.CLASHING)
                return None
        except InProgress:
            raise
        except Refused as refusal:
            refuse(receipt, sentence=str(refusal))
            return None
        except (Http404, PermissionDenied):
            refuse(receipt, sentence=str(NotThere()))
            return None
    raise InProgress


def reason_against(request: HttpRequest, act: Act) -> str:
    """Tell why the view would say no, empty where it would not; nothing stays written."""
    try:
        with heard(request) as said, transaction.atomic():
            _reconcile(request, act)
            response = act.view()
            transaction.set_rollback(True)
    except Refused as refusal:
        return str(refusal)
    except (Http404, PermissionDenied):
        return str(NotThere())
    return "" if _is_done(response, said) else _why(response, said)


def _run_once(
    receipt: Receipt, request: HttpRequest, act: Act, *, is_waited_for: bool, now: datetime
) -> HttpResponseBase | None:
    with heard(request) as said, transaction.atomic():
        if not _took(receipt, is_waited_for=is_waited_for):
            receipt.refresh_from_db()
            return None
        merged = _reconcile(request, act)
        response = act.view()
        if is_done := _is_done(response, said):
            sentence = "\n".join(filter(None, [_taken_over(merged, act), said.sentence]))
            location = response.get("Location", "")
            accept(receipt, sentence=sentence, location=location, now=now)
        else:
            transaction.set_rollback(True)
    if not is_done:
        refuse(receipt, sentence=_why(response, said))
    said_on(request, said)
    return response


def _took(receipt: Receipt, *, is_waited_for: bool) -> bool:
    try:
        return take(receipt, is_waited_for=is_waited_for)
    except OperationalError as busy:
        raise InProgress from busy


def _reconcile(request: HttpRequest, act: Act) -> Merged | None:
    """Merge an edit with what was changed since its form was shown.

    Raises EditedMeanwhile, with what clashes, where a person has to decide.
    """
    if act.current is None or VERSION not in request.POST:
        return None
    now = act.current()
    if request.POST[VERSION] == str(now.version):
        return None
    merged = merged_with(now, dict(request.POST.lists()))
    if merged.clashes:
        raise EditedMeanwhile(merged)
    post = request.POST.copy()
    for name, values in merged.values.items():
        post.setlist(name, values)
    request.POST = _knowing(post, now)  # type: ignore[assignment]
    return merged


def merged_with(now: Current, sent: dict[str, list[str]]) -> Merged:
    """Merge what a form sent with what the record is now.

    A form that does not say what it was shown is taken to have been shown nothing.
    """
    return merge(base=base_in("".join(sent.get(BASE, [])[:1])), now=now.values, sent=sent)


def base_in(text: str) -> dict[str, list[str]]:
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(said, dict):
        return {}
    return {
        str(name): [str(value) for value in values]
        for name, values in said.items()
        if isinstance(values, list)
    }


def _knowing(post: QueryDict, now: Current) -> QueryDict:
    post[VERSION] = str(now.version)
    post[BASE] = json.dumps(now.values, ensure_ascii=False)
    return post


def _is_done(response: HttpResponseBase, said: Said) -> bool:
    if response.status_code in _DONE:
        return not said.is_no and not _leads_to_the_door(response)
    if response.status_code in _REFUSED:
        return False
    # A page of 200 would be marked as accepted although it may say no.
    raise RuntimeError(f"After a form, answer with a redirect or 422, not {response.status_code}.")


def _leads_to_the_door(response: HttpResponseBase) -> bool:
    return response.get("Location", "").startswith(resolve_url(settings.LOGIN_URL))


def _why(response: HttpResponseBase, said: Said) -> str:
    if said.sentence:
        return said.sentence
    if _leads_to_the_door(response):
        return str(NotThere())
    if not isinstance(response, HttpResponse):
        return ""
    return sentences_in(response.content.decode(response.charset)) or _(
        "Open it and mend what is marked."
    )


def _taken_over(merged: Merged | None, act: Act) -> str:
    """Say which fields stand as somebody else wrote them meanwhile."""
    if merged is None or not merged.taken_over or act.current is None:
        return ""
    labels = act.current().labels
    names = ", ".join(labels.get(name, name) for name in merged.taken_over)
    return _("Somebody else changed this meanwhile; their words stand in: %(fields)s.") % {
        "fields": names
    }
