"""balai demo-people: as whom one may sign in to try Balai out."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import timezone

from balai.portal.actions.demo_people import PASSWORD, SignIn, demo_sign_ins, load_demo_people


class Command(BaseCommand):
    help = (
        "Say as whom one may sign in to try Balai out, with the code of the moment for those who "
        "need one. Makes these people where BALAI_DEMO is on; those who are there stay as they are."
    )

    def handle(self, **_options: Any) -> None:
        load_demo_people(now=timezone.now())
        people = demo_sign_ins()
        if not people:
            self.stdout.write("BALAI_DEMO is off: there is nobody to try out.")
            return
        self.stdout.write(_table(people))


def _table(people: list[SignIn]) -> str:
    width = max(len(person.email) for person in people)
    lines = [
        f"  {person.email:<{width}}  {person.name}, {person.role}, {person.area}"
        + (f" · {person.code}" if person.code else "")
        for person in people
    ]
    return "\n".join(
        [
            f"Coba masuk / sign in: {settings.SITE_URL}{reverse('accounts:sign_in')}"
            f"  kata sandi / password: {PASSWORD}",
            *lines,
            "  Enam angka adalah kode saat ini / six digits are the code of this moment: "
            "./run demo-people",
        ]
    )
