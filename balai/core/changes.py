"""What somebody changed of what a province decides: from what, to what, when and why.

The trail says that it was done and holds no words; the words are kept here.
"""

from datetime import datetime

from django.db import models

from balai.core.models import SettingChange


def record_change(  # noqa: PLR0913  (of what, from what to what, by whom, when and why)
    setting: str,
    key: str,
    *,
    was: str,
    became: str,
    by: models.Model,
    now: datetime,
    why: str,
) -> SettingChange:
    """Write down one change, in the transaction that makes it."""
    return SettingChange.objects.create(
        setting=setting, key=key, was=was, became=became, at=now, by_number=by.pk, why=why
    )


def changes_of_setting(setting: str, key: str) -> "models.QuerySet[SettingChange]":
    """Read what was changed, the last first."""
    return SettingChange.objects.filter(setting=setting, key=key).order_by("-at", "-pk")
