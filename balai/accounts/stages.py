"""The steps at the door, after the password."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.stages import LoginStage
from django.http import HttpResponse
from django.shortcuts import redirect

from balai.accounts.queries.second_factors import has_second_factor


class SecondStep(LoginStage):  # type: ignore[misc]
    """Asks for the second key of whoever has one; a passkey alone is both steps."""

    key = "second_step"
    urlname = "accounts:second_step"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        person = self.login.user
        records = get_authentication_records(self.request, person)
        is_taken = any(record["method"] == "mfa" for record in records)
        if is_taken or not has_second_factor(person):
            return None, True
        return redirect("accounts:second_step"), True
