"""One's own tokens for programs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.actions.tokens import MadeToken, make_token, revoke_token
from balai.accounts.forms.tokens import TokenForm
from balai.accounts.models import ApiToken
from balai.accounts.queries.tokens import tokens_of
from balai.accounts.views.lately import proven_lately
from balai.accounts.visitors import SignedInRequest
from balai.core.errors import Refused


@login_required
@proven_lately
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: SignedInRequest) -> HttpResponse:
    form = TokenForm(request.POST or None)
    if form.is_valid():
        try:
            made = make_token(
                name=form.cleaned_data["name"],
                lasts=form.lasts,
                key=form.cleaned_data["key"],
                by=request.user,
                now=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            # No redirect: the words are shown with this answer and kept nowhere.
            return _page(request, TokenForm(), made=made, status=201)
    return _page(request, form, status=422 if form.errors else 200)


@login_required
@require_POST
def revocation(request: SignedInRequest, number: int) -> HttpResponse:
    own = tokens_of(request.user, now=timezone.now())
    token: ApiToken = get_object_or_404(own, pk=number)
    try:
        revoke_token(token, by=request.user, now=timezone.now())
        messages.success(request, _("The token is revoked. It opens nothing any more."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("accounts:tokens")


def _page(
    request: SignedInRequest, form: TokenForm, *, status: int, made: MadeToken | None = None
) -> HttpResponse:
    own = tokens_of(request.user, now=timezone.now())
    shown = {"form": form, "made": made, "tokens": own}
    return render(request, "accounts/tokens.html", shown, status=status)
