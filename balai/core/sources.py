"""Where a fact was read."""

from urllib.parse import urlsplit

from django.db import models

from balai.core.calendar import PartialDayField


class Source(models.Model):
    """A page or document that says it, who published it, and as of when it was said."""

    url = models.URLField(max_length=600, blank=True)
    publisher = models.CharField(max_length=200)
    said = PartialDayField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.publisher} {self.said}".strip()

    @property
    def is_linkable(self) -> bool:
        """Only web addresses become links, whatever an importer let in."""
        return urlsplit(self.url).scheme in {"http", "https"}
