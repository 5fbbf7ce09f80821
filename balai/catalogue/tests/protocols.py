"""What tests of protocols share: a community of Merasa, and things it keeps."""

from datetime import date

from balai.catalogue.actions.consents import Agreement, record_consent
from balai.catalogue.actions.protocols import (
    approve_change,
    bring_under_protocol,
    decide_protocol,
)
from balai.catalogue.models import Listing, ListingCount
from balai.catalogue.rules import protocols as rules
from balai.catalogue.rules.protocols import ALL, COMMUNITY, GROUP, PUBLIC, SEASON, Season, Term
from balai.core import search
from tests.factories import (
    NOON,
    make_community,
    make_member,
    make_person,
    make_region,
    make_role,
)

MERASA = "64.03.01.2005"
AGREED = Agreement(given_by="Lembaga Adat Merasa", given_on=date(2026, 11, 20), given="meeting")
OPEN = Term(PUBLIC)
OF_US = Term(COMMUNITY)


def season(first: str, last: str, *, yearly: bool = True) -> Term:
    days = date.fromisoformat(first), date.fromisoformat(last)
    return Term(SEASON, season=Season(*days, is_yearly=yearly))


class Keepers:
    """Usat speaks for the community, Lian and Bulan belong to it; Mira writes for the village."""

    speaker, second = "Usat", "Bulan"

    def __init__(self, code: str = MERASA) -> None:
        self.village = make_region(code)
        self.community = make_community("Dayak Kenyah", self.village)
        make_role("Usat", "representative", code)
        make_role("Mira", "operator", code)
        make_role("Kepala", "village_head", code)
        make_member(self.community, "Usat")
        make_member(self.community, "Lian", "Tetua")
        make_member(self.community, "Bulan", "Tetua", "Penenun")
        make_member(self.community, "Ding")

    def group(self, name: str) -> Term:
        return Term(GROUP, group=self.community.groups.get(name=name).pk)

    def keep(self, thing, *, now=NOON):
        """Bring a thing under protocol; nobody has decided about it."""
        return bring_under_protocol(thing, self.community, by=make_person("Mira"), now=now)

    def decide(self, protocol, *terms, joined=ALL, now=NOON):
        """Decide about a thing, with a second member's word where it opens."""
        protocol.refresh_from_db()
        said = rules.Protocol(terms, joined)
        change = decide_protocol(protocol, said, by=make_person(self.speaker), now=now)
        if change is not None:
            approve_change(change, by=make_person(self.second), now=now)
        protocol.refresh_from_db()
        return protocol

    def agree(self, protocol, *, now=NOON):
        record_consent(protocol, AGREED, by=make_person(self.speaker), now=now)

    def keep_as(self, thing, *terms, joined=ALL, now=NOON):
        """Do all of it: the thing is kept, decided about, and agreed to."""
        protocol = self.keep(thing, now=now)
        self.agree(protocol, now=now)
        return self.decide(protocol, *terms, joined=joined, now=now)


class OtherKeepers(Keepers):
    """Wani speaks for a second community there, Seri belongs to it, and Lian to both."""

    speaker, second = "Wani", "Seri"

    def __init__(self, code: str = MERASA) -> None:
        self.village = make_region(code)
        self.community = make_community("Dayak Benuaq", self.village)
        make_role("Wani", "representative", code)
        for name in ("Wani", "Seri", "Lian"):
            make_member(self.community, name)


def is_shown(listing):
    """Ask lists, counts and search at once; they agree, or this fails."""
    shown = Listing.objects.public().filter(pk=listing.pk).exists()
    counted = ListingCount.objects.filter(kind=listing.kind, standing_count__gt=0).exists()
    found = listing.pk in search.find("hudoq", thing="listing", limit=5).numbers
    assert shown == counted == found
    return shown


def who_sees(listing, *names):
    return [
        name
        for name in names
        if Listing.objects.visible_to(make_person(name)).filter(pk=listing.pk).exists()
    ]
