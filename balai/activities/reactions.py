"""What follows in activities from what happens elsewhere."""

from balai.accounts.consenting import PARTICIPANT
from balai.accounts.events import (
    AccountEmptied,
    ConsentGiven,
    ConsentWithdrawn,
    ContactForgotten,
    GiverForgotten,
    NameForgotten,
)
from balai.activities.actions.calendars import end_calendar_links
from balai.activities.actions.forgotten import (
    erase_from_words,
    lead_nothing,
    move_to_successors,
)
from balai.activities.actions.holders import (
    forget_name_on_certificates,
    forget_on_certificates,
)
from balai.activities.actions.participants import agree, forget_number, forget_participant
from balai.core.events import reacts_to
from balai.registry.events import MakerForgotten, RegionsEnded


@reacts_to(ConsentGiven)
def stand_on_lists(fact: ConsentGiven) -> None:
    if fact.thing == PARTICIPANT:
        agree(fact.thing_number, now=fact.at)


@reacts_to(ConsentWithdrawn)
def stand_on_no_list_any_more(fact: ConsentWithdrawn) -> None:
    if fact.thing == PARTICIPANT:
        forget_participant(fact.thing_number)


@reacts_to(GiverForgotten)
def forget_participants(fact: GiverForgotten) -> None:
    for thing, number in fact.things:
        if thing == PARTICIPANT:
            forget_participant(number)


@reacts_to(AccountEmptied)
def let_them_lead_nothing(fact: AccountEmptied) -> None:
    lead_nothing(fact.person_pk, now=fact.at)
    end_calendar_links(fact.person_pk, now=fact.at)


@reacts_to(ContactForgotten)
def forget_the_number(fact: ContactForgotten) -> None:
    forget_number(fact.contact)


@reacts_to(NameForgotten)
def forget_what_somebody_was_called(fact: NameForgotten) -> None:
    erase_from_words(fact.name, fact.number, village_codes=fact.village_codes)


@reacts_to(MakerForgotten)
def forget_what_a_maker_was_called(fact: MakerForgotten) -> None:
    erase_from_words(fact.name, fact.number, village_codes=fact.village_codes)


@reacts_to(RegionsEnded)
def follow_the_only_successor(fact: RegionsEnded) -> None:
    move_to_successors((before, after) for before, after in fact.successions if after)


@reacts_to(AccountEmptied)
def print_no_certificate_of_whoever_is_forgotten(fact: AccountEmptied) -> None:
    forget_on_certificates(fact.person_pk)


@reacts_to(NameForgotten)
def take_the_name_off_certificates_of_classes(fact: NameForgotten) -> None:
    """Whoever had no account stands on the certificates of a class by name alone."""
    forget_name_on_certificates(fact.name, fact.village_codes)
