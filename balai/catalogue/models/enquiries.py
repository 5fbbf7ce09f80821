"""Enquiries (pesan): what visitors without WhatsApp write to a seller."""

from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from balai.accounts.visitors import Viewer
from balai.catalogue.models.listings import Listing

# Then it is deleted, answered or not. The form says so.
KEPT_FOR = timedelta(days=180)


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def visible_to(self, person: Viewer) -> Self:
        """Start every read here: those who write for a listing read what is written to them."""
        return self.filter(listing__in=Listing.objects.editable_by(person))

    def kept(self, *, now: datetime) -> Self:
        return self.filter(received_at__gt=now - KEPT_FOR)

    def waiting(self) -> Self:
        return self.filter(answered_at__isnull=True)

    def sent_as(self, key: UUID) -> "Enquiry | None":
        """Find what the same form made when it was sent before."""
        return self.filter(request_key=key).first()


class Enquiry(models.Model):
    """One message of somebody without an account, and how to reach them."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="+")
    # Minted by the form, so a phone that lost signal can send the same request twice.
    request_key = models.UUIDField(unique=True)
    name = models.CharField(max_length=120)
    # One of the two; the other is empty.
    email = models.EmailField(blank=True, db_index=True)
    phone_number = models.CharField(max_length=15, blank=True, db_index=True)
    message = models.TextField()
    # That of the page it was written on.
    language = models.CharField(max_length=2)
    received_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "enquiries"
        constraints = [
            models.CheckConstraint(
                condition=(Q(email="") & ~Q(phone_number="")) | (~Q(email="") & Q(phone_number="")),
                name="catalogue_enquiry_is_reached_one_way",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="catalogue_enquiry_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.received_at:%Y-%m-%d}"
