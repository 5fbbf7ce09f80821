"""People, the rights they hold, and what they agreed to."""

from balai.accounts.models.consents import (
    Consent,
    ConsentGiver,
    ConsentQuerySet,
    ConsentText,
    How,
    Purpose,
)
from balai.accounts.models.invitations import Invitation, InvitationQuerySet
from balai.accounts.models.people import Person
from balai.accounts.models.places import PlaceToMend, PlaceToMendQuerySet
from balai.accounts.models.privacy_requests import PrivacyRequest, PrivacyRequestQuerySet, Wish
from balai.accounts.models.recovery import RecoveryCode
from balai.accounts.models.requests import JoinRequest, JoinRequestQuerySet
from balai.accounts.models.roles import Role, RoleKind, RoleQuerySet
from balai.accounts.models.tokens import ApiToken

__all__ = [
    "ApiToken",
    "Consent",
    "ConsentGiver",
    "ConsentQuerySet",
    "ConsentText",
    "How",
    "Invitation",
    "InvitationQuerySet",
    "JoinRequest",
    "JoinRequestQuerySet",
    "Person",
    "PlaceToMend",
    "PlaceToMendQuerySet",
    "PrivacyRequest",
    "PrivacyRequestQuerySet",
    "Purpose",
    "RecoveryCode",
    "Role",
    "RoleKind",
    "RoleQuerySet",
    "Wish",
]
