"""Who gave consents, and which of them somebody may see."""

from django.db.models import Count, Q, QuerySet

from balai.accounts import consenting, permissions
from balai.accounts.models import Consent, ConsentGiver, PrivacyRequest, PrivacyRequestQuerySet
from balai.accounts.models.areas import in_areas
from balai.accounts.visitors import Viewer


def givers_visible_to(person: Viewer) -> "QuerySet[ConsentGiver]":
    """Start every read here: those of the areas that somebody works for, but the forgotten."""
    known = ConsentGiver.objects.filter(forgotten_at__isnull=True).select_related("person")
    return known.filter(in_areas(permissions.areas_of_consents(person)))


def givers_with_counts(person: Viewer) -> "QuerySet[ConsentGiver]":
    """List givers, newest first, each with how many consents of theirs stand and ended."""
    standing = Count("consents", filter=Q(consents__withdrawn_at__isnull=True))
    withdrawn = Count("consents", filter=Q(consents__withdrawn_at__isnull=False))
    counted = givers_visible_to(person).annotate(standing=standing, withdrawn=withdrawn)
    return counted.order_by("-written_at", "-pk")


def giver_with_key(text: str) -> ConsentGiver | None:
    """Find who got this key, however it was written."""
    key = consenting.read_key(text)
    return ConsentGiver.objects.select_related("person").filter(key=key).first() if key else None


def consents_of(giver: ConsentGiver) -> "list[Consent]":
    """List what somebody agreed to: what stands first, then the newest."""
    given = giver.consents.select_related("text", "recorded_by", "withdrawn_by")
    return sorted(given, key=lambda one: (not one.is_standing, -one.pk))


def requests_visible_to(person: Viewer) -> PrivacyRequestQuerySet:
    """Start every read here: the requests that somebody answers, the most urgent first."""
    there = PrivacyRequest.objects.filter(in_areas(permissions.areas_of_requests(person)))
    return there.select_related("person", "decided_by").order_by("due_at", "pk")
