"""Everything that is held about a person, in one shape for the page and for the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.accounts.models import (
    ApiToken,
    Consent,
    Invitation,
    Person,
    PrivacyRequest,
    Role,
)
from balai.activities.public import held_about
from balai.catalogue.models import Listing, Revision
from balai.core.models import AuditEntry
from balai.portal.queries.consents import told
from balai.portal.queries.people import Names

# Words of the file, which stay in English, and what people read.
_TERMS = {
    "name": gettext_lazy("Name"),
    "email": gettext_lazy("E-mail address"),
    "phone_number": gettext_lazy("HP number"),
    "joined_at": gettext_lazy("Joined"),
    "last_login": gettext_lazy("Last signed in"),
    "role": gettext_lazy("Role"),
    "given_at": gettext_lazy("Given"),
    "ended_at": gettext_lazy("Ended"),
    "invited_to": gettext_lazy("Invited to"),
    "made_at": gettext_lazy("Made"),
    "kind": gettext_lazy("Kind"),
    "device": gettext_lazy("Device"),
    "address": gettext_lazy("Network address"),
    "last_seen_at": gettext_lazy("Last seen"),
    "agreed_to": gettext_lazy("Agreed to"),
    "how": gettext_lazy("How"),
    "text": gettext_lazy("Text"),
    "withdrawn_at": gettext_lazy("Withdrawn"),
    "wish": gettext_lazy("Asked for"),
    "words": gettext_lazy("In your words"),
    "received_at": gettext_lazy("Received"),
    "due_at": gettext_lazy("Answer due"),
    "state": gettext_lazy("State"),
    "said": gettext_lazy("Answer"),
    "listing": gettext_lazy("Listing"),
    "changed_at": gettext_lazy("Changed"),
    "act": gettext_lazy("Act"),
    "at": gettext_lazy("When"),
    "thing": gettext_lazy("On"),
    "area_code": gettext_lazy("Area"),
    "village": gettext_lazy("On the lists of"),
    "agreed_at": gettext_lazy("Agreed"),
    "sex": gettext_lazy("Woman or man"),
    "age_band": gettext_lazy("Age"),
    "disability": gettext_lazy("Disability"),
    "occupation": gettext_lazy("Lives on"),
    "is_of_adat_community": gettext_lazy("Of an adat community"),
    "heads_household": gettext_lazy("Heads the household"),
    "session": gettext_lazy("Came to"),
    "session_led": gettext_lazy("Led"),
}
_ACTS = {
    "accounts.role_given": gettext_lazy("gave a role"),
    "accounts.role_ended": gettext_lazy("ended a role"),
    "accounts.person_invited": gettext_lazy("invited somebody"),
    "accounts.invitation_taken": gettext_lazy("took an invitation"),
    "accounts.invitation_withdrawn": gettext_lazy("withdrew an invitation"),
    "accounts.request_approved": gettext_lazy("let somebody join"),
    "accounts.request_declined": gettext_lazy("declined a request to join"),
    "accounts.password_set": gettext_lazy("set a password"),
    "accounts.password_recovered": gettext_lazy("chose a new password with a code"),
    "accounts.recovery_code_made": gettext_lazy("made a code for a new password"),
    "accounts.session_ended": gettext_lazy("ended a session"),
    "accounts.sessions_ended": gettext_lazy("ended sessions"),
    "accounts.code_app_added": gettext_lazy("set up an app for codes"),
    "accounts.code_app_removed": gettext_lazy("removed the app for codes"),
    "accounts.passkey_added": gettext_lazy("kept a passkey"),
    "accounts.passkey_removed": gettext_lazy("removed a passkey"),
    "accounts.spare_codes_renewed": gettext_lazy("made new spare codes"),
    "accounts.spare_code_used": gettext_lazy("used a spare code"),
    "accounts.second_factors_removed": gettext_lazy("removed lost second keys"),
    "accounts.person_renamed": gettext_lazy("changed a name"),
    "accounts.number_changed": gettext_lazy("changed a telephone number"),
    "accounts.email_changed": gettext_lazy("changed an e-mail address"),
    "accounts.token_made": gettext_lazy("made a token"),
    "accounts.token_revoked": gettext_lazy("revoked a token"),
    "accounts.consent_given": gettext_lazy("wrote a consent down"),
    "accounts.consent_withdrawn": gettext_lazy("withdrew a consent"),
    "accounts.privacy_request_sent": gettext_lazy("asked about own data"),
    "accounts.privacy_request_done": gettext_lazy("answered a request about data"),
    "accounts.privacy_request_declined": gettext_lazy("declined a request about data"),
    "accounts.person_forgotten": gettext_lazy("deleted an account"),
    "accounts.giver_forgotten": gettext_lazy("deleted a giver of consents"),
    "registry.organisation_written": gettext_lazy("wrote an organisation down"),
    "registry.organisation_changed": gettext_lazy("changed an organisation"),
    "registry.contact_of_organisation": gettext_lazy("said that a number is an organisation's"),
    "registry.contact_of_person": gettext_lazy("said that a number is one person's"),
    "catalogue.picture_added": gettext_lazy("added a photo"),
    "catalogue.picture_described": gettext_lazy("described a photo"),
    "catalogue.picture_removed": gettext_lazy("removed a photo"),
    "catalogue.pictures_ordered": gettext_lazy("put photos in order"),
    "catalogue.draft_started": gettext_lazy("began a listing"),
    "catalogue.edit_started": gettext_lazy("began to change a listing"),
    "catalogue.draft_saved": gettext_lazy("saved a listing"),
    "catalogue.draft_submitted": gettext_lazy("sent a listing for review"),
    "catalogue.draft_taken_back": gettext_lazy("took a listing back from review"),
    "catalogue.draft_dropped": gettext_lazy("dropped a change"),
    "catalogue.revision_returned": gettext_lazy("returned a listing to be mended"),
    "catalogue.revision_accepted": gettext_lazy("accepted a listing"),
    "catalogue.listing_published": gettext_lazy("published a listing"),
    "catalogue.listing_withdrawn": gettext_lazy("withdrew a listing"),
    "catalogue.listing_confirmed": gettext_lazy("confirmed a listing"),
    "activities.session_planned": gettext_lazy("planned a session"),
    "activities.session_changed": gettext_lazy("changed a session"),
    "activities.session_moved": gettext_lazy("moved a session"),
    "activities.session_postponed": gettext_lazy("put a session off"),
    "activities.session_cancelled": gettext_lazy("cancelled a session"),
    "activities.session_held": gettext_lazy("said how a session was"),
    "activities.photo_added": gettext_lazy("added a photo"),
    "activities.photo_described": gettext_lazy("described a photo"),
    "activities.photo_removed": gettext_lazy("removed a photo"),
    "activities.attendance_taken": gettext_lazy("wrote down who came"),
    "activities.participant_written": gettext_lazy("wrote a participant down"),
    "activities.participant_changed": gettext_lazy("changed what a participant told"),
    "activities.participants_merged": gettext_lazy("made two participants one"),
    "activities.calendar_link_made": gettext_lazy("made a calendar address"),
    "activities.calendar_link_revoked": gettext_lazy("ended a calendar address"),
}

Entry = dict[str, str | datetime | None]


@dataclass(frozen=True, slots=True)
class Section:
    """One sort of what is held; each entry says what by the words of the file."""

    code: str
    title: str
    entries: list[Entry]

    @property
    def in_words(self) -> list[list[tuple[str, str]]]:
        """The entries as the page shows them; what is empty is left out."""
        return [
            [(str(_TERMS[term]), _written(value)) for term, value in entry.items() if value]
            for entry in self.entries
        ]


def held_of(person: Person) -> list[Section]:
    """Gather all that is held about a person. A constant number of queries."""
    sections = [
        Section("account", _("Account"), [_account(person)]),
        Section("roles", _("Roles"), list(_roles(person))),
        Section("invitations", _("Invitations made and taken"), list(_invitations(person))),
        Section("sessions", _("Where you are signed in"), list(_sessions(person))),
        Section("keys", _("Ways to sign in, and tokens"), list(_keys(person))),
        Section("consents", _("Consents"), list(_consents(person))),
        Section("requests", _("Requests about your data"), list(_requests(person))),
        Section("listings", _("Listings you wrote"), list(_listings(person))),
        Section("activities", _("Activities"), held_about(person)),
        Section("acts", _("What you did"), list(_acts(person))),
    ]
    return [section for section in sections if section.entries]


def as_file(person: Person, *, now: datetime) -> dict[str, object]:
    """Say the same for a program."""
    held = {section.code: section.entries for section in held_of(person)}
    return {"person": person.pk, "made_at": now, **held}


def _written(value: str | datetime | None) -> str:
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "j F Y, H.i")
    return str(value or "")


def _account(person: Person) -> Entry:
    return {
        "name": person.name,
        "email": person.email,
        "phone_number": person.phone_number,
        "joined_at": person.joined_at,
        "last_login": person.last_login,
    }


def _roles(person: Person) -> Iterator[Entry]:
    roles = list(Role.objects.filter(person=person).order_by("pk"))
    names = Names(role.right for role in roles)
    for role in roles:
        yield {
            "role": names.right(role.right),
            "given_at": role.given_at,
            "ended_at": role.ended_at,
        }


def _invitations(person: Person) -> Iterator[Entry]:
    mine = Invitation.objects.filter(Q(made_by=person) | Q(taken_by=person)).order_by("pk")
    names = Names(one.right for one in mine)
    for one in mine:
        yield {"invited_to": names.right(one.right), "made_at": one.made_at}


def _sessions(person: Person) -> Iterator[Entry]:
    for one in UserSession.objects.filter(user=person).order_by("pk"):
        yield {"device": one.user_agent, "address": one.ip, "last_seen_at": one.last_seen_at}


def _keys(person: Person) -> Iterator[Entry]:
    for one in Authenticator.objects.filter(user=person).order_by("pk"):
        yield {"kind": one.type, "made_at": one.created_at}
    for token in ApiToken.objects.filter(person=person).order_by("pk"):
        yield {"kind": "token", "name": token.name, "made_at": token.created_at}


def _consents(person: Person) -> Iterator[Entry]:
    given = Consent.objects.filter(giver__person=person).select_related("text").order_by("pk")
    for one in told(given):
        yield {
            "agreed_to": one.words,
            "given_at": one.consent.given_at,
            "how": str(one.consent.get_how_display()),
            "text": one.consent.text.words,
            "withdrawn_at": one.consent.withdrawn_at,
        }


def _requests(person: Person) -> Iterator[Entry]:
    for one in PrivacyRequest.objects.filter(person=person).order_by("-pk"):
        yield {
            "wish": str(one.get_wish_display()),
            "words": one.words,
            "received_at": one.received_at,
            "due_at": one.due_at,
            "state": str(one.get_state_display()),
            "said": one.said,
        }


def _listings(person: Person) -> Iterator[Entry]:
    mine = Revision.objects.filter(Q(started_by=person) | Q(writers=person)).distinct()
    seen = Listing.objects.visible_to(person).in_bulk({one.listing_id for one in mine})
    for one in mine.order_by("-changed_at"):
        yield {
            "listing": str(seen.get(one.listing_id) or one.listing_id),
            "state": str(one.get_state_display()),
            "changed_at": one.changed_at,
        }


def _acts(person: Person) -> Iterator[Entry]:
    of_mine = Q(by_number=person.pk) | Q(thing=Person._meta.label_lower, thing_number=person.pk)
    for one in AuditEntry.objects.filter(of_mine).order_by("-pk"):
        yield {
            "at": one.at,
            "act": str(_ACTS.get(one.act, one.act)),
            "thing": f"{one.thing} {one.thing_number}",
            "area_code": one.area_code,
        }
