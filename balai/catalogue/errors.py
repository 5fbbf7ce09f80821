"""Refusals of the catalogue."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from balai.core.errors import Refused


class AlreadyPublished(Refused):
    sentence = _("This listing is already published.")
    code = "already_published"


class NeverAccepted(Refused):
    sentence = _("Nothing of this has been accepted yet. Review what was submitted.")
    code = "never_accepted"


class NotPublished(Refused):
    sentence = _("This listing is not published.")
    code = "not_published"


class DetailsOfAnotherKind(Refused):
    sentence = _("These details belong to another kind of listing.")
    code = "details_of_another_kind"


class MayNotWrite(Refused):
    sentence = _("You may not write for this village. Ask its operator or village head.")
    code = "may_not_write"


class MayNotReview(Refused):
    sentence = _("You may not decide about this listing. Somebody else reviews it.")
    code = "may_not_review"


class MayNotReviewOwn(Refused):
    sentence = _("You wrote this yourself. Somebody else has to review it.")
    code = "may_not_review_own"


class VillageEnded(Refused):
    sentence = _("This village has ended. Write for the one that followed it.")
    code = "village_ended"


class SentByAnother(Refused):
    sentence = _("This form has been sent already. Open it anew.")
    code = "sent_by_another"


class UnknownAnswers(Refused):
    sentence = _("These answers do not belong to such a listing.")
    code = "unknown_answers"


class AnswerTooLong(Refused):
    sentence = _("One of the answers is too long. Make it shorter.")
    code = "answer_too_long"


class TooMuchWritten(Refused):
    sentence = _("This is more than a listing can hold. Make the texts shorter.")
    code = "too_much_written"


class NotInHand(Refused):
    """It waits for review, or is over."""

    sentence = _("This can no longer be changed here. Open it anew.")
    code = "not_in_hand"


class NotWaiting(Refused):
    """Somebody decided already, or its writer took it back."""

    sentence = _("This no longer waits for review. Look at it again.")
    code = "not_waiting"


class WrittenMeanwhile(Refused):
    sentence = _("This was changed meanwhile. Look at it again.")
    code = "written_meanwhile"


class WroteTheSame(Refused):
    """Two people gave different answers to the same question."""

    code = "wrote_the_same"

    def __init__(self, theirs: Mapping[str, Any], *, labels: str) -> None:
        super().__init__(theirs)
        self.theirs = theirs
        self.labels = labels

    def __str__(self) -> str:
        return _("Somebody else wrote here meanwhile: %(labels)s. Choose which words stay.") % {
            "labels": self.labels
        }


class Incomplete(Refused):
    """What keeps a draft from being sent, field by field."""

    sentence = _("Something is still missing. Mend what is marked, then send it again.")
    code = "incomplete"

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(faults)
        self.faults = faults


class SayWhatToMend(Refused):
    sentence = _("Say in a sentence or two what is to be mended.")
    code = "say_what_to_mend"


class SectorNameTaken(Refused):
    sentence = _("There is a sector of this name already. Choose another name.")
    code = "sector_name_taken"


class MayNotChoose(Refused):
    sentence = _("Only an officer of the province decides this.")
    code = "may_not_choose"


class EnoughPictures(Refused):
    sentence = _("A listing has twelve pictures at most. Take one away first.")
    code = "enough_pictures"


class TooManyUploads(Refused):
    sentence = _("Too many photos are on their way. Wait until some have arrived.")
    code = "too_many_uploads"


class NotWholeYet(Refused):
    sentence = _("The photo has not arrived whole yet.")
    code = "not_whole_yet"


class WrongOffset(Refused):
    """A piece that does not follow what has arrived; `right` is where to go on."""

    sentence = _("This piece does not follow what has arrived.")
    code = "wrong_offset"

    def __init__(self, right: int) -> None:
        super().__init__(right)
        self.right = right


class PictureRemoved(Refused):
    sentence = _("This picture has been taken away already.")
    code = "picture_removed"


class PicturesWait(Refused):
    """What was sent for review stays as it was sent."""

    sentence = _("What you sent is being reviewed. Take it back to change its photos.")
    code = "pictures_wait"


class OtherPictures(Refused):
    sentence = _("The pictures have changed meanwhile. Look at them again and put them in order.")
    code = "other_pictures"


class CommunityHasNotAgreed(Refused):
    sentence = _(
        "This shows what a community keeps, and it has not agreed yet. Ask its representative."
    )
    code = "community_has_not_agreed"


class MayNotBringUnderProtocol(Refused):
    sentence = _(
        "Only those who write for this village, or the representative of a community there, "
        "may say whose it is."
    )
    code = "may_not_bring_under_protocol"


class KeptByAnother(Refused):
    sentence = _(
        "A community has decided about this. Only its representative says who else keeps it."
    )
    code = "kept_by_another"


class NotTheirs(Refused):
    sentence = _("This community has said that it is not its own. Ask its representative.")
    code = "not_theirs"


class MayNotSayWhose(Refused):
    sentence = _(
        "Only those who write for this village, or the representative of a community that keeps "
        "this, say whose it is."
    )
    code = "may_not_say_whose"


class UnderProtocolAlready(Refused):
    sentence = _("This community decides about it already.")
    code = "under_protocol_already"


class ProtocolUnclear(Refused):
    sentence = _("Choose groups of this community, and for a season two days within ten years.")
    code = "protocol_unclear"


class DecidedMeanwhile(Refused):
    sentence = _("Somebody else has decided about this meanwhile. Look at it again.")
    code = "decided_meanwhile"


class ApprovedByAnother(Refused):
    sentence = _("Who proposed this cannot approve it. Ask another member of the community.")
    code = "approved_by_another"


class NotAgreedTo(Refused):
    sentence = _("No agreement of the community is written down for this.")
    code = "not_agreed_to"


class AgreedToAlready(Refused):
    sentence = _("The community has agreed to this already.")
    code = "agreed_to_already"


class MayNotTakeAway(Refused):
    sentence = _("You do not work in this area. Ask its officer for the list.")
    code = "may_not_take_away"


class LabelNamedAlready(Refused):
    sentence = _("This community has a label of that name already. Retire it first.")
    code = "label_named_already"


class LabelSettled(Refused):
    sentence = _("This label has been approved or retired meanwhile.")
    code = "label_settled"


class MayNotAddNotice(Refused):
    sentence = _("Only officers of this area add notices.")
    code = "may_not_add_notice"


class MessageHasLink(Refused):
    sentence = _("Write without links, please. The seller asks you for more when it is needed.")
    code = "message_has_link"


class MessageAdvertises(Refused):
    sentence = _(
        "This reads like advertising, which is not passed on. Ask about this listing in your "
        "own words."
    )
    code = "message_advertises"


class NobodyReads(Refused):
    """The village has no operator, and the seller no member yet."""

    sentence = _("Nobody from this village reads messages here yet. Ask at the village office.")
    code = "nobody_reads"


class AnsweredAlready(Refused):
    sentence = _("Somebody has answered this message already.")
    code = "answered_already"
