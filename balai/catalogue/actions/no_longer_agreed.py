"""What goes from the catalogue at once when somebody no longer agrees to be shown.

A seller's name is left out wherever it stands by itself, and the listing stays. What
says the name or number in its own words, or was agreed to as a whole, is withdrawn: its
owner writes it anew.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import models
from django.db.models import Q

from balai.catalogue.actions.listings import withdraw_listing
from balai.catalogue.actions.pictures import remove_picture
from balai.catalogue.models import Kind, Listing, Picture
from balai.registry.models import Organisation

# +62 812… and 0812… end alike.
_COUNTRY = re.compile(r"^62")
_NO_DIGIT = re.compile(r"\D")


def withdraw_listing_of(number: int, *, now: datetime) -> None:
    if listing := Listing.objects.standing().filter(pk=number).first():
        withdraw_listing(listing, by=None, now=now)


def remove_picture_of(number: int, *, now: datetime) -> None:
    if picture := Picture.objects.standing().filter(pk=number).first():
        remove_picture(picture, by=None, now=now)


def remove_pictures_of_listing(number: int, *, now: datetime) -> None:
    for picture in Picture.objects.standing().filter(listing=number).order_by("pk"):
        remove_picture(picture, by=None, now=now)


def withdraw_listings_that_name(name: str, *, seller: int, now: datetime) -> None:
    wanted = " ".join(name.lower().split())
    if wanted:
        _withdraw_near(seller, lambda words: wanted in " ".join(words.lower().split()), now=now)


def withdraw_listings_that_tell_the_number(number: str, *, seller: int, now: datetime) -> None:
    wanted = _COUNTRY.sub("", number)
    if wanted:
        _withdraw_near(seller, lambda words: wanted in _NO_DIGIT.sub("", words), now=now)


def _withdraw_near(seller: int, says: Callable[[str], bool], *, now: datetime) -> None:
    """Withdraw those that say it, of this seller and of the villages that it serves."""
    villages = Organisation.objects.filter(pk=seller).values("villages")
    near = Listing.objects.standing().filter(Q(seller=seller) | Q(village__in=villages))
    for listing in near.select_related(*Kind.values).prefetch_related("pictures").order_by("pk"):
        if says("\n".join(_words_of(listing))):
            withdraw_listing(listing, by=None, now=now)


def _words_of(listing: Listing) -> Iterator[str]:
    """Read all that a listing says in words, its details and pictures included."""
    pictures = [one for one in listing.pictures.all() if one.removed_at is None]
    for row in (listing, getattr(listing, listing.kind), *pictures):
        for field in row._meta.concrete_fields:
            if isinstance(field, (models.CharField, models.TextField)):
                yield str(getattr(row, field.attname) or "")
