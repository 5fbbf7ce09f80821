"""Two who withdraw, or write down, one consent at once: one does it, and it is written once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections

from balai.accounts.actions.consents import Agreed, record_consent, withdraw_with_key
from balai.accounts.actions.privacy import answer_request
from balai.accounts.consenting import ORGANISATION
from balai.accounts.errors import (
    ConsentStandsAlready,
    ConsentWithdrawnAlready,
    PrivacyRequestDecided,
)
from balai.accounts.models import Consent, ConsentGiver, PrivacyRequest
from balai.core.models import AuditEntry
from tests.factories import NOON, make_consent, make_giver, make_privacy_request, make_role

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6  # fewer than a pool of connections holds
KEY = "ABCDEFGHJKMN"


def together(act):
    """Let several threads do the same at one moment; says how each ended."""
    start = Barrier(AT_ONCE)

    def one(_number):
        try:
            start.wait(10)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(one, range(AT_ONCE)))


def test_one_withdraws_and_the_others_are_told():
    consent = make_consent(make_giver(key=KEY))

    def withdraw():
        try:
            withdraw_with_key(Consent.objects.get(pk=consent.pk), key=KEY, now=NOON)
        except ConsentWithdrawnAlready:
            return "told"
        return "done"

    assert together(withdraw) == ["done"] + ["told"] * (AT_ONCE - 1)
    assert AuditEntry.objects.count() == 1


def test_one_is_written_down_and_the_others_are_told():
    giver = make_giver(key=KEY)
    agreed = Agreed(purpose="name", thing=ORGANISATION, thing_number=7, area_code=giver.area_code)

    def record():
        known = ConsentGiver.objects.get(pk=giver.pk)
        try:
            record_consent(known, agreed, by=None, now=NOON, key=uuid4())
        except ConsentStandsAlready:
            return "told"
        return "done"

    assert together(record) == ["done"] + ["told"] * (AT_ONCE - 1)
    assert (Consent.objects.count(), AuditEntry.objects.count()) == (1, 1)


def test_one_answers_and_the_others_are_told():
    sari = make_role("Sari", "regency_officer", "64.03").person
    request = make_privacy_request()

    def answer():
        asked = PrivacyRequest.objects.get(pk=request.pk)
        try:
            answer_request(asked, said="Sudah.", state="done", by=sari, now=NOON)
        except PrivacyRequestDecided:
            return "told"
        return "done"

    assert together(answer) == ["done"] + ["told"] * (AT_ONCE - 1)
    assert AuditEntry.objects.count() == 1


def test_without_the_condition_on_the_row_all_would_withdraw():
    """The control run: read, then write, as one would without thinking of two at once."""
    consent = make_consent(make_giver(key=KEY))
    read = Barrier(AT_ONCE)

    def withdraw_carelessly():
        stands = Consent.objects.get(pk=consent.pk).is_standing
        read.wait(10)
        if not stands:
            return "told"
        Consent.objects.filter(pk=consent.pk).update(withdrawn_at=NOON)
        return "done"

    assert together(withdraw_carelessly) == ["done"] * AT_ONCE
