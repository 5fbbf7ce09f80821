"""Pictures in which somebody can be recognised are shown while that person agrees."""

from datetime import datetime

from django.db import transaction
from django.db.models import Min, Q

from balai.accounts.consenting import LISTING, PHOTO, PICTURE
from balai.accounts.models import Consent
from balai.catalogue.events import PicturesChanged
from balai.catalogue.models import Listing, Picture, PictureQuerySet
from balai.core import events
from balai.core.freshness import content_changed


@transaction.atomic
def show_as_agreed(pictures: PictureQuerySet) -> None:
    """Bring pictures in step with the consents that stand for them, or for all of a listing."""
    changed = set()
    for picture in pictures.order_by("pk"):
        agreed_at = agreed_since(picture)
        if agreed_at != picture.agreed_at:
            Picture.objects.filter(pk=picture.pk).update(agreed_at=agreed_at)
            changed.add(picture.listing_id)
    for listing in Listing.objects.filter(pk__in=changed).order_by("pk"):
        pictures_changed(listing)


def agreed_since(picture: Picture) -> datetime | None:
    """Find since when somebody agrees to be seen in a picture; nothing while nobody does."""
    of_it = Q(thing=LISTING, thing_number=picture.listing_id)
    if picture.pk:
        of_it |= Q(thing=PHOTO, thing_number=picture.pk)
    standing = Consent.objects.standing().filter(of_it, purpose=PICTURE)
    first: datetime | None = standing.aggregate(first=Min("given_at"))["first"]
    return first


def pictures_changed(listing: Listing) -> None:
    """Tell pages and whoever reacts that other pictures of a listing are to be seen."""
    if Listing.objects.public().filter(pk=listing.pk).exists():
        content_changed()
        events.publish(PicturesChanged(listing.pk))
