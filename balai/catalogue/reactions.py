"""What follows in the catalogue from what happens elsewhere."""

from collections.abc import Iterable

from django.utils import timezone

from balai.accounts.consenting import LISTING, NAME, PHOTO, PICTURE
from balai.accounts.events import ConsentGiven, ConsentWithdrawn, ContactForgotten, NameForgotten
from balai.catalogue.actions.agreed import show_as_agreed
from balai.catalogue.actions.doors import settle_due
from balai.catalogue.actions.forgotten import delete_enquiries_of, erase_from_words
from balai.catalogue.actions.moves import move_listings
from balai.catalogue.actions.no_longer_agreed import (
    remove_picture_of,
    remove_pictures_of_listing,
    withdraw_listing_of,
    withdraw_listings_that_name,
    withdraw_listings_that_tell_the_number,
)
from balai.catalogue.models import Listing, ListingQuerySet, Picture
from balai.catalogue.search import index_listings
from balai.core.events import reacts_to
from balai.core.tasks import daily
from balai.registry.events import (
    ContactHidden,
    MakerForgotten,
    OrganisationChanged,
    OrganisationUnnamed,
    RegionsEnded,
    RegionsRenamed,
)
from balai.registry.models import Region
from balai.registry.rules import level_of, outermost
from balai.registry.rules.batches import in_batches


@reacts_to(RegionsRenamed)
def find_listings_under_the_new_name(fact: RegionsRenamed) -> None:
    """Listings are found by the names of their village and regency, and by no other."""
    codes = outermost(code for code in fact.codes if level_of(code) in {"regency", "village"})
    for code in codes:
        if level_of(code) == "regency":
            _index_anew(Listing.objects.in_regency(code))
    for some in in_batches(code for code in codes if level_of(code) == "village"):
        _index_anew(Listing.objects.filter(village__code__in=some))


@reacts_to(RegionsEnded)
def move_listings_to_the_only_successor(fact: RegionsEnded) -> None:
    """Where several followed, nobody knows which of them a listing is in: it stays."""
    succeeded = [(old, new) for old, new in fact.successions if new]
    regions: dict[str, Region] = {}
    for some in in_batches(code for pair in succeeded for code in pair):
        regions |= {region.code: region for region in Region.objects.filter(code__in=some)}
    move_listings((regions[old], regions[new]) for old, new in succeeded)


@reacts_to(OrganisationChanged)
def find_listings_under_the_new_name_of_their_seller(fact: OrganisationChanged) -> None:
    _index_anew(Listing.objects.filter(seller=fact.organisation_pk))


@reacts_to(OrganisationUnnamed)
def withdraw_what_names_a_maker_in_its_own_words(fact: OrganisationUnnamed) -> None:
    withdraw_listings_that_name(fact.name, seller=fact.organisation_pk, now=fact.at)


@reacts_to(ContactHidden)
def withdraw_what_tells_a_number_in_its_own_words(fact: ContactHidden) -> None:
    withdraw_listings_that_tell_the_number(fact.number, seller=fact.organisation_pk, now=fact.at)


@reacts_to(ConsentGiven)
def show_whoever_agreed_to_be_seen(fact: ConsentGiven) -> None:
    if fact.thing == PHOTO:
        show_as_agreed(Picture.objects.standing().filter(pk=fact.thing_number))
    elif fact.thing == LISTING and fact.purpose == PICTURE:
        show_as_agreed(Picture.objects.standing().filter(listing=fact.thing_number))


@reacts_to(ConsentWithdrawn)
def hide_what_is_no_longer_agreed_to(fact: ConsentWithdrawn) -> None:
    if fact.thing == PHOTO:
        remove_picture_of(fact.thing_number, now=fact.at)
    elif fact.thing == LISTING and fact.purpose == NAME:
        withdraw_listing_of(fact.thing_number, now=fact.at)
    elif fact.thing == LISTING:
        remove_pictures_of_listing(fact.thing_number, now=fact.at)


@reacts_to(NameForgotten)
def forget_what_somebody_was_called(fact: NameForgotten) -> None:
    erase_from_words(fact.name, fact.number, village_codes=fact.village_codes)


@reacts_to(ContactForgotten)
def forget_what_somebody_wrote_to_sellers(fact: ContactForgotten) -> None:
    delete_enquiries_of(fact.contact)


@reacts_to(MakerForgotten)
def forget_what_a_maker_was_called(fact: MakerForgotten) -> None:
    erase_from_words(fact.name, fact.number, village_codes=fact.village_codes)


def _index_anew(listings: ListingQuerySet) -> None:
    numbers: Iterable[int] = listings.standing().order_by("pk").values_list("pk", flat=True)
    for some in in_batches(numbers):
        index_listings(Listing.objects.filter(pk__in=some))


@daily
def open_and_close_by_season() -> None:
    """See to seasons in the morning where no visitor came first; see SeasonsOnTime."""
    while settle_due(now=timezone.now()):
        pass
