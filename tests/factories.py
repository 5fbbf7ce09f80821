"""Plain functions that make what a test needs, with as little said as possible."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.utils import timezone

from balai.accounts.consent_texts import text_now
from balai.accounts.consenting import due_at
from balai.accounts.models import (
    Consent,
    ConsentGiver,
    ConsentText,
    Invitation,
    JoinRequest,
    Person,
    PrivacyRequest,
    Role,
)
from balai.catalogue import kept
from balai.catalogue.models import DETAILS_BY_KIND, Listing, Picture, Protocol, Revision
from balai.core.freshness import content_changed
from balai.core.tokens import hash_of
from balai.registry import rules
from balai.registry.models import (
    Community,
    CommunityMember,
    Decree,
    Level,
    Organisation,
    Region,
    RegionName,
)

WITA = ZoneInfo("Asia/Makassar")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=WITA)
OLD_DECREE = "Kepmendagri 300.2.2-2430/2025"
_NAMES = {
    "64": "Kalimantan Timur",
    "64.02": "Kabupaten Kutai Kartanegara",
    "64.02.08": "Kota Bangun",
    "64.03": "Kabupaten Berau",
    "64.03.01": "Kelay",
    "64.03.01.2005": "Merasa",
    "64.02.08.2009": "Pela",
}
_KINDS = {Level.PROVINCE: "provinsi", Level.REGENCY: "kabupaten", Level.DISTRICT: "kecamatan"}


def make_decree(number: str = OLD_DECREE) -> Decree:
    return Decree.objects.get_or_create(number=number)[0]


def make_region(code: str = "64.03.01.2005", *, name: str = "", **fields: Any) -> Region:
    """Make a region with all that contain it; what is there already is used."""
    if found := Region.objects.filter(code=code).first():
        return found
    if parent := rules.parent_of(code):
        make_region(parent)
    level = rules.level_of(code)
    region = Region.objects.create(
        **{
            "code": code,
            "level": level,
            "kind": _KINDS.get(Level(level)) or rules.kind_of_village(code),
            "name": name or _NAMES.get(code, f"Desa {code}"),
            "valid_from": date(2025, 1, 1),
            "opened_by": make_decree(),
            **fields,
        }
    )
    RegionName.objects.create(
        region=region, name=region.name, valid_from=region.valid_from, decree=region.opened_by
    )
    content_changed()
    return region


def make_organisation(name: str = "Petani kakao Merasa", **fields: Any) -> Organisation:
    key = name.lower().replace(" ", "-")
    organisation = Organisation.objects.create(
        **{
            "key": key,
            "kind": "maker_group",
            "name": name,
            "contact_of": "organisation",
            **fields,
        }
    )
    organisation.villages.add(make_region())
    return organisation


def make_listing(
    title: str = "Biji kakao fermentasi",
    *,
    kind: str = "product",
    details: Any = None,
    **fields: Any,
) -> Listing:
    """Make a published listing, by default a product of Merasa."""
    village = fields.pop("village", None) or make_region()
    listing = Listing.objects.create(
        **{
            "kind": kind,
            "village": village,
            "regency_code": village.regency_code,
            "title": title,
            "text": f"{title} dari {village.name}.",
            "refreshed_at": NOON,
            "published_at": NOON,
            **fields,
        }
    )
    details_of_kind: Any = DETAILS_BY_KIND[kind]
    said = dict(details or {})
    if "start_on" in said:
        said.setdefault("end_on", said["start_on"])
    details_of_kind.objects.create(listing=listing, **said)
    content_changed()
    return listing


def make_picture(listing: Listing, *, key: str = "a" * 32, **fields: Any) -> Picture:
    """Put up a picture that is shown, whose files say their names.

    They go where settings.MEDIA_ROOT says: make that a folder of the test's own.
    """
    picture = Picture.objects.create(
        **{
            "listing": listing,
            "key": key,
            "digest": key,
            "position": listing.pictures.standing().count(),
            "alt": "Biji kakao di atas tampah",
            "shows_somebody": False,
            "width": 960,
            "height": 720,
            "widths": [160, 320, 480, 960],
            "colour": "#6b4a2f",
            "added_at": NOON,
            "shown_at": NOON,
            **fields,
        }
    )
    names = [f"{width}.avif" for width in picture.widths]
    names += ["960.webp", "960.jpg", "thumb.avif", "thumb.jpg"]
    kept.keep(key, {name: f"{key} {name}".encode() for name in names})
    content_changed()
    return picture


def make_revision(listing: Listing, **fields: Any) -> Revision:
    """Make what Mira writes about a listing, by default unfinished."""
    content = {"words": {"title": listing.title, "text": listing.text}}
    return Revision.objects.create(
        **{
            "listing": listing,
            "request_key": uuid4(),
            "content": content,
            "started_by": make_person(),
            "started_at": NOON,
            "changed_at": NOON,
            **fields,
        }
    )


def make_person(name: str = "Mira", **fields: Any) -> Person:
    """Make a person; the same name is the same person."""
    email = f"{name.lower()}@balai.example"
    if found := Person.objects.filter(email=email).first():
        return found
    return Person.objects.create_person(**{"name": name, "email": email, **fields})


def make_role(name: str, kind: str, area_code: str, **fields: Any) -> Role:
    """Make somebody something in an area, as the system does it; what stands is used."""
    right = {"person": make_person(name), "kind": kind, "area_code": area_code}
    fields.setdefault("organisation_number", 1 if kind == "member" else None)
    found = Role.objects.standing().filter(**right).first()
    return found or Role.objects.create(**right, given_at=NOON, **fields)


def make_invitation(*, by: Person, token: str = "t" * 43, **fields: Any) -> Invitation:
    """Make an open invitation, by default to be an operator of Merasa."""
    return Invitation.objects.create(
        **{
            "kind": "operator",
            "area_code": "64.03.01.2005",
            "token_hash": hash_of(token),
            "made_by": by,
            "made_at": timezone.now(),
            "expires_at": timezone.now() + timedelta(days=7),
            **fields,
        }
    )


def make_join_request(name: str = "Yuliana", **fields: Any) -> JoinRequest:
    """Make a request that waits, by default in Merasa."""
    return JoinRequest.objects.create(
        **{
            "area_code": "64.03.01.2005",
            "name": name,
            "phone_number": "6281234567099",
            "why": "Saya menenun.",
            "request_key": uuid4(),
            "adult_said_at": NOON,
            "asked_at": NOON,
            **fields,
        }
    )


def make_community(name: str = "Dayak Kenyah Merasa", *villages: Region) -> Community:
    """Make a community, by default of Merasa."""
    community = Community.objects.create(name=name, language="Kenyah", written_at=NOON)
    community.villages.set(villages or [make_region()])
    return community


def make_member(community: Community, name: str, *groups: str) -> CommunityMember:
    """Make somebody a member of a community, and of these groups of it."""
    member = CommunityMember.objects.create(
        community=community, person=make_person(name), joined_at=NOON
    )
    member.groups.set(community.groups.get_or_create(name=group)[0] for group in groups)
    return member


def make_giver(
    name: str = "Dayang Rinai", *, key: str | None = "ABCDEFGHJKMN", **fields: Any
) -> ConsentGiver:
    """Make a maker without an account, written down in Merasa."""
    place = {"area_code": "64.03.01.2005", "written_at": NOON}
    return ConsentGiver.objects.create(**{"name": name, "key": key, **place, **fields})


def make_consent(giver: ConsentGiver, **fields: Any) -> Consent:
    """Let a giver agree, by default to the name of organisation 1."""
    agreed = {"purpose": "name", "thing": "registry.organisation", "thing_number": 1}
    text = ConsentText.objects.get_or_create(
        purpose="name", version=1, language="id", defaults={"words": text_now("name", "id").words}
    )[0]
    said = {"text": text, "given_at": NOON, "how": "screen", "request_key": uuid4()}
    area = {"area_code": giver.area_code}
    return Consent.objects.create(giver=giver, **{**agreed, **said, **area, **fields})


def make_privacy_request(**fields: Any) -> PrivacyRequest:
    """Let somebody without an account ask to be deleted, in Berau."""
    asked = {"wish": "delete", "area_code": "64.03", "name": "Dayang Rinai"}
    reached = {"contact": "6281234567890", "words": "Hapus nama saya."}
    clock = {"received_at": NOON, "due_at": due_at(NOON), "request_key": uuid4()}
    return PrivacyRequest.objects.create(**{**asked, **reached, **clock, **fields})


def make_kept_listing(*, by: str, number: int) -> Protocol:
    """Make a listing of Merasa that a community keeps, and of which it has decided nothing.

    Its community, membership and protocol bear one number.
    """
    community = Community.objects.create(name="Dayak Kenyah", written_at=NOON, id=number)
    community.villages.add(make_region())
    CommunityMember.objects.create(
        community=community, person=make_person(by), joined_at=NOON, id=number
    )
    kept = make_listing("Tari hudoq", kind="culture", closed_at=NOON, id=number)
    return Protocol.objects.create(listing=kept, community=community, brought_at=NOON, id=number)
