"""What is said beside a listing: a community's labels, and notices of offices.

Neither lets anybody in or keeps anybody out; that is the protocol's alone.
"""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.ui.translated import in_language


class LabelQuerySet(models.QuerySet["Label"]):
    def standing(self) -> Self:
        """Those that a second member approved, and that nobody retired."""
        return self.filter(approved_at__isnull=False, retired_at__isnull=True)

    def waiting(self) -> Self:
        return self.filter(approved_at__isnull=True, retired_at__isnull=True)


class Label(models.Model):
    """A community's own words about what it keeps: in its language, Indonesian and English.

    Its words never change: another wording is another label.
    """

    community = models.ForeignKey("registry.Community", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    # In the community's language; empty where it says it in Indonesian.
    own_text = models.TextField(max_length=600, blank=True)
    text = models.TextField(max_length=600)
    text_en = models.TextField(max_length=600, blank=True)
    protocols = models.ManyToManyField("catalogue.Protocol", related_name="labels")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = LabelQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"],
                condition=Q(retired_at__isnull=True),
                name="catalogue_label_named_once",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | (Q(approved_at__isnull=False) & ~Q(approved_by=F("written_by"))),
                name="catalogue_label_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def said(self) -> str:
        return in_language(self, "text")


class Notice(models.Model):
    """What an office says of the rights in a listing. One of each kind stands at most."""

    class Kind(models.TextChoices):
        """The notices an office may choose from; it words none of its own."""

        RIGHTS = (
            "rights",
            _("A community may have rights in this: ask before you use it."),
        )
        ATTRIBUTION = "attribution", _("It is not fully known to whom this belongs.")
        TOGETHER = "together", _("The office works on this together with the community.")

    listing = models.ForeignKey(
        "catalogue.Listing", on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "kind"],
                condition=Q(removed_at__isnull=True),
                name="catalogue_notice_said_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
