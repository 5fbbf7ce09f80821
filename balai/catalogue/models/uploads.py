"""Photos on their way, piece by piece, from phones whose signal comes and goes."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from balai.accounts.models import Person
from balai.catalogue.models.listings import Listing
from balai.catalogue.models.pictures import Picture
from balai.photos.sizes import MOST_BYTES


class UploadQuerySet(models.QuerySet["Upload"]):
    def of(self, person: Person) -> Self:
        """Start every look-up here: nobody goes on with the upload of somebody else."""
        return self.filter(by=person)

    def open(self) -> Self:
        """Those that have not become a picture yet."""
        return self.filter(picture__isnull=True)


class Upload(models.Model):
    """One photo on its way; what has arrived of it survives a lost signal for a day."""

    # Minted by the phone, so that it can ask after a tab was closed how far it came.
    key = models.UUIDField(unique=True)
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(db_index=True)
    # What became of it; the pieces are gone then.
    picture = models.ForeignKey(
        Picture, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )

    objects = UploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=MOST_BYTES, received__lte=F("size")),
                name="catalogue_upload_within_its_size",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.received}/{self.size}"


class UploadPiece(models.Model):
    """Some bytes of an upload, in the database so that they come and go with its count."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="pieces")
    offset = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "offset"], name="catalogue_piece_once"),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.offset}"
