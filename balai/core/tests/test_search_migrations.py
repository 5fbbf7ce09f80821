"""What a migration of the index moves is what the code would write, there and back."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from balai.core.search import Entry, find, put

pytestmark = pytest.mark.django_db
parting = import_module("balai.core.migrations.0005_words_of_each_thing")
needs_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL keeps words beside the entries"
)


def words():
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, words::text FROM core_searchentry ORDER BY id")
        return cursor.fetchall()


@needs_postgresql
def test_the_words_of_each_thing_are_those_that_are_written_today():
    tags = frozenset(["kind:product"])
    put([Entry("listing", 1, "Biji kakao", "Dipanen.", tags, 30), Entry("village", 1, "Kakao")])
    written = words()

    with connection.schema_editor() as editor:
        parting.join_words(apps, editor)
    joined = words()
    with connection.schema_editor() as editor:
        parting.part_words(apps, editor)

    assert joined != written
    assert ["'@1'" in joined[0][1], "'@2'" in joined[1][1]] == [True, True]
    assert words() == written
    assert find("kakao", thing="listing").numbers == [1]
