"""Tables that belong to no domain."""

from django.db import models


class ContentVersion(models.Model):
    """One row whose number rises with every change that a visitor could see.

    Cached pages are kept under it, so that a page from before a change is never
    served after it, whichever process answers.
    """

    number = models.BigIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="core_one_content_version"),
        ]

    def __str__(self) -> str:
        return str(self.number)
