"""What the registry refuses, and why."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from balai.core.errors import Refused

SHOWN_FAULTS = 50


class FileRefused(Refused):
    """A file with faults: each is named with its line, and nothing was written."""

    code = "file_refused"

    def __init__(self, faults: Sequence[str], *, count: int | None = None) -> None:
        self.faults = tuple(faults[:SHOWN_FAULTS])
        self.count = len(faults) if count is None else count
        super().__init__(self.faults)

    def __str__(self) -> str:
        opening = ngettext(
            "Nothing was written; there is %(count)d fault:",
            "Nothing was written; there are %(count)d faults:",
            self.count,
        ) % {"count": self.count}
        lines = [opening, *(f"  {fault}" for fault in self.faults)]
        if more := self.count - len(self.faults):
            lines.append("  " + gettext("… and %(count)d more") % {"count": more})
        return "\n".join(lines)


class TooManyEndings(Refused):
    """A list that would end so many villages that a mistake is likelier."""

    code = "too_many_endings"

    def __init__(self, *, ending: int, standing: int) -> None:
        self.ending, self.standing = ending, standing
        super().__init__(ending, standing)

    def __str__(self) -> str:
        return gettext(
            "Nothing was written: %(ending)d of %(standing)d villages are missing from the file "
            "and would end. If it lists only a part, name that part with --within CODE; "
            "if they do end, add --confirm-endings."
        ) % {"ending": self.ending, "standing": self.standing}


class ImportedMeanwhile(Refused):
    """Two imports wrote the same at once, and this one came second."""

    sentence = _("Nothing was written: somebody else imported at the same time. Try again.")
    code = "imported_meanwhile"


class DecreeUnclear(Refused):
    """An import without the decree or the day that gives it force."""

    sentence = _("Name the decree in at most 120 characters, and a day that has come.")
    code = "decree_unclear"


class AddressUnclear(Refused):
    """A web address that is none, or that a browser should not open."""

    sentence = _("Write the whole web address, beginning with https:// or http://.")
    code = "address_unclear"


class DayUnclear(Refused):
    """A day that the calendar does not have."""

    sentence = _("Write a year, a month or a day: 2021, 2021-06 or 2021-06-10.")
    code = "day_unclear"


class FieldUnclear(Refused):
    """A value that is missing, too long, or not one of those offered."""

    code = "field_unclear"

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(field, reason)

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}"


class OrganisationElsewhere(Refused):
    """A member is one of an organisation's people in a village that it serves."""

    sentence = _("This organisation does not serve this village. Choose another one.")
    code = "organisation_elsewhere"


class MayNotSpeakForCommunity(Refused):
    """An officer, a head, an operator, or who represents others."""

    sentence = _("Only the representative of this community decides this.")
    code = "may_not_speak_for_community"


class NotOfTheCommunity(Refused):
    sentence = _("Only a member of this community may do this.")
    code = "not_of_the_community"


class MayNotSayWhoseContact(Refused):
    """Whose number an organisation shows is said by those who work where it is."""

    sentence = _("Whose number this is, is said by the operator of its village.")
    code = "may_not_say_whose_contact"


class MayNotWriteOrganisation(Refused):
    """Organisations are written down by those who work where they are."""

    sentence = _("You may not write down organisations here. Ask the operator of this village.")
    code = "may_not_write_organisation"


class SomebodySpeaks(Refused):
    sentence = _("Somebody speaks for this community already. Ask them for an invitation.")
    code = "somebody_speaks"


class GroupNamedAlready(Refused):
    sentence = _("This community has a group of that name already.")
    code = "group_named_already"


class CommunityInvitationGone(Refused):
    sentence = _("This link has been used or is too old. Ask the representative for a new one.")
    code = "community_invitation_gone"


class MemberAlready(Refused):
    sentence = _("You belong to this community already.")
    code = "member_already"


class LastWhoSpeaks(Refused):
    sentence = _("Who speaks for the community stays in it. Hand over the role first.")
    code = "last_who_speaks"


class MayNotNameVillages(Refused):
    sentence = _("Only an officer of the province decides what its villages are called.")
    code = "may_not_name_villages"
