"""The second step at the door, and showing once more that it is you."""

from allauth.account.internal.decorators import login_stage_required
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from balai.accounts.actions.second_factors import use_code
from balai.accounts.errors import PasswordDoesNotFit
from balai.accounts.forms.second_factor import CodeForm, PasswordForm
from balai.accounts.limits import count_try, forget_tries
from balai.accounts.models import Person
from balai.accounts.proofs import prove
from balai.accounts.queries.second_factors import second_factors_of
from balai.accounts.views.signing_in import goal_of
from balai.accounts.visitors import SignedInRequest
from balai.core.errors import Refused


@login_stage_required(stage="second_step", redirect_urlname="accounts:sign_in")  # type: ignore[untyped-decorator]
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Take a code of whoever has given the right password a moment ago."""
    stage = request._login_stage  # type: ignore[attr-defined]
    person = stage.login.user
    form = CodeForm(request.POST or None)
    if form.is_valid() and _take(request, person, form):
        entered: HttpResponse = stage.exit()
        return entered
    shown = {"form": form, "person": person, "factors": second_factors_of(person)}
    return render(request, "accounts/second_step.html", shown, status=422 if form.errors else 200)


@login_required
@never_cache
@sensitive_post_parameters("code", "password")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: SignedInRequest) -> HttpResponse:
    """Ask once more who it is: by the second key where there is one, else by the password."""
    factors = second_factors_of(request.user)
    form = (CodeForm if factors else PasswordForm)(request.POST or None)
    goal = goal_of(request)
    if form.is_valid() and _confirms(request, form):
        return redirect(goal or "accounts:account")
    shown = {"form": form, "person": request.user, "factors": factors, "goal": goal}
    return render(request, "accounts/confirm.html", shown, status=422 if form.errors else 200)


def _confirms(request: SignedInRequest, form: CodeForm | PasswordForm) -> bool:
    if isinstance(form, CodeForm):
        return _take(request, request.user, form)
    return _password_fits(request, form)


def _take(request: HttpRequest, person: Person, form: CodeForm) -> bool:
    """Count the try, then look whether the code fits; what is wrong is said in the form."""
    key = f"second step {person.pk}"
    try:
        count_try(request, "login_failed", key=key)
        use_code(person, form.cleaned_data["code"], now=timezone.now())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    forget_tries(request, "login_failed", key=key)
    prove(request, person, "mfa")
    return True


def _password_fits(request: SignedInRequest, form: PasswordForm) -> bool:
    key = f"confirm {request.user.pk}"
    try:
        count_try(request, "login_failed", key=key)
        if not request.user.check_password(form.cleaned_data["password"]):
            raise PasswordDoesNotFit
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    forget_tries(request, "login_failed", key=key)
    prove(request, request.user, "password")
    return True
