"""Mails that an action sends, after the answer."""

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from balai.accounts.models import Invitation, JoinRequest
from balai.core.tasks import later
from balai.core.tokens import hash_of, new_token


@later
def send_invitation(request_pk: int) -> None:
    """Mail to whoever asked to join a link of their own.

    A second try makes a second link, and the first of the two holds no longer.
    """
    request = JoinRequest.objects.filter(pk=request_pk).exclude(email="").first()
    if request is None:
        return
    token = new_token()
    open_one = Invitation.objects.open(now=timezone.now()).filter(request=request)
    if not open_one.update(mailed_token_hash=hash_of(token)):
        return
    with translation.override(request.language):
        address = settings.SITE_URL + reverse("portal:invitation", args=[token])
        words = _(
            "Hello %(name)s,\n\nyou asked to join Balai, and may. Open this link within seven "
            "days to choose a password:\n\n%(address)s\n\nIf you did not ask, leave it; nothing "
            "happens then."
        ) % {"name": request.name, "address": address}
        send_mail(_("Come in: your invitation to Balai"), words, None, [request.email])
