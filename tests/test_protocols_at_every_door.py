"""What a community keeps is absent at every door, and who is entitled sees it.

The doors are those of test_every_door, where each route needs one: so a new route without
an answer fails there, and with an answer is asked here by everybody.
"""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client

from balai.catalogue import kept
from balai.catalogue.actions.listings import publish_listing
from balai.catalogue.actions.sectors import save_sector
from balai.catalogue.models import Listing, ListingSector, Picture
from balai.catalogue.rules.protocols import ALL, ANY
from balai.catalogue.tests.protocols import OF_US, OPEN, Keepers, season
from balai.channels import queries
from tests.factories import (
    NOON,
    make_community,
    make_listing,
    make_member,
    make_person,
    make_picture,
    make_role,
)
from tests.test_every_door import DOORS, said

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
VILLAGE = "64.02.08.2009"

VISITOR = "a visitor"
# Usat speaks for the community. Ding belongs to it; Lian is one of its elders, and Bulan an
# elder and a weaver. Mira writes for the village, Kepala heads it, Ines belongs to others,
# and Tomas is the officer of the regency.
PEOPLE = (VISITOR, "Usat", "Ding", "Lian", "Bulan", "Mira", "Kepala", "Ines", "Tomas")
EVERYBODY = set(PEOPLE)
MEMBERS = {"Usat", "Ding", "Lian", "Bulan"}
MAY_SEE = {
    "public": EVERYBODY,
    "in season": EVERYBODY,
    "members or in season": EVERYBODY,
    "community": MEMBERS,
    "members in season": MEMBERS,
    "out of season": {"Usat"},
    "members out of season": {"Usat"},
    "elders": {"Usat", "Lian", "Bulan"},
    "elders or weavers": {"Usat", "Lian", "Bulan"},
    "elders and weavers": {"Usat", "Bulan"},
    "nobody named": {"Usat"},
    "decided, not agreed": {"Usat"},
    "not decided": {"Usat", "Mira", "Kepala"},
}
OPEN_ONES = [name for name, people in MAY_SEE.items() if people == EVERYBODY]
KEPT_ONES = [name for name in MAY_SEE if name not in OPEN_ONES]
NOW, NOT_NOW = season("2024-11-01", "2024-12-31"), season("2024-03-01", "2024-03-31")
# Doors of one listing, and those where the entitled find what they may see beside the rest.
OF_LISTING = {
    "portal:listing",
    "portal:listing_by_number",
    "portal:enquiry",
    "portal:enquiry_sent",
    "channels:listing_picture",
    "channels:listing_poster",
    "pictures:file",
    "pictures:thumbs",
    "pictures:old_thumbs",
}
AT_HOME = "/desa/64.02.08.2009/"
# Where people work they see what they may, beside what is public.
WORKROOM = ("/kerja/", "/api/v1/drafts")
PAGE = next(door.address for door in DOORS if door.address.endswith("/kain-ulap-doyo/"))
ROUTES = {door.address: door.route for door in DOORS}
OWN = {one for one in ROUTES if re.search(r"\{(number|photo|photo_number)\}", one)}
PHOTO = next(door.address for door in DOORS if door.route == "pictures:file")


class Hall:
    """A village whose community keeps one thing in each way there is."""

    def __init__(self) -> None:
        self.keepers = Keepers(VILLAGE)
        make_member(make_community("Kutai"), "Ines", "Tetua")
        make_role("Ines", "representative", "64.03.01.2005")
        make_role("Tomas", "regency_officer", "64.02")
        self.sector = save_sector(code="tenun", name="Tenun", name_en="Weaving", by=None, now=NOON)
        self.neighbour = make_listing("Tikar rotan")
        self.listings: dict[str, Listing] = {}
        self.pictures: dict[str, Picture] = {}
        elders, weavers = self.keepers.group("Tetua"), self.keepers.group("Penenun")
        self.protocols: dict[str, Any] = {
            "public": ([OPEN], ALL),
            "in season": ([NOW], ALL),
            "members or in season": ([OF_US, NOW], ANY),
            "community": ([OF_US], ALL),
            "members in season": ([OF_US, NOW], ALL),
            "out of season": ([NOT_NOW], ALL),
            "members out of season": ([OF_US, NOT_NOW], ALL),
            "elders": ([elders], ALL),
            "elders or weavers": ([elders, weavers], ANY),
            "elders and weavers": ([elders, weavers], ALL),
            "nobody named": ([], ALL),
        }

    def show(self, names: list[str]) -> None:
        """Publish what is kept in these ways."""
        for name in names:
            listing = make_listing(
                f"Kain {name} ini",
                village=self.keepers.village,
                text="Anyaman serat doyo.",
                published_at=None,
            )
            ListingSector.objects.create(
                listing=listing,
                sector=self.sector,
                kind=listing.kind,
                refreshed_at=listing.refreshed_at,
            )
            self.pictures[name] = make_picture(listing, key=f"{listing.pk:032x}")
            publish_listing(listing, by=None, now=NOON)
            self.listings[name] = listing
            self._keep(name, listing)

    def _keep(self, name: str, listing: Listing) -> None:
        if name in self.protocols:
            terms, joined = self.protocols[name]
            self.keepers.keep_as(listing, *terms, joined=joined)
            return
        protocol = self.keepers.keep(listing)
        if name == "decided, not agreed":
            self.keepers.decide(protocol, OF_US)

    def answers(
        self, person: str, *, at: Sequence[str] = tuple(ROUTES)
    ) -> dict[tuple[str, str], str]:
        """Ask at these doors; at those of one listing, once for each, by its name."""
        client = Client()
        if person != VISITOR:
            client.force_login(make_person(person))
        return {
            (address, name): said(client.get(self.filled(address, name)))
            for address in at
            for name in (self.listings if address in OWN else list(self.listings)[:1])
        }

    def filled(self, address: str, name: str) -> str:
        listing, picture = self.listings[name], self.pictures[name]
        # The page itself, not the redirect that leads to it.
        return address.replace("kain-ulap-doyo", listing.slug).format(
            kind="produk",
            jenis="product",
            number=listing.pk,
            range=listing.pk // queries.RANGE,
            neighbour=self.neighbour.pk,
            seller=listing.seller_id or 1,
            photo=picture.key,
            photo_number=picture.pk,
        )

    def seen(self, answer: str) -> set[str]:
        """Name the things of which something stands in an answer."""
        return {name for name in self.listings if any(one in answer for one in self._traces(name))}

    def _traces(self, name: str) -> list[str]:
        listing, picture = self.listings[name], self.pictures[name]
        thumbs = [kept.thumb_in_text(picture.key, ending) for ending in ("avif", "jpg")]
        return [listing.title, f"/produk/{listing.pk}/", picture.key, *thumbs]


@pytest.fixture
def doors(settings, tmp_path, monkeypatch):
    """Let pages be kept, time stand still, and drawings be quick."""
    settings.PAGE_CACHE_SECONDS = 300
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    for press in ("share_picture", "poster"):
        monkeypatch.setattr(
            f"balai.channels.pictures.{press}", lambda shows, *, seconds: f"{shows}".encode()
        )


@pytest.fixture
def hall(doors):  # noqa: ARG001  (what it is asked through)
    return Hall()


def wrong_at_doors(hall: Hall, may_see: dict[str, set[str]], people: Sequence[str]) -> Any:
    """Ask every door for everybody; name what stood there too much, and what was missing."""
    open_ones = {name for name in may_see if VISITOR in may_see[name]}
    too_much, too_little = {}, {}
    for person in people:
        allowed = {name for name, seen_by in may_see.items() if person in seen_by}
        for (address, of), answer in hall.answers(person).items():
            is_own = address in OWN
            is_of_listing = ROUTES[address] in OF_LISTING
            is_for_entitled = is_of_listing or address == AT_HOME or address.startswith(WORKROOM)
            # Where nothing is, the page repeats what was asked.
            seen = set() if answer.startswith("404") else hall.seen(answer)
            # A drawing names neither number nor title of what it shows.
            seen |= {of} if is_own and answer.startswith("200") else set()
            may = allowed if is_for_entitled else allowed & open_ones
            if over := seen - may:
                too_much[person, address, of] = over
            due = {of} if is_of_listing else may if address == AT_HOME else set()
            if under := due & may - seen:
                too_little[person, address, of] = under
    return too_much, too_little


def test_everybody_sees_at_every_door_what_they_may_and_nothing_else(hall):
    hall.show(list(MAY_SEE))

    assert wrong_at_doors(hall, MAY_SEE, PEOPLE) == ({}, {})


def test_for_a_visitor_every_door_is_as_if_nothing_were_kept(hall):
    hall.show(OPEN_ONES)
    before = hall.answers(VISITOR)
    hall.show(KEPT_ONES)

    after = hall.answers(VISITOR)

    of_kept = {
        "sign in first" if answer.startswith("302 /masuk/") else answer[:3]
        for asked, answer in after.items()
        if asked not in before
    }
    assert {asked: answer for asked, answer in after.items() if asked in before} == before
    assert of_kept == {"404", "sign in first"}


def test_a_picture_may_be_kept_more_strictly_than_its_listing(hall):
    hall.show(["public", "community"])
    for name in hall.listings:
        hall.keepers.keep_as(hall.pictures[name], hall.keepers.group("Penenun"))

    seen = {}
    for person in (VISITOR, "Usat", "Ding", "Bulan", "Mira", "Tomas"):
        answers = hall.answers(person, at=[PAGE, PHOTO])
        for name in hall.listings:
            page, photo = answers[PAGE, name], answers[PHOTO, name]
            seen[person, name] = [page.startswith("200"), photo.startswith("200")]

    assert seen == {
        (VISITOR, "public"): [True, False],
        (VISITOR, "community"): [False, False],
        ("Usat", "public"): [True, True],
        ("Usat", "community"): [True, True],
        ("Ding", "public"): [True, False],
        ("Ding", "community"): [True, False],
        ("Bulan", "public"): [True, True],
        ("Bulan", "community"): [True, True],
        ("Mira", "public"): [True, False],
        ("Mira", "community"): [False, False],
        ("Tomas", "public"): [True, False],
        ("Tomas", "community"): [False, False],
    }


def test_a_kept_picture_stands_at_no_door_where_its_listing_does(hall):
    hall.show(["public"])
    hall.keepers.keep_as(hall.pictures["public"], OF_US)

    found = {
        address
        for (address, _name), answer in hall.answers(VISITOR).items()
        if not answer.startswith("404") and hall.pictures["public"].key in answer
    }

    assert found == set()
