"""Requests of people about what is held of them, and the clock they run against."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.core.codes import VILLAGE_LENGTH


class Wish(models.TextChoices):
    """What somebody asks for."""

    SEE = "see", _("see what is held about me")
    CORRECT = "correct", _("correct something")
    HIDE = "hide", _("no longer show something")
    DELETE = "delete", _("delete what is held about me")


class PrivacyRequestQuerySet(models.QuerySet["PrivacyRequest"]):
    def waiting(self) -> Self:
        return self.filter(state=PrivacyRequest.State.WAITING)


class PrivacyRequest(models.Model):
    """One request, from somebody with an account or from anybody else.

    What it says of the one who asks is emptied when they are forgotten.
    """

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        DECLINED = "declined", _("not done")

    wish = models.CharField(max_length=10, choices=Wish)
    # The area whose officers answer.
    area_code = models.CharField(max_length=VILLAGE_LENGTH, db_index=True)
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # What somebody without an account is called, and where they are answered.
    name = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=254, blank=True)
    words = models.TextField(max_length=2000, blank=True)
    request_key = models.UUIDField(unique=True)

    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # What the one who asked was told.
    said = models.TextField(max_length=2000, blank=True)

    objects = PrivacyRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_at__gt=F("received_at")),
                name="accounts_privacy_request_has_a_clock",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="waiting", decided_at__isnull=True, decided_by__isnull=True, said=""
                )
                | (
                    Q(decided_at__gte=F("received_at"), decided_by__isnull=False)
                    & ~Q(state="waiting")
                ),
                name="accounts_privacy_request_decided_or_waiting",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="accounts_privacy_due"),
        ]

    def __str__(self) -> str:
        return f"{self.get_wish_display()} {self.pk}"

    @property
    def asked_by(self) -> str:
        return self.person.name if self.person_id and self.person else self.name
