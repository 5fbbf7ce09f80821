"""Search over listings and villages. Any input gets an answer."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.channels.heads import head_of_page
from balai.portal.queries.search import Question, answer_to, suggestions_for


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    question = Question.read(request.GET)
    answer = answer_to(
        request.user, question, province_code=settings.PROVINCE_CODE, today=timezone.localdate()
    )
    title = _("Search: %(words)s") % {"words": question.words} if question.words else _("Search")
    description = _("Find listings and villages by what people call them.")
    return render(
        request,
        "portal/search.html",
        {
            "head": head_of_page(
                request.path, title=title, description=description, noindex=bool(request.GET)
            ),
            "question": question,
            "answer": answer,
            "section": "search",
        },
    )


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """What the search field offers while one types."""
    words = Question.read(request.GET).words
    return render(
        request, "portal/_suggestions.html", {"suggestions": suggestions_for(request.user, words)}
    )
