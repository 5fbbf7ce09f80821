"""What follows in the channels from what happens elsewhere."""

from balai.accounts.consenting import LISTING, PHOTO
from balai.accounts.events import ConsentWithdrawn
from balai.catalogue.events import (
    ListingChanged,
    ListingPublished,
    ListingWithdrawn,
    PicturesChanged,
)
from balai.catalogue.models import Listing
from balai.channels.tasks import draw_ahead, draw_anew, throw_away_at_once, throw_away_later
from balai.core.events import reacts_to
from balai.registry.events import ContactHidden, OrganisationUnnamed


@reacts_to(ListingPublished)
def draw_pictures_of_it(fact: ListingPublished) -> None:
    draw_ahead(fact.listing_pk)


@reacts_to(ListingChanged)
def draw_its_pictures_anew(fact: ListingChanged) -> None:
    draw_ahead(fact.listing_pk)


@reacts_to(ListingWithdrawn)
def throw_its_pictures_away(fact: ListingWithdrawn) -> None:
    throw_away_later(fact.listing_pk)


@reacts_to(OrganisationUnnamed)
def throw_away_what_may_name_a_maker(fact: OrganisationUnnamed) -> None:
    throw_away_at_once(Listing.objects.filter(seller=fact.organisation_pk))


@reacts_to(ContactHidden)
def throw_away_what_may_tell_a_number(fact: ContactHidden) -> None:
    throw_away_at_once(Listing.objects.filter(seller=fact.organisation_pk))


@reacts_to(ConsentWithdrawn)
def throw_away_what_may_show_a_face(fact: ConsentWithdrawn) -> None:
    if fact.thing == PHOTO:
        throw_away_at_once(Listing.objects.filter(pictures=fact.thing_number))
    elif fact.thing == LISTING:
        throw_away_at_once(Listing.objects.filter(pk=fact.thing_number))


@reacts_to(PicturesChanged)
def draw_it_with_the_pictures_it_has_now(fact: PicturesChanged) -> None:
    draw_anew(fact.listing_pk)
