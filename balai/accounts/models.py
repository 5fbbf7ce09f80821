"""People. Sign-in and roles come with "Let people in"; the table is here from the start."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone


class PersonManager(BaseUserManager["Person"]):
    """Makes people; nobody under 18 has an account."""

    def create_person(self, *, email: str, name: str, **fields: Any) -> "Person":
        person = self.model(email=self.normalize_email(email), name=name, **fields)
        person.set_unusable_password()
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody who may sign in. Never holds a NIK or a KK number."""

    name = models.CharField(max_length=120)
    email = models.EmailField(unique=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name
