"""Who is looking, and what they are: a person who signed in, or a visitor, who is nobody."""

from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from balai.accounts.models import Person, Role
from balai.accounts.rules import Right

Viewer: TypeAlias = Person | AnonymousUser

VISITOR = AnonymousUser()


class SignedInRequest(HttpRequest):
    """What a view behind `login_required` is asked: somebody is known to ask it."""

    user: Person


def rights_of(person: Viewer) -> frozenset[Right]:
    """Read what somebody is, and where. A visitor is nothing, and costs no query."""
    if not person.is_authenticated:
        return frozenset()
    standing = Role.objects.standing().filter(person=person.pk)
    return frozenset(Right(*row) for row in standing.values_list(*Right._fields))


def rights_once_held_by(person: Person) -> frozenset[Right]:
    """Read what somebody was, and where."""
    ended = Role.objects.filter(person=person, ended_at__isnull=False)
    return frozenset(Right(*row) for row in ended.values_list(*Right._fields))
