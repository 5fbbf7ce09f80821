"""Organisations (lembaga): those who make, guide, host and sell."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.accounts.visitors import Viewer
from balai.core.sources import Source


class OrganisationKind(models.TextChoices):
    """What sort of organisation it is."""

    BUMDES = "bumdes", _("village-owned enterprise")
    COOPERATIVE = "cooperative", _("cooperative")
    POKDARWIS = "pokdarwis", _("tourism group")
    MAKER_GROUP = "maker_group", _("maker group")
    MAKER = "maker", _("maker")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, person: Viewer) -> Self:
        return self


class Organisation(models.Model):
    """A BUMDes, cooperative, pokdarwis, maker group or single maker.

    A cooperative may serve several villages. Only contacts that its people agreed to
    publish are kept here.
    """

    key = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=OrganisationKind)
    name = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    nib = models.CharField(max_length=13, blank=True)
    villages = models.ManyToManyField("registry.Region", related_name="organisations")
    # Digits with the country code, as WhatsApp links want them: 62812…
    whatsapp_number = models.CharField(max_length=15, blank=True)
    email = models.EmailField(blank=True)
    # Invented for trying Balai out; pages say so.
    example = models.BooleanField(default=False)
    contact_is_example = models.BooleanField(default=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OrganisationSource(Source):
    """Where an organisation was named."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="sources")
