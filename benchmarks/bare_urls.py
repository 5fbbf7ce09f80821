"""Twenty plain cards from one query, beside all of Balai."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from balai.catalogue.models import Listing
from balai.catalogue.queries.lists import PAGE_LENGTH
from config import urls


def bare(request: HttpRequest) -> HttpResponse:
    products = Listing.objects.visible_to(request.user).of_kind("product")
    listings = products.select_related("village").freshest_first()[:PAGE_LENGTH]
    return render(request, "bare.html", {"listings": listings})


urlpatterns = [path("bare/", bare), *urls.urlpatterns]
