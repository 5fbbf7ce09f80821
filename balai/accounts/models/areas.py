"""Conditions on the area in which a row lies."""

from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import In

from balai.accounts.rules import AREA_LEVELS, MEMBER
from balai.core.codes import LENGTHS, outermost


def in_a_fitting_area() -> Q:
    """Say for a constraint how long the code of each role's area is."""
    length = Length("area_code")
    fitting = Q()
    for kind, levels in AREA_LEVELS.items():
        lengths = sorted(LENGTHS[level] for level in levels)
        fitting |= Q(kind=kind) & Q(In(length, lengths))
    return fitting


def in_areas(codes: Iterable[str]) -> Q:
    """Say which rows lie in one of these areas; in none where there are none."""
    inside = Q(pk__in=[])
    for code in outermost(codes):
        inside |= Q(area_code=code) | Q(area_code__startswith=f"{code}.")
    return inside


def of_an_organisation_if_a_member() -> Q:
    return Q(kind=MEMBER, organisation_number__isnull=False) | (
        ~Q(kind=MEMBER) & Q(organisation_number__isnull=True)
    )
