"""The form and the record. What they save stands in tables that core has anyway."""

import json
import os
import signal
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template import engines
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balai.accounts.models import Person
from balai.accounts.visitors import SignedInRequest
from balai.core.errors import Refused
from balai.core.models import SettingChange, SharedCacheEntry
from balai.intake.current import Current
from balai.intake.errors import EditedMeanwhile
from balai.intake.models import Receipt
from balai.intake.receiving import takes_receipts

FIELDS = [f"field_{number}" for number in range(1, 29)]
PHOTOS = ("photo_1", "photo_2")
VILLAGE = "64.03.01.2005"
_PAGE = """{% extends "ui/work.html" %}{% load outbox %}{% block title %}Catatan{% endblock %}
{% block content %}<h1>Catatan</h1><form method="post" action="{{ here }}"
 enctype="multipart/form-data">{% csrf_token %}{% outbox title area=area current=current %}
{% include "ui/_fields.html" %}<button class="big">Simpan</button></form>{% endblock %}"""


class NoteTaken(Refused):
    sentence = gettext_lazy("Catatan ini sudah ada.")


class NoteForm(forms.Form):
    """Thirty fields and two photos, of which one must be filled in."""

    topic = forms.CharField(label="Topik", max_length=60)
    kind = forms.ChoiceField(label="Jenis", choices=[("a", "Pelatihan"), ("b", "Rapat")])
    is_open = forms.BooleanField(label="Terbuka", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in FIELDS:
            self.fields[name] = forms.CharField(required=False, widget=forms.Textarea)
        for name in PHOTOS:
            self.fields[name] = forms.FileField(required=False)


class RecordForm(forms.Form):
    """A record that several people edit."""

    place = forms.CharField(label="Tempat")
    hour = forms.CharField(label="Jam", required=False)
    kind = forms.ChoiceField(label="Jenis", choices=[("a", "Pelatihan"), ("b", "Rapat")])
    is_open = forms.BooleanField(label="Terbuka", required=False)


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    status = 422 if context["form"].errors else 200  # type: ignore[attr-defined]
    context |= {"here": request.path, "area": VILLAGE}
    shown = engines["django"].from_string(_PAGE).render(context, request)
    return HttpResponse(shown, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def plain_notes(request: SignedInRequest, place: str = "") -> HttpResponse:
    """Save a note; as many ways to say no as views have."""
    if place == "nowhere":
        raise Http404
    form = NoteForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        die_if_asked("kept")
    if form.is_valid():
        topic = form.cleaned_data["topic"]
        save_note(request, form.cleaned_data)
        if topic == "taken" or topic.startswith("only ") and topic != f"only {request.user.pk}":
            raise NoteTaken
        if topic == "message":
            messages.error(request, NoteTaken.sentence)
            return redirect("saved")
        if topic == "broken":
            raise RuntimeError(topic)
        messages.success(request, "Tersimpan.")
        return redirect("saved")
    return _page(request, {"form": form, "title": "Catatan"})


notes = takes_receipts(plain_notes)


def save_note(request: SignedInRequest, said: dict[str, object]) -> None:
    """Write it down without looking whether it is there: only receipts stand before this."""
    words = {name: value for name, value in said.items() if name not in PHOTOS}
    photos = {name: _mark(request, name) for name in PHOTOS}
    SettingChange.objects.create(
        setting="note",
        key=request.POST["request_key"],
        became=json.dumps(words | photos),
        at=timezone.now(),
        by_number=request.user.pk,
    )
    die_if_asked("written")


def _mark(request: HttpRequest, name: str) -> str:
    photo = request.FILES.get(name)
    return sha256(photo.read()).hexdigest() if photo else ""


def record_now(name: str) -> dict[str, Any]:
    row = SharedCacheEntry.objects.filter(cache_key=f"record-{name}").first()
    first = {"version": 1, "place": "Balai", "hour": "09.00", "kind": "a", "is_open": False}
    return json.loads(row.value) if row else first


def current_record(_request: HttpRequest, name: str) -> Current:
    now = record_now(name)
    return Current.of_form(RecordForm(initial=now), version=now["version"])


@takes_receipts(current=current_record)
@login_required
@require_http_methods(["GET", "POST"])
def record(request: SignedInRequest, name: str) -> HttpResponse:
    """Edit a record, guarded by its version."""
    form = RecordForm(request.POST or None, initial=record_now(name))
    if form.is_valid():
        save_record(name, form.cleaned_data, seen=int(request.POST["request_version"]))
        note_change(request, name, form.cleaned_data)
        return redirect("saved")
    current = current_record(request, name)
    return _page(request, {"form": form, "title": "Rekam", "current": current})


def note_change(request: SignedInRequest, name: str, said: dict[str, object]) -> None:
    """Keep every state of the record, with the request that made it."""
    SettingChange.objects.create(
        setting=f"record-{name}",
        key=request.POST["request_key"],
        became=json.dumps(said),
        at=timezone.now(),
        by_number=request.user.pk,
    )


@transaction.atomic
def save_record(name: str, said: dict[str, object], *, seen: int) -> None:
    was = record_now(name)
    value = json.dumps(said | {"version": seen + 1})
    rows = SharedCacheEntry.objects.filter(cache_key=f"record-{name}")
    if not rows.exists() and seen == 1:
        later = timezone.now() + timedelta(days=1)
        SharedCacheEntry.objects.create(cache_key=f"record-{name}", value=value, expires=later)
    elif was["version"] != seen or not rows.filter(value=json.dumps(was)).update(value=value):
        raise EditedMeanwhile


@never_cache
def saved(_request: HttpRequest) -> HttpResponse:
    """List what is saved; the last place a form leads to."""
    states = Receipt.objects.values_list("key", "state")
    return JsonResponse(
        {"notes": saved_notes(), "receipts": {str(key): is_ for key, is_ in states}}
    )


def enter(request: HttpRequest, name: str) -> HttpResponse:
    """Let somebody in without a password, as at the end of signing in."""
    person, _is_new = Person.objects.get_or_create(
        email=f"{name}@balai.example", defaults={"name": name.title()}
    )
    login(request, person, settings.AUTHENTICATION_BACKENDS[0])
    return redirect("notes")


class DiesWhenAsked:
    """Kills its own process at the step that stands in a file: once, without a goodbye."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_note = request.method == "POST" and request.path.startswith("/uji/catatan/")
        if is_note:
            die_if_asked("arrived")
        response = self.get_response(request)
        if is_note:
            die_if_asked("done")
        return response


def die_if_asked(step: str) -> None:
    file = Path(os.environ.get("BALAI_TEST_DEATH", os.devnull))
    if file.is_file() and file.read_text() == step:
        file.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def saved_notes() -> list[tuple[str, dict[str, object]]]:
    rows = SettingChange.objects.filter(setting="note").order_by("pk")
    return [(row.key, json.loads(row.became)) for row in rows]


def writers() -> list[int]:
    """Name by number who wrote the notes."""
    return list(SettingChange.objects.filter(setting="note").values_list("by_number", flat=True))


def note_of(key: UUID | str, *, topic: str = "Pelatihan QRIS", **fields: Any) -> dict[str, Any]:
    """Fill the form in, as a browser sends it."""
    answers = {name: f"jawaban {name}" for name in FIELDS}
    own = {"request_key": str(key), "request_page": "/uji/catatan/", "request_title": "Catatan"}
    return own | {"topic": topic, "kind": "a", "request_area": VILLAGE} | answers | fields
