"""Who is looking: a person who signed in, or a visitor, who is nobody."""

from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser

from balai.accounts.models import Person

Viewer: TypeAlias = Person | AnonymousUser

VISITOR = AnonymousUser()
