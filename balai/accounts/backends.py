"""Who somebody is, by what they are known as and their password."""

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from balai.accounts.models import Person


class ByEmailOrPhone(BaseBackend):
    """Knows people by e-mail address or telephone number, whichever they type."""

    def authenticate(
        self, request: HttpRequest | None, known_as: str = "", password: str = "", **_other: str
    ) -> Person | None:
        """Find the person. A stranger costs the same work as a wrong password."""
        person = Person.objects.known_as(known_as)
        if person is None:
            Person().set_password(password)
            return None
        return person if person.check_password(password) else None

    def get_user(self, user_id: int) -> Person | None:
        return Person.objects.get_queryset().admissible().filter(pk=user_id).first()
