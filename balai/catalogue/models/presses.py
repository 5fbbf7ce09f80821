"""How often the WhatsApp button of a listing was pressed. Nothing is known of who did."""

from django.db import models


class ChatPress(models.Model):
    """The presses of one day."""

    listing = models.ForeignKey("catalogue.Listing", on_delete=models.CASCADE, related_name="+")
    # A day in WITA.
    day = models.DateField()
    press_count = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "chat presses"
        constraints = [
            models.UniqueConstraint(fields=["listing", "day"], name="catalogue_presses_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.day}: {self.press_count}"
