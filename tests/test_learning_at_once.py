"""Papers, certificates and revocations that arrive twice at the same moment count once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections, transaction

from balai.activities.actions.certificates import (
    ask_for_certificates,
    make_certificates,
    revoke_certificate,
)
from balai.activities.actions.checks import answer_check, enter_papers, move_check
from balai.activities.errors import CertificateRevoked, NumberTaken
from balai.activities.models import Certificate, Issue, LiteracyCheck, Phase, Sheet, SheetAnswer
from balai.activities.rules.checks import Written
from balai.core.models import AuditEntry
from tests.factories import NOON, make_role
from tests.factories_of_activities import make_certificate, make_check, make_session

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6  # fewer than a pool of connections holds
VILLAGE = "64.03.01.2005"
PAPERS = [Written(1, (0, 1, 2, None)), Written(2, (2, 0, 0, 0))]
NAMES = ["Dayang Sari", "Usat", "Lahang"]


def together(act):
    """Let several threads do the same at one moment; says how each ended."""
    start = Barrier(AT_ONCE)

    def one(number):
        try:
            start.wait(10)
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(one, range(AT_ONCE)))


def open_check():
    make_role("Mira", "operator", VILLAGE)
    check = make_check(make_session())
    move_check(check, Phase.BEFORE, by=None, now=NOON)
    return check


def mira():
    return make_role("Mira", "operator", VILLAGE).person


def entered(check, key):
    mine = LiteracyCheck.objects.get(pk=check.pk)
    return enter_papers(mine, Phase.BEFORE, PAPERS, by=None, now=NOON, request_key=key)


def test_one_stack_of_papers_that_arrives_six_times_at_once_is_entered_once():
    check, key = open_check(), uuid4()

    assert together(lambda _number: entered(check, key)) == [0] * (AT_ONCE - 1) + [2]
    assert (Sheet.objects.count(), SheetAnswer.objects.count()) == (2, 8)


def test_six_stacks_with_the_same_numbers_at_once_are_one_and_the_others_are_told():
    check = open_check()

    def enter(_number):
        try:
            return str(entered(check, uuid4()))
        except NumberTaken:
            return "taken"

    assert together(enter) == ["2"] + ["taken"] * (AT_ONCE - 1)
    assert Sheet.objects.count() == 2


def test_asking_first_whether_a_number_has_answered_would_enter_it_six_times():
    """The control: all six ask, and hear no; only the constraint refuses five of them."""
    check, asked = open_check(), Barrier(AT_ONCE)

    def enter_carelessly(_number):
        is_there = Sheet.objects.filter(check_of=check, taker=1).exists()
        asked.wait(10)
        try:
            with transaction.atomic():
                Sheet.objects.create(
                    check_of=check, taker=1, phase=Phase.BEFORE, request_key=uuid4(),
                    is_from_paper=True, at=NOON,
                )  # fmt: skip
        except IntegrityError:
            return f"{is_there} refused"
        return f"{is_there} written"

    assert together(enter_carelessly) == ["False refused"] * (AT_ONCE - 1) + ["False written"]


def test_one_answer_that_a_phone_sends_six_times_at_once_is_one_sheet():
    check, key = open_check(), uuid4()

    def answer(_number):
        mine = LiteracyCheck.objects.get(pk=check.pk)
        return answer_check(mine, 7, {1: 0}, now=NOON, request_key=key).pk

    assert len(set(together(answer))) == 1
    assert (Sheet.objects.count(), SheetAnswer.objects.count()) == (1, 4)
    assert AuditEntry.objects.filter(act="activities.check_answered").count() == 1


def test_one_class_asked_for_six_times_at_once_gets_its_certificates_once():
    session, by, key = make_session(), mira(), uuid4()

    def ask(_number):
        return ask_for_certificates(session, NAMES, by=by, now=NOON, request_key=key).pk

    assert len(set(together(ask))) == 1
    assert Issue.objects.count() == 1
    assert AuditEntry.objects.filter(act="activities.certificates_asked").count() == 1


def test_six_workers_that_make_one_issue_at_once_make_each_certificate_once():
    session, by = make_session(), mira()
    issue = ask_for_certificates(session, NAMES, by=by, now=NOON, request_key=uuid4())

    def make(_number):
        make_certificates(Issue.objects.get(pk=issue.pk), now=NOON)
        return "done"

    assert together(make) == ["done"] * AT_ONCE
    made = Certificate.objects.order_by("place").values_list("place", "name")
    assert list(made) == list(enumerate(NAMES))
    assert AuditEntry.objects.filter(act="activities.certificate_issued").count() == len(NAMES)


def test_asking_first_which_are_made_would_make_them_six_times():
    """The control: all six find none made; only the constraint refuses five of them."""
    session, asked = make_session(), Barrier(AT_ONCE)
    issue = ask_for_certificates(session, NAMES, by=mira(), now=NOON, request_key=uuid4())

    def make_carelessly(number):
        is_made = issue.certificates.exists()
        asked.wait(10)
        try:
            with transaction.atomic():
                make_certificate(session, f"7K2M9QXR4TV{number}", issue=issue, place=0)
        except IntegrityError:
            return f"{is_made} refused"
        return f"{is_made} written"

    make_certificate(session)
    assert together(make_carelessly) == ["False refused"] * (AT_ONCE - 1) + ["False written"]


def test_one_certificate_revoked_six_times_at_once_is_revoked_once():
    made, by = make_certificate(make_session()), mira()

    def revoke(number):
        mine = Certificate.objects.get(pk=made.pk)
        try:
            revoke_certificate(mine, why=f"Salah nama {number}", by=by, now=NOON)
        except CertificateRevoked:
            return "revoked before"
        return "done"

    assert together(revoke) == ["done"] + ["revoked before"] * (AT_ONCE - 1)
    assert AuditEntry.objects.filter(act="activities.certificate_revoked").count() == 1


def test_read_and_written_back_it_would_be_revoked_six_times():
    """The control: all six read that it holds, and the last reason stands over the others."""
    made, by, read = make_certificate(make_session()), mira(), Barrier(AT_ONCE)

    def revoke_carelessly(number):
        mine = Certificate.objects.get(pk=made.pk)
        read.wait(10)
        mine.revoked_at, mine.revoked_by, mine.revoked_why = NOON, by, f"Salah nama {number}"
        mine.save()
        return "done"

    assert together(revoke_carelessly) == ["done"] * AT_ONCE
