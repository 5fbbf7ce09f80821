"""balai remove-second-keys: for whoever nobody else can let back in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from balai.accounts.actions.second_factors import remove_lost_second_factors
from balai.accounts.models import Person


class Command(BaseCommand):
    help = (
        "Remove the second keys of somebody who lost phone and spare codes, such as the last "
        "officer of the province. All their sessions end; then the password alone opens."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("who", help="The e-mail address or telephone number they sign in with.")

    def handle(self, *, who: str, **_options: Any) -> None:
        person = Person.objects.known_as(who)
        if person is None:
            raise CommandError(f"Nobody signs in as {who}.")
        remove_lost_second_factors(person, by=None, now=timezone.now())
        self.stdout.write("Removed. They sign in with the password and set up a new one.")
