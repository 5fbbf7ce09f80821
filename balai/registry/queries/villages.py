"""One village, with all that is known of it."""

from dataclasses import dataclass

from balai.accounts.visitors import Viewer
from balai.registry.models import (
    OfficialStatus,
    Organisation,
    ProfileFact,
    Region,
    RouteLeg,
    VillageLink,
    VillageProfile,
)
from balai.ui.translated import in_language


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """What a village's page says beside its listings; empty where nothing is known."""

    district: Region | None
    about: str
    languages: str
    communities: str
    aliases: list[str]
    legs: list[RouteLeg]
    facts: list[ProfileFact]
    links: list[VillageLink]
    statuses: list[OfficialStatus]
    organisations: list[Organisation]


def village_profile(person: Viewer, village: Region) -> ProfilePage:
    """Gather a village's profile: eight queries, however much is known."""
    profile = VillageProfile.objects.filter(village=village).first()
    return ProfilePage(
        district=Region.objects.filter(code=village.parent_code).first(),
        about=in_language(profile, "about") if profile else "",
        languages=profile.languages if profile else "",
        communities=profile.communities if profile else "",
        aliases=list(village.aliases.order_by("name").values_list("name", flat=True)),
        legs=list(village.route_legs.all()),
        facts=list(village.facts.all()),
        links=list(village.links.order_by("label")),
        statuses=list(village.statuses.select_related("scheme")),
        organisations=list(village.organisations.visible_to(person).public()),
    )
