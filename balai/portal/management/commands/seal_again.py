"""balai seal-again: an earlier secret is needed no more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from balai.accounts.actions.second_factors import seal_second_factors_again
from balai.core.sealing import SealBroken


class Command(BaseCommand):
    help = (
        "Seal with the present BALAI_SECRET_KEY what an earlier one sealed. After it the earlier "
        "one may leave BALAI_SECRET_KEY_FALLBACKS."
    )

    def handle(self, **_options: Any) -> None:
        try:
            count = seal_second_factors_again()
        except SealBroken as broken:
            raise CommandError(
                "Something was sealed with a secret that is not known here. Name it in "
                "BALAI_SECRET_KEY_FALLBACKS and try again; nothing was changed."
            ) from broken
        self.stdout.write(f"Sealed again: {count}.")
