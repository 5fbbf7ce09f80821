"""What each page about people begins with: whose people one looks after."""

from django.http import Http404

from balai.accounts.visitors import SignedInRequest
from balai.portal.queries.people import Charge, charge_of


def charge_or_404(request: SignedInRequest) -> Charge:
    """Let those in who look after the people of some area; for others there is nothing."""
    charge = charge_of(request.user)
    if charge is None:
        raise Http404
    return charge
