"""What django-allauth asks of us while somebody signs in."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from balai.accounts.errors import TooManyTries
from balai.accounts.models import Person
from balai.core.phones import PhoneUnclear, phone_digits
from balai.core.sealing import SealBroken, opened, sealed

# Known to a migration, too: another name would open nothing that is kept.
_PURPOSE = "second factor"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People come by invitation, are known by e-mail address or number, and read our words."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": TooManyTries.sentence,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def add_message(self, *_args: Any, **_options: Any) -> None:
        """Say nothing: our views say what was done, in our voice."""

    def get_login_stages(self) -> list[str]:
        return ["balai.accounts.stages.SecondStep"]

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:  # noqa: ARG002
        return redirect("accounts:sign_in")

    def is_safe_url(self, url: str) -> bool:
        """Stay on this site, whatever its names are."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try before it is made, also one for a name that nobody has.

        Raises ValidationError when there were too many: from this address for any names,
        for this name from this address, or for this name from anywhere.
        """
        name = _one_spelling(credentials["known_as"])
        counted: list[ratelimit.SingleRateLimitUsage] = []
        for action, key in (
            ("login_failed_from", None),
            ("login_failed_here", f"{name} {ratelimit.get_ip(request)}"),
            ("login_failed", name),
        ):
            usage = ratelimit.consume(request, app="allauth.account", action=action, key=key)
            if not usage:
                raise self.validation_error("too_many_login_attempts")
            counted += usage.usage
        # What allauth takes back when the password was right.
        self._login_failed_rl_usage = ratelimit.RateLimitUsage(usage=counted)

    def reauthenticate(self, user: Person, password: str) -> bool:
        known_as = user.email or user.phone_number
        found = self.authenticate(context.request, known_as=known_as, password=password)
        return bool(found == user)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Names us in the lists of apps and of passkeys, and keeps secrets sealed."""

    def encrypt(self, text: str) -> str:
        return urlsafe_b64encode(sealed(text.encode(), purpose=_PURPOSE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret. Raises SealBroken, also for one that was never sealed."""
        try:
            content = urlsafe_b64decode(encrypted_text)
        except ValueError as strange:
            raise SealBroken(_PURPOSE) from strange
        return opened(content, purpose=_PURPOSE).decode()

    def get_totp_label(self, user: Person) -> str:
        return user.email or f"+{user.phone_number}"

    def get_totp_issuer(self) -> str:
        return "Balai"

    def _get_site_name(self) -> str:
        return "Balai"

    def _get_user_identifier(self, user: Person) -> str:
        return self.get_totp_label(user)


def _one_spelling(known_as: str) -> str:
    """Count tries for 0812… and +62812… as tries for one."""
    try:
        return phone_digits(known_as) or known_as.strip().lower()
    except PhoneUnclear:
        return known_as.strip().lower()
