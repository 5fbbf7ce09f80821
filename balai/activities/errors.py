"""Refusals of activities."""

from django.utils.translation import gettext_lazy as _

from balai.core.errors import Refused


class MayNotPlan(Refused):
    """Sessions are planned by operators and heads."""

    sentence = _("You may not plan for this village. Ask its operator or village head.")
    code = "may_not_plan"


class MayNotKeepTheList(Refused):
    """Somebody else leads this session."""

    sentence = _("You do not lead this session. Ask the village operator to add you.")
    code = "may_not_keep_the_list"


class EndsBeforeItStarts(Refused):
    sentence = _("It ends before it starts. Look at the two times.")
    code = "ends_before_it_starts"


class NoDayLeft(Refused):
    """Every day of a series was left out, or the last lies before the first."""

    sentence = _("No day is left. Choose a later last day, or leave out fewer days.")
    code = "no_day_left"


class SessionCalledOff(Refused):
    sentence = _("This session was cancelled. Plan a new one.")
    code = "session_called_off"


class SessionHeldAlready(Refused):
    sentence = _("This session has taken place. It can no longer be moved or cancelled.")
    code = "session_held_already"


class SessionNotYet(Refused):
    sentence = _("This session has not begun yet. Say afterwards how the day was.")
    code = "session_not_yet"


class SessionChangedMeanwhile(Refused):
    sentence = _("Somebody changed this session meanwhile. Look at it, then change it again.")
    code = "session_changed_meanwhile"


class SentByAnother(Refused):
    sentence = _("This form has been sent already. Open it anew.")
    code = "sent_by_another"


class NotTheDayYet(Refused):
    """Nobody came to what lies in the future."""

    sentence = _("The day of this session has not come. The list opens on that day.")
    code = "not_the_day_yet"


class CountsDoNotFit(Refused):
    """More disabled people than people, more elders than adults."""

    sentence = _(
        "Those with a disability, and those of 60 or older, are among the others: "
        "there cannot be more of them. Look at the numbers."
    )
    code = "counts_do_not_fit"


class NobodyNamed(Refused):
    sentence = _("Write the name of the person, or count her without a name.")
    code = "nobody_named"


class NotTheSamePerson(Refused):
    """Two of different villages, or one who was merged already."""

    sentence = _("These two cannot become one: look at the list again.")
    code = "not_the_same_person"


class TotalsDoNotMatch(Refused):
    """What was ticked and counted is not what stands on the paper."""

    code = "totals_do_not_match"

    def __init__(self, *, paper: int, entered: int) -> None:
        super().__init__()
        self.paper, self.entered = paper, entered

    def __str__(self) -> str:
        said = _(
            "The paper says %(paper)s, but %(entered)s are entered. Count the signatures again, "
            "then the numbers here. Nothing was saved."
        )
        return said % {"paper": self.paper, "entered": self.entered}


class NumbersUnknown(Refused):
    """Numbers of the sheet that nobody of the village has."""

    code = "numbers_unknown"

    def __init__(self, numbers: str) -> None:
        super().__init__()
        self.numbers = numbers

    def __str__(self) -> str:
        said = _("Nobody has these numbers on the sheet: %(numbers)s. Look at the paper again.")
        return said % {"numbers": self.numbers}


class LinkMadeAlready(Refused):
    sentence = _("A link was made just now. Open the page anew.")
    code = "link_made_already"


class DoorClosed(Refused):
    """Too early, too late, or called off."""

    sentence = _("This code opens an hour before the session, and until the evening after it.")
    code = "door_closed"


class KnockedTooOften(Refused):
    sentence = _("This was tried often just now. Wait some minutes, or go to who keeps the list.")
    code = "knocked_too_often"


class CourseClosed(Refused):
    """The version was replaced, or the course withdrawn, since the page was opened."""

    sentence = _("This lesson has changed since you opened it. Open the course anew.")
    code = "course_closed"


class CourseNotFinished(Refused):
    """Lessons or the quiz are still open, or it is somebody else's course."""

    sentence = _("Read all lessons and pass the quiz first. Then your certificate is ready.")
    code = "course_not_finished"


class NoNames(Refused):
    sentence = _("Write the names of those who get a certificate, one in each line.")
    code = "no_names"


class MayNotRevoke(Refused):
    """Neither whoever issued it, nor an officer of its area, nor its holder."""

    sentence = _("You may not do this with this certificate. Ask whoever issued it.")
    code = "may_not_revoke"


class CertificateRevoked(Refused):
    sentence = _("This certificate has been revoked already.")
    code = "certificate_revoked"


class CheckNotAtThis(Refused):
    """Somebody opened or closed it meanwhile."""

    sentence = _("The check stands elsewhere by now. Look at it, then go on from there.")
    code = "check_not_at_this"


class CheckNotOpen(Refused):
    sentence = _("This check is closed just now. Ask whoever leads the class.")
    code = "check_not_open"


class NumberTaken(Refused):
    """Somebody with this number has answered already, this time."""

    code = "number_taken"

    def __str__(self) -> str:
        said = _("Number %(number)s has answered already. Look at the number on your paper.")
        return str(said) % {"number": self.args[0]}


class MayNotWriteCourses(Refused):
    """Courses are written for the whole province."""

    sentence = _("You may not write courses. Ask an officer or reviewer of the province.")
    code = "may_not_write_courses"


class SlugTaken(Refused):
    sentence = _("There is a course with this title already. Choose another title.")
    code = "slug_taken"


class VersionPublished(Refused):
    """Learners may be reading it."""

    sentence = _("This version is published and stays as it is. Begin a new version.")
    code = "version_published"


class CourseIncomplete(Refused):
    sentence = _("Write at least one lesson first.")
    code = "course_incomplete"


class EnoughPhotos(Refused):
    sentence = _("A session has twelve photos at most. Take one away first.")
    code = "enough_photos"


class PhotoChangedMeanwhile(Refused):
    sentence = _("Somebody said something else of this photo meanwhile. Look at it again.")
    code = "photo_changed_meanwhile"


class PictureNameTaken(Refused):
    sentence = _("Another picture has this name. Choose another name.")
    code = "picture_name_taken"


class PictureInUse(Refused):
    sentence = _("A lesson shows this picture. Take it out of the lessons first.")
    code = "picture_in_use"


class LessonGone(Refused):
    """Somebody else took it out of the draft meanwhile."""

    sentence = _("This lesson is no longer in the draft. Look at the list again.")
    code = "lesson_gone"


class QuestionTaken(Refused):
    sentence = _("This question is asked already. Change that one, or ask otherwise.")
    code = "question_taken"


class ItemChangedMeanwhile(Refused):
    sentence = _("Somebody changed this question meanwhile. Look at it, then change it again.")
    code = "item_changed_meanwhile"


class LastOfItsPillar(Refused):
    """Without a question of each of the four, nobody could be counted as literate."""

    sentence = _("It is the last question of its pillar. Add another one first.")
    code = "last_of_its_pillar"


class GuestsMayNot(Refused):
    """Who leads one session for a village from elsewhere does not act in its name."""

    sentence = _("Guests lead the session; this is for the village. Ask its operator.")
    code = "guests_may_not"


class TooLateToLead(Refused):
    """Nobody is invited to lead what was over a month ago."""

    sentence = _("This session was over a month ago. Invite somebody to one that is to come.")
    code = "too_late_to_lead"


class LeadsAlready(Refused):
    sentence = _("You lead this session already. Open it in the workroom.")
    code = "leads_already"
