"""Owners are asked in the morning whether what they show is still so."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from balai.accounts.models import Person, Role
from balai.accounts.rules import MEMBER
from balai.catalogue.models import Listing, ListingQuerySet, VillageAsked
from balai.catalogue.queries.revisions import quiet_listings
from balai.catalogue.rules import WRITERS
from balai.core import audit
from balai.core.tasks import daily, later
from balai.registry.models import Region

ASKED_EVERY = timedelta(days=30)
NAMED = 10


@daily
def ask_owners() -> None:
    ask_villages(now=timezone.now())


def ask_villages(*, now: datetime) -> int:
    """Count the villages that are asked now: those not asked for a month, with something quiet."""
    asked = VillageAsked.objects.filter(asked_at__gt=now - ASKED_EVERY)
    quiet = quiet_listings(now=now).exclude(village__in=asked.values("village"))
    villages = Region.objects.filter(pk__in=quiet.values("village")).order_by("pk")
    return sum(_ask(village, now=now) for village in villages)


@transaction.atomic
def _ask(village: Region, *, now: datetime) -> bool:
    """Have its writers written to, each by a task that may fail by itself."""
    row, is_first = VillageAsked.objects.get_or_create(village=village, defaults={"asked_at": now})
    last = VillageAsked.objects.filter(pk=row.pk, asked_at__lte=now - ASKED_EVERY)
    if not is_first and not last.update(asked_at=now):
        return False
    quiet = quiet_listings(now=now).filter(village=village)
    for person in _writers_with_address(village, quiet):
        send_question.enqueue(village.pk, person.pk)
    audit.record(
        "catalogue.village_asked", target=village, by=None, now=now, area_code=village.code
    )
    return True


def _writers_with_address(village: Region, quiet: ListingQuerySet) -> list[Person]:
    """Name who writes for the village, and the members of whoever sells what is quiet."""
    of_sellers = Q(kind=MEMBER, organisation_number__in=quiet.values("seller"))
    writing = Role.objects.standing().filter(Q(kind__in=WRITERS) | of_sellers)
    roles = writing.filter(area_code=village.code)
    people = Person.objects.get_queryset().mailable()
    return list(people.filter(pk__in=roles.values("person")).order_by("pk"))


@later
def send_question(village_pk: int, person_pk: int) -> None:
    """Write to one person what of theirs is quiet in a village; nothing if it was confirmed."""
    village = Region.objects.get(pk=village_pk)
    person = Person.objects.get_queryset().mailable().filter(pk=person_pk).first()
    if person is None:
        return
    own = Listing.objects.editable_by(person).filter(village=village)
    quiet = quiet_listings(now=timezone.now()) & own
    if not quiet.exists():
        return
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Still so? What %(village)s shows on Balai") % {"village": village.called}
        words = _words(person, quiet)
    send_mail(subject, words, settings.DEFAULT_FROM_EMAIL, [person.email or ""])


def _words(person: Person, quiet: ListingQuerySet) -> str:
    titles = [f"- {listing}" for listing in quiet.order_by("refreshed_at", "pk")[:NAMED]]
    if (left_out := quiet.count() - NAMED) > 0:
        titles.append(_("- and %(count)s more") % {"count": left_out})
    return _(
        "Hello %(name)s,\n\nfor half a year nobody has said whether this is still so:\n\n"
        "%(titles)s\n\nOpen the workroom, and tap “Still so” where nothing has changed:\n"
        "%(address)s\n\nVisitors trust what is fresh. You get this letter once a month at most."
    ) % {
        "name": person.name,
        "titles": "\n".join(titles),
        "address": settings.SITE_URL + reverse("portal:workroom"),
    }
