"""When those who write for a village were asked whether what it shows is still so."""

from django.db import models


class VillageAsked(models.Model):
    """The last time that somebody was asked; a village is asked at most once a month."""

    village = models.OneToOneField("registry.Region", on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.village_id} {self.asked_at}"
