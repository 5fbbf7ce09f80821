"""What is done about photos without anybody asking."""

from django.utils import timezone

from balai.activities.actions.developing import tidy_photos
from balai.core.tasks import daily


@daily
def look_after_photos() -> None:
    tidy_photos(now=timezone.now())
