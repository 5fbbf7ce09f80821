"""balai seal-again: an earlier secret is needed no more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from balai.accounts.actions.second_factors import seal_second_factors_again
from balai.activities.public import seal_photos_again
from balai.core.sealing import SealBroken
from balai.intake.actions.sealing_again import seal_receipts_again


class Command(BaseCommand):
    help = (
        "Seal with the present BALAI_SECRET_KEY what an earlier one sealed. After it the earlier "
        "one may leave BALAI_SECRET_KEY_FALLBACKS."
    )

    def handle(self, **_options: Any) -> None:
        try:
            with transaction.atomic():
                count = seal_second_factors_again() + seal_receipts_again() + seal_photos_again()
        except SealBroken as broken:
            raise CommandError(
                "Something was sealed with a secret that is not known here. Name it in "
                "BALAI_SECRET_KEY_FALLBACKS and try again; nothing was changed."
            ) from broken
        self.stdout.write(f"Sealed again: {count}.")
