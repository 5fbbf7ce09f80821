"""Certificates as they are looked up, checked and listed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, F
from django.urls import reverse
from django.utils import timezone

from balai.accounts.visitors import Viewer
from balai.activities.models import (
    Attendance,
    BadgeKey,
    Certificate,
    Issue,
    Participant,
    Session,
)
from balai.activities.rules import badges
from balai.core.tokens import as_typed
from balai.registry.models import Region
from balai.ui.translated import in_language


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCertificate:
    """A certificate as everybody who knows its number sees it."""

    number: str
    url: str
    # Empty unless its holder agreed.
    name: str
    title: str
    title_en: str
    is_course: bool
    village: str
    issued_at: datetime
    revoked_at: datetime | None
    revoked_why: str
    is_signed: bool
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCertificate:
    """A certificate as its holder gets it on paper."""

    number: str
    name: str
    title: str
    title_en: str
    is_course: bool
    village: str
    issued_on: date
    operator: str
    example: bool

    def title_in(self, language: str) -> str:
        return (self.title_en if language == "en" else "") or self.title


def certificate_to_print(number: str, person: Viewer) -> PrintedCertificate | None:
    """Find one that somebody may have on paper; neither a revoked one nor one without a name."""
    seen = Certificate.objects.visible_to(person).filter(revoked_at__isnull=True)
    made = seen.filter(number=as_typed(number)).exclude(name="").first()
    if made is None:
        return None
    return PrintedCertificate(
        number=made.written_number,
        name=made.name,
        title=made.title,
        title_en=made.title_en,
        is_course=made.version_id is not None,
        village=_village_of(made),
        issued_on=timezone.localdate(made.issued_at),
        operator=settings.OPERATOR,
        example=made.example,
    )


def find_certificate(number: str) -> Certificate | None:
    """Find one by its number, however it was typed."""
    found = Certificate.objects.filter(number=as_typed(number))
    return found.select_related("key", "version__course", "session").first()


def shown_certificate(made: Certificate) -> ShownCertificate:
    return ShownCertificate(
        number=made.written_number,
        url=made.get_absolute_url(),
        name=made.name if made.name_agreed_at else "",
        title=in_language(made, "title"),
        title_en=made.title_en,
        is_course=made.version_id is not None,
        village=_village_of(made),
        issued_at=made.issued_at,
        revoked_at=made.revoked_at,
        revoked_why=str(made.get_revoked_why_display()) if made.revoked_why else "",
        is_signed=badges.is_signed_by(made.badge, made.key.public),
        example=made.example,
    )


def _village_of(made: Certificate) -> str:
    village = Region.objects.filter(code=made.area_code).first() if made.area_code else None
    return village.called if village else ""


def bears_name(made: Certificate, name: str) -> bool:
    """Tell whether a name somebody typed is the one that is printed."""
    typed, printed = (" ".join(text.casefold().split()) for text in (name, made.name))
    return bool(printed) and typed == printed


def own_certificates(person: Viewer) -> list[Certificate]:
    own = Certificate.objects.visible_to(person).filter(person=person.pk)
    return list(own.order_by("-issued_at", "-pk"))


def certificates_of_session(session: Session) -> list[Certificate]:
    made = Certificate.objects.filter(session=session)
    return list(made.order_by("issue", "place"))


def people_who_came(session: Session) -> list[Participant]:
    """List who came to a session and agrees to stand on lists, by number."""
    came = Attendance.objects.filter(session=session, is_present=True)
    people = Participant.objects.standing().named().filter(pk__in=came.values("participant"))
    return list(people.order_by("number"))


def names_without_certificate(session: Session) -> list[str]:
    """Name who came and has no certificate of the session yet."""
    have = Certificate.objects.filter(session=session, revoked_at__isnull=True)
    known = set(have.values_list("name", flat=True))
    return [one.called for one in people_who_came(session) if one.called not in known]


def issues_of(session: Session) -> list[Issue]:
    """List what was asked for that is not all made yet, with how many are."""
    counted = Issue.objects.filter(session=session).annotate(made=Count("certificates"))
    return list(counted.filter(made__lt=F("total")).order_by("pk"))


def addresses() -> badges.Addresses:
    site = settings.SITE_URL
    return badges.Addresses(
        issuer=f"{site}{reverse('crawlers:badge_issuer')}",
        keys=f"{site}{reverse('crawlers:badge_keys')}",
        revoked=f"{site}{reverse('crawlers:badges_revoked')}",
    )


def issuer(where: badges.Addresses) -> badges.Json:
    return badges.issuer_profile(where, name=settings.OPERATOR or "Balai", site=settings.SITE_URL)


def issuer_document() -> badges.Json:
    """Describe the issuer on its own address."""
    return {"@context": list(badges.CONTEXT), **issuer(addresses())}


def keys_document() -> badges.Json:
    """List every key that ever signed, and the one that signs now, as a JWK set."""
    now = badges.SigningKey.of_secret(settings.BADGE_KEY).public
    known = list(BadgeKey.objects.order_by("-since", "-pk").values_list("public", flat=True))
    return {"keys": [badges.jwk_of(public) for public in dict.fromkeys([now, *known])]}


def revoked_document() -> badges.Json:
    """List the credentials that hold no longer."""
    revoked = Certificate.objects.revoked().order_by("revoked_at", "pk")
    listed = [(badges.identity_of(made.badge), made.revoked_why) for made in revoked]
    return badges.revocation_list(addresses(), listed)
