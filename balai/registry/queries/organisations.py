"""Organisations, and the people in them."""

from django.db.models import Exists, OuterRef

from balai.accounts.models import Role, RoleKind
from balai.accounts.visitors import Viewer
from balai.registry.models import Organisation, OrganisationQuerySet


def organisations_of(person: Viewer) -> OrganisationQuerySet:
    """List the organisations whose member somebody is: members see theirs, whoever else may.

    One query; for a visitor none.
    """
    if not person.is_authenticated:
        return Organisation.objects.none()
    memberships = Role.objects.standing().filter(
        person=person.pk, kind=RoleKind.MEMBER, organisation_number=OuterRef("pk")
    )
    return Organisation.objects.filter(Exists(memberships))
