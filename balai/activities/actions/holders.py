"""Whoever is forgotten stands on no certificate; what was learned keeps its number."""

from collections.abc import Iterable

from balai.activities.models import Certificate, Issue
from balai.core.freshness import content_changed


def forget_on_certificates(person_pk: int) -> None:
    """Empty the name on each certificate of a person. What is signed never held it."""
    _empty(list(Certificate.objects.filter(person=person_pk).values_list("pk", flat=True)))


def forget_name_on_certificates(name: str, village_codes: Iterable[str]) -> None:
    """Empty this name on the certificates of classes in these villages, and where it waits."""
    if not name.strip():
        return
    there = Certificate.objects.filter(area_code__in=list(village_codes), name__iexact=name)
    _empty(list(there.values_list("pk", flat=True)))
    waiting = Issue.objects.filter(session__village__code__in=list(village_codes))
    for issue in waiting.exclude(names=[]):
        kept = ["" if one.casefold() == name.casefold() else one for one in issue.names]
        Issue.objects.filter(pk=issue.pk).update(names=kept)


def _empty(numbers: list[int]) -> None:
    if Certificate.objects.filter(pk__in=numbers).update(name="", name_agreed_at=None):
        content_changed()
