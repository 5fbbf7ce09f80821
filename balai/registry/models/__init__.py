"""Regions, villages and organisations."""

from balai.registry.models.communities import (
    Community,
    CommunityGroup,
    CommunityInvitation,
    CommunityMember,
)
from balai.registry.models.organisations import (
    ContactOf,
    Organisation,
    OrganisationKind,
    OrganisationQuerySet,
    OrganisationSource,
)
from balai.registry.models.presses import ContactPress
from balai.registry.models.profiles import (
    Boundary,
    Mode,
    OfficialStatus,
    ProfileFact,
    RouteLeg,
    StatusScheme,
    Topic,
    VillageLink,
    VillageProfile,
)
from balai.registry.models.regions import (
    Decree,
    Kind,
    Level,
    Region,
    RegionAlias,
    RegionName,
    RegionQuerySet,
)

__all__ = [
    "Boundary", "Community", "CommunityGroup", "CommunityInvitation", "CommunityMember",
    "ContactOf", "ContactPress", "Decree", "Kind", "Level", "Mode", "OfficialStatus",
    "Organisation", "OrganisationKind", "OrganisationQuerySet", "OrganisationSource",
    "ProfileFact", "Region", "RegionAlias", "RegionName", "RegionQuerySet", "RouteLeg",
    "StatusScheme", "Topic", "VillageLink", "VillageProfile",
]  # fmt: skip
