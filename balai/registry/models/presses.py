"""How often the WhatsApp button of an organisation was pressed. Nothing is known of who did."""

from django.db import models


class ContactPress(models.Model):
    """The presses of one day on the page of one village."""

    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.CASCADE, related_name="+"
    )
    village = models.ForeignKey("registry.Region", on_delete=models.CASCADE, related_name="+")
    # A day in WITA.
    day = models.DateField()
    press_count = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "contact presses"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "village", "day"], name="registry_presses_of_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.day}: {self.press_count}"
