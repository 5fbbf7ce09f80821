"""Lists of listings by kind, sector and regency, and the page of each."""

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.catalogue.models import Kind
from balai.catalogue.queries import lists
from balai.catalogue.queries.cards import seed_of_listing
from balai.catalogue.queries.listing import (
    ListingPage,
    listing_page,
    listings_beside,
    visible_listing,
)
from balai.catalogue.queries.protocols import labels_of, notices_of
from balai.catalogue.rules import asks_price, kind_title
from balai.channels.heads import head_of_listing, head_of_page
from balai.channels.whatsapp import share_link
from balai.core.remembered import remembered
from balai.portal.links import list_address
from balai.portal.rules import chat_word, is_one_way
from balai.registry.queries.names import regency_names
from balai.ui.motif import single_url
from balai.ui.translated import language_of


@require_safe
def listings(request: HttpRequest) -> HttpResponse:
    return _list(request, _choice(request, kind=request.GET.get("jenis", "")))


@require_safe
def kind(request: HttpRequest, kind: str) -> HttpResponse:
    return _list(request, _choice(request, kind=kind))


@require_safe
def sector(request: HttpRequest, sector_code: str) -> HttpResponse:
    if sector_code not in lists.sectors():
        raise Http404
    choice = _choice(request, kind=request.GET.get("jenis", ""), sector_code=sector_code)
    return _list(request, choice)


@require_safe
def sectors(request: HttpRequest) -> HttpResponse:
    options = lists.options_of(lists.Choice(), province_code=settings.PROVINCE_CODE)
    title = _("Sectors")
    description = _("Choose a sector to see which villages work in it.")
    return render(
        request,
        "portal/sectors.html",
        {
            "head": head_of_page(request.path, title=title, description=description),
            "options": options,
            "section": "sectors",
        },
    )


@require_safe
def listing(request: HttpRequest, kind: str, number: int, slug: str = "") -> HttpResponse:
    found = visible_listing(request.user, number)
    if found is None:
        raise Http404
    if (found.kind, found.slug) != (kind, slug):
        # A title may change back, so browsers ask again.
        return HttpResponsePermanentRedirect(
            found.get_absolute_url(), headers={"Cache-Control": "no-cache"}
        )
    today = timezone.localdate()
    page = listing_page(request.user, found, today=today)
    return render(request, "portal/listing.html", shown(request, page, today=today))


def shown(request: HttpRequest, page: ListingPage, *, today: date) -> dict[str, object]:
    """Gather what the page of a listing shows; a preview shows the same."""
    listing = page.listing
    seller = listing.seller
    return {
        "head": head_of_listing(listing, price=page.price, when=page.when, photos=page.photos),
        "page": page,
        "listing": listing,
        "regency": regency_names().get(listing.regency_code, ""),
        "chat": reverse("portal:chat", args=[listing.kind, listing.pk])
        if seller and seller.public_number
        else "",
        "share": share_link(listing),
        "beside": listings_beside(listing, page.sectors, today=today),
        "labels": labels_of(listing),
        "notices": notices_of(listing),
        "kind_title": kind_title(listing.kind),
        "title_lang": language_of(listing, "title"),
        "text_lang": language_of(listing, "text"),
        "cover": single_url(seed_of_listing(listing)),
        "poster": reverse("channels:listing_poster", args=[listing.kind, listing.pk]),
        "chat_word": chat_word(listing.kind),
        "asks_price": asks_price(listing.kind),
        "one_way": is_one_way(list(listing.village.route_legs.all())),
        "section": "listings",
    }


def _choice(request: HttpRequest, *, kind: str, sector_code: str = "") -> lists.Choice:
    """Read a choice; what is unknown is no choice at all."""
    sector_code = sector_code or request.GET.get("sektor", "")
    regency_code = request.GET.get("kab", "")
    return lists.Choice(
        kind=kind if kind in Kind else "",
        regency_code=regency_code if regency_code in regency_names() else "",
        sector_code=sector_code if sector_code in lists.sectors() else "",
    )


def _list(request: HttpRequest, choice: lists.Choice) -> HttpResponse:
    after = lists.Cursor.read(request.GET.get("setelah", ""))
    page = lists.page_of_listings(choice, after=after, today=timezone.localdate())
    options = lists.options_of(choice, province_code=settings.PROVINCE_CODE)
    title = _title(choice)
    return render(
        request,
        "portal/listings.html",
        {
            "head": head_of_page(
                request.path,
                title=title,
                description=_("%(what)s from the villages, straight from those who offer it.")
                % {"what": title},
                noindex=bool(request.GET),
                feed_kind=choice.kind,
            ),
            "title": title,
            "choice": choice,
            "total": options.total,
            "narrowing": _ways_to_narrow(choice),
            "page": page,
            "first_url": list_address(choice) if after else "",
            **_wider(choice),
            "next_url": list_address(choice, after=page.following) if page.following else "",
            "section": "listings",
        },
    )


@remembered
def _ways_to_narrow(choice: lists.Choice) -> SafeString:
    """Draw what stands above a list: the same for everyone until the content changes."""
    options = lists.options_of(choice, province_code=settings.PROVINCE_CODE)
    return render_to_string(
        "portal/_narrowing.html",
        {
            "choice": choice,
            "options": options,
            "kinds": [
                (option, list_address(replace(choice, kind=option.value)))
                for option in options.kinds
            ],
            "all_kinds_url": list_address(replace(choice, kind="")),
            "filter_action": list_address(lists.Choice(kind=choice.kind)),
        },
    )


def _wider(choice: lists.Choice) -> dict[str, str]:
    """Name a wider list, for where a choice leaves nothing."""
    if choice.regency_code and (choice.sector_code or choice.kind):
        wider = replace(choice, regency_code="")
        return {
            "wider_url": list_address(wider),
            "wider_words": _("See %(what)s of every regency") % {"what": _title(wider)},
        }
    if choice != lists.Choice():
        return {
            "wider_url": list_address(lists.Choice()),
            "wider_words": _("See everything villages show"),
        }
    return {}


def _title(choice: lists.Choice) -> str:
    parts = [kind_title(choice.kind) if choice.kind else _("Everything villages show")]
    if choice.sector_code:
        parts = [str(lists.sectors()[choice.sector_code])]
        if choice.kind:
            parts.append(kind_title(choice.kind))
    if choice.regency_code:
        parts.append(regency_names()[choice.regency_code])
    return "\u00a0· ".join(parts)
