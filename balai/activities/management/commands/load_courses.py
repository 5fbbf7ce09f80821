"""balai load-courses: the courses, and the items of the literacy check, that come with Balai."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from balai.activities.actions.bundled import load_courses
from balai.activities.actions.check_items import load_check_items


class Command(BaseCommand):
    help = "Publish the courses that come with Balai; what was changed here stays changed."

    def handle(self, **_options: Any) -> None:
        now = timezone.now()
        courses, items = load_courses(now=now), load_check_items(now=now)
        self.stdout.write(f"New or written anew: {courses} courses, {items} items of the check.")
