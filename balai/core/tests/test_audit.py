from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from balai.core import audit
from balai.core.models import AuditEntry, ContentVersion
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def written(**says):
    target = ContentVersion.objects.get_or_create(pk=1)[0]
    audit.record("core.content_shown", target=target, by=None, now=NOON, **says)
    return AuditEntry.objects.get()


def test_an_entry_says_what_was_done_to_what_when_where_and_why():
    entry = written(area_code="64.03", reason="as asked")

    assert (entry.at, entry.by_number, entry.request_key) == (NOON, None, None)
    assert (entry.act, entry.thing, entry.thing_number) == (
        "core.content_shown",
        "core.contentversion",
        1,
    )
    assert (entry.area_code, entry.reason) == ("64.03", "as asked")


def test_the_database_refuses_to_change_an_entry():
    written(reason="as asked")

    with pytest.raises(IntegrityError, match="stay as they were written"), transaction.atomic():
        AuditEntry.objects.update(reason="another")

    assert AuditEntry.objects.get().reason == "as asked"


def test_the_database_refuses_to_delete_an_entry():
    written()

    with pytest.raises(IntegrityError, match="stay as they were written"), transaction.atomic():
        AuditEntry.objects.all().delete()

    assert AuditEntry.objects.count() == 1


def test_an_entry_names_the_request_that_wrote_it_and_the_answer_tells_its_name():
    def view(request):
        written()
        return HttpResponse()

    answer = audit.NamedRequest(view)(RequestFactory().post("/"))

    assert UUID(answer["X-Request-Id"]) == AuditEntry.objects.get().request_key


def test_what_is_only_read_is_the_same_for_everyone():
    answer = audit.NamedRequest(lambda request: HttpResponse())(RequestFactory().get("/"))

    assert "X-Request-Id" not in answer


def test_outside_of_a_request_there_is_no_name():
    audit.NamedRequest(lambda request: HttpResponse())(RequestFactory().post("/"))

    assert written().request_key is None


@pytest.mark.django_db(transaction=True)
def test_the_wall_stands_again_after_tables_were_emptied():
    written()
    call_command("flush", interactive=False)

    written()

    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.all().delete()
