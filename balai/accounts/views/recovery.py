"""Back in with a code that somebody handed over."""

from allauth.core.internal.ratelimit import consume
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from balai.accounts.actions.recovery import recover
from balai.accounts.errors import PasswordTooWeak
from balai.accounts.forms.recovery import RecoveryForm
from balai.accounts.tasks import say_password_was_set
from balai.accounts.views.signing_in import too_many
from balai.core.errors import Refused


@never_cache
@sensitive_post_parameters("code", "password")
@require_http_methods(["GET", "HEAD", "POST"])
def recovery(request: HttpRequest) -> HttpResponse:
    """Take a code for a new password. One signs in with it as ever, second factor included."""
    form = RecoveryForm(request.POST or None)
    if form.is_valid():
        if not _may_try(request, form.cleaned_data["known_as"]):
            return too_many(request)
        try:
            person = recover(now=timezone.now(), **form.cleaned_data)
        except PasswordTooWeak as weak:
            form.add_error("password", str(weak))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            say_password_was_set.enqueue(person.pk, get_language() or "id")
            # Whoever was signed in here no longer is: that session ended with all others.
            logout(request)
            messages.success(request, _("The new password holds. Sign in with it."))
            return redirect("accounts:sign_in")
    shown = {"form": form}
    return render(request, "accounts/recovery.html", shown, status=422 if form.errors else 200)


def _may_try(request: HttpRequest, known_as: str) -> bool:
    """Count a try, for names that nobody has as well."""
    return bool(
        consume(request, app="allauth.account", action="recover")
        and consume(
            request, app="allauth.account", action="recover_one", key=known_as.strip().lower()
        )
    )
