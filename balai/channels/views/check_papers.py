"""The printed questions of a literacy check, for those who lead the class."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from balai.accounts.visitors import SignedInRequest
from balai.activities import public
from balai.channels.drawing.check_papers import check_paper as drawn_paper
from balai.channels.views.answers import answer_for_one


@login_required
@require_safe
def check_paper(request: SignedInRequest, number: int) -> HttpResponseBase:
    paper = public.check_paper(number, request.user)
    if paper is None:
        raise Http404
    return answer_for_one(request, drawn_paper, paper)
