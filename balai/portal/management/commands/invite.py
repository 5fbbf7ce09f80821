"""balai invite: the first officer comes in, before there is anybody who could invite."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from balai.accounts.actions.invitations import invite
from balai.accounts.models import RoleKind
from balai.accounts.rules import MEMBER, Right
from balai.channels.addresses import absolute
from balai.core.errors import Refused
from balai.core.tokens import new_token
from balai.registry.models import Region


class Command(BaseCommand):
    help = (
        "Make a link by which somebody comes in, invited by the system itself: without options an "
        "officer of the province. It works once, within seven days, and is shown only here."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = [kind for kind in RoleKind.values if kind != MEMBER]
        parser.add_argument(
            "--role",
            choices=kinds,
            default=RoleKind.PROVINCE_OFFICER.value,
            help="What they become.",
        )
        parser.add_argument(
            "--area", default=settings.PROVINCE_CODE, help="The code of the area: 64, 64.03, …"
        )

    def handle(self, *, role: str, area: str, **_options: Any) -> None:
        if not Region.objects.standing().filter(code=area).exists():
            raise CommandError(f"No area with the code {area} stands.")
        token = new_token()
        try:
            invite(Right(role, area), token=token, by=None, now=timezone.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(absolute(reverse("portal:invitation", args=[token])))
