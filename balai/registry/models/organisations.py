"""Organisations (lembaga): those who make, guide, host and sell."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.accounts.rules import MEMBER
from balai.accounts.visitors import Viewer, rights_of
from balai.core.sources import Source


class OrganisationKind(models.TextChoices):
    """What sort of organisation it is."""

    BUMDES = "bumdes", _("village-owned enterprise")
    COOPERATIVE = "cooperative", _("cooperative")
    POKDARWIS = "pokdarwis", _("tourism group")
    MAKER_GROUP = "maker_group", _("maker group")
    MAKER = "maker", _("maker")


class ContactOf(models.TextChoices):
    """Whose number and address they are. Where nobody said it, they count as a person's."""

    ORGANISATION = "organisation", _("the organisation's own")
    PERSON = "person", _("one person's")


# A maker is one person: her name is hers to show. Any other name is nobody's.
NAMED = ~Q(kind=OrganisationKind.MAKER) | Q(name_agreed_at__isnull=False)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, person: Viewer) -> Self:
        """Start every read here: what everyone may see, one's own, and all where one works."""
        rights = rights_of(person)
        if not rights:
            return self.public()
        own = {right.organisation_number for right in rights if right.kind == MEMBER}
        there = Q(pk__in=())
        for right in rights:
            if right.kind != MEMBER:
                there |= Q(region__code__within=right.area_code)
        served = Organisation.villages.through.objects.filter(there)
        return self.filter(NAMED | Q(pk__in=own) | Q(pk__in=served.values("organisation_id")))

    def public(self) -> Self:
        """Those whose name everyone may read. Fails closed: a maker agrees to it first."""
        return self.filter(NAMED)


class Organisation(models.Model):
    """A BUMDes, cooperative, pokdarwis, maker group or single maker.

    A cooperative may serve several villages. What is shown to everyone is `public_name`
    and `public_number`: the name of a maker, and a contact that is a person's, only while
    a consent stands.
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
    contact_of = models.CharField(max_length=12, choices=ContactOf, blank=True)
    # Since when the one whose they are agrees to their being shown; kept in step with the
    # consents in accounts by reactions.py, empty while none stands.
    name_agreed_at = models.DateTimeField(null=True, blank=True, editable=False)
    contact_agreed_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Invented for trying Balai out; pages say so.
    example = models.BooleanField(default=False)
    contact_is_example = models.BooleanField(default=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def shows_name(self) -> bool:
        """Tell whether everyone may read its name."""
        return self.kind != OrganisationKind.MAKER or self.name_agreed_at is not None

    @property
    def shows_contact(self) -> bool:
        """Tell whether everyone may write to it. An invented number is nobody's."""
        is_its_own = (
            self.contact_of == ContactOf.ORGANISATION and self.kind != OrganisationKind.MAKER
        )
        return is_its_own or self.contact_is_example or self.contact_agreed_at is not None

    @property
    def public_name(self) -> str:
        return self.name if self.shows_name else ""

    @property
    def public_number(self) -> str:
        return self.whatsapp_number if self.shows_contact else ""


class OrganisationSource(Source):
    """Where an organisation was named."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="sources")
