"""A fact reaches those who react to it, in the same transaction."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from balai.core.events import publish, reacts_to
from balai.core.models import ContentVersion


@dataclass(frozen=True)
class DoorOpened:
    number: int


@dataclass(frozen=True)
class DoorClosed:
    number: int


@transaction.atomic
def close_door():
    ContentVersion.objects.create(pk=1, number=7)
    publish(DoorClosed(1))


@pytest.mark.django_db
def test_a_reaction_sees_facts_of_its_kind_only():
    seen: list[DoorOpened] = []
    reacts_to(DoorOpened)(seen.append)

    publish(DoorOpened(1))
    publish(DoorClosed(2))

    assert seen == [DoorOpened(1)]


@pytest.mark.django_db
def test_a_reaction_that_fails_undoes_the_fact():
    @reacts_to(DoorClosed)
    def fail(_fact):
        raise RuntimeError("stuck")

    with pytest.raises(RuntimeError, match="stuck"):
        close_door()

    assert not ContentVersion.objects.filter(number=7).exists()
