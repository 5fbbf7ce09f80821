"""What follows in the registry from what happens elsewhere."""

from balai.accounts.actions.moves import move_consents
from balai.accounts.consenting import ORGANISATION
from balai.accounts.events import (
    AccountEmptied,
    ConsentGiven,
    ConsentWithdrawn,
    GiverForgotten,
)
from balai.core.events import reacts_to
from balai.registry.actions.agreed import show_as_agreed
from balai.registry.actions.forgotten import end_memberships, forget_maker
from balai.registry.events import RegionsEnded


@reacts_to(ConsentGiven)
def show_what_was_agreed_to(fact: ConsentGiven) -> None:
    if fact.thing == ORGANISATION:
        show_as_agreed(fact.thing_number, now=fact.at)


@reacts_to(ConsentWithdrawn)
def hide_what_is_no_longer_agreed_to(fact: ConsentWithdrawn) -> None:
    if fact.thing == ORGANISATION:
        show_as_agreed(fact.thing_number, now=fact.at)


@reacts_to(GiverForgotten)
def forget_makers(fact: GiverForgotten) -> None:
    for thing, number in fact.things:
        if thing == ORGANISATION:
            forget_maker(number)


@reacts_to(AccountEmptied)
def let_them_belong_nowhere(fact: AccountEmptied) -> None:
    end_memberships(fact.person_pk, by_pk=fact.by_pk, now=fact.at)


@reacts_to(RegionsEnded)
def let_consents_follow_the_only_successor(fact: RegionsEnded) -> None:
    move_consents((before, after) for before, after in fact.successions if after)
