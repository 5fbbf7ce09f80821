"""People: those who may sign in."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.utils import timezone

from balai.accounts.rules import DEMO_DOMAIN
from balai.core.phones import PhoneUnclear, phone_digits


class PersonQuerySet(models.QuerySet["Person"]):
    def admissible(self) -> Self:
        """Keep those who may sign in at all: not the forgotten, invented ones in a demo only."""
        admitted = self.filter(forgotten_at__isnull=True)
        return admitted if settings.IS_DEMO else admitted.exclude(email__endswith=DEMO_DOMAIN)

    def mailable(self) -> Self:
        """Keep those who read what is mailed to them; an invented address is nobody's."""
        reached = self.admissible().filter(email__isnull=False)
        return reached.exclude(email="").exclude(email__endswith=DEMO_DOMAIN)


class PersonManager(BaseUserManager["Person"]):
    """Makes people; nobody under 18 has an account."""

    def create_person(
        self, *, name: str, email: str = "", phone_number: str = "", **fields: Any
    ) -> "Person":
        """Write a person down by e-mail address, telephone number or both.

        Raises PhoneUnclear; the database refuses one who can be reached by neither.
        """
        person = self.model(
            name=name,
            email=email.strip().lower() or None,
            phone_number=phone_digits(phone_number) or None,
            **fields,
        )
        person.set_unusable_password()
        person.save()
        return person

    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def known_as(self, text: str) -> "Person | None":
        """Find somebody by e-mail address or by any spelling of a telephone number."""
        try:
            known = (
                {"email": text.strip().lower()}
                if "@" in text
                else {"phone_number": phone_digits(text)}
            )
        except PhoneUnclear:
            return None
        return self.get_queryset().admissible().filter(**known).first()


class Person(AbstractBaseUser):
    """Somebody who may sign in. Never holds a NIK or a KK number.

    A person who asks to be forgotten is emptied, not deleted: what happened keeps its
    number, and no name.
    """

    name = models.CharField(max_length=120, blank=True)
    # In small letters: nobody has two accounts for the sake of a capital.
    email = models.EmailField(unique=True, null=True, blank=True)
    # Digits with the country code, as those of organisations: 62812…
    phone_number = models.CharField(max_length=15, unique=True, null=True, blank=True)
    # When the person said to be 18 or older; empty for those the system wrote down.
    adult_said_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=True) | Q(Exact(models.F("email"), Lower("email"))),
                name="accounts_email_in_small_letters",
            ),
            models.CheckConstraint(
                condition=Q(
                    forgotten_at__isnull=False,
                    name="",
                    email__isnull=True,
                    phone_number__isnull=True,
                )
                | Q(forgotten_at__isnull=True, email__isnull=False)
                | Q(forgotten_at__isnull=True, phone_number__isnull=False),
                name="accounts_person_reachable_or_forgotten",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Tell Django who may be signed in: not whoever was forgotten."""
        return self.forgotten_at is None
