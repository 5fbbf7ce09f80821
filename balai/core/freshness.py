"""Tell cached pages that something a visitor can see has changed."""

from django.db import connection
from django.db.models import F

from balai.core.models import ContentVersion


def content_changed() -> None:
    """Make every cached page stale. Call it in the transaction that makes the change."""
    if not ContentVersion.objects.filter(pk=1).update(number=F("number") + 1):
        ContentVersion.objects.get_or_create(pk=1)


def content_version() -> int:
    """Read the current number: one small query, without the ORM, on every cached answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM core_contentversion WHERE id = 1")
        row = cursor.fetchone()
    return int(row[0]) if row else 0
