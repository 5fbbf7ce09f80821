"""Why something that was sent is not taken now."""

from django.utils.translation import gettext_lazy as _

from balai.core.errors import Refused


class SentOtherwise(Refused):
    """The same key came before with other content."""

    sentence = _(
        "Balai already has this form with other content. What you changed is not saved:"
        " open the form anew for it."
    )
    code = "sent_otherwise"


class AcceptedBefore(Refused):
    """A change of something that was accepted meanwhile, as it was before the change."""

    sentence = _(
        "This arrived before you changed it. What you changed is not saved:"
        " open it in Balai and change it there."
    )
    code = "accepted_before"


class Replaced(Refused):
    """What came was changed on the phone since; the change counts."""

    sentence = _("A newer version of this was sent. This one is not needed any more.")
    code = "replaced"


class InProgress(Refused):
    sentence = _("This is being dealt with right now.")
    code = "in_progress"


class EditedMeanwhile(Refused):
    """The record is no longer as the form showed it; raised by an action that saves an edit."""

    sentence = _("Somebody else changed the same. Look at both and decide.")
    code = "edited_meanwhile"


class TooLarge(Refused):
    sentence = _("This is too large to send at once: leave out a photo and send it by itself.")
    code = "too_large"


class NotThere(Refused):
    """The address leads nowhere, or not for this person."""

    sentence = _("What this belongs to is no longer there, or no longer yours to change.")
    code = "not_there"


class SenderGone(Refused):
    sentence = _("The person who sent this has no account any more.")
    code = "sender_gone"


class NoSuchFile(Refused):
    sentence = _("This is not a file of unsent notes from Balai, or it was changed on the way.")
    code = "no_such_file"
