"""What follows for what stands below when an app above core says that something happened."""

from balai.accounts.events import AccountEmptied
from balai.core.events import reacts_to
from balai.intake.actions.purging import forget_sent_by


@reacts_to(AccountEmptied)
def forget_what_was_sent(fact: AccountEmptied) -> None:
    forget_sent_by(fact.person_pk, now=fact.at)
