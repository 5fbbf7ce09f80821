"""Refusals of the catalogue."""

from django.utils.translation import gettext_lazy as _

from balai.core.errors import Refused


class AlreadyPublished(Refused):
    sentence = _("This listing is already published.")
    code = "already_published"


class NotPublished(Refused):
    sentence = _("This listing is not published.")
    code = "not_published"


class DetailsOfAnotherKind(Refused):
    sentence = _("These details belong to another kind of listing.")
    code = "details_of_another_kind"


class NotAPicture(Refused):
    sentence = _("This file is not a photo that Balai can read. Send a JPEG, PNG, WebP or AVIF.")
    code = "not_a_picture"


class PictureIsADrawing(Refused):
    sentence = _("SVG drawings are not taken, because they may hold programs. Send a JPEG or PNG.")
    code = "picture_is_a_drawing"


class PictureMoves(Refused):
    sentence = _("Moving pictures are not taken. Send one photo, as JPEG or PNG.")
    code = "picture_moves"


class PictureIsHeic(Refused):
    sentence = _(
        "Photos in HEIC cannot be read yet. Set the phone's camera to “most compatible”, "
        "or share the photo as JPEG."
    )
    code = "picture_is_heic"


class PictureTooHeavy(Refused):
    sentence = _("This file is larger than 15 MB. Send a smaller photo.")
    code = "picture_too_heavy"


class PictureTooLarge(Refused):
    sentence = _("This picture has more than 60 million dots. Send a smaller photo.")
    code = "picture_too_large"


class PictureDamaged(Refused):
    sentence = _("This photo is damaged or did not arrive whole. Send it once more.")
    code = "picture_damaged"


class PictureTooThin(Refused):
    sentence = _("This picture is more than six times as long as it is wide. Cut it first.")
    code = "picture_too_thin"


class EnoughPictures(Refused):
    sentence = _("A listing has twelve pictures at most. Take one away first.")
    code = "enough_pictures"


class PictureRemoved(Refused):
    sentence = _("This picture has been taken away already.")
    code = "picture_removed"


class OtherPictures(Refused):
    sentence = _("The pictures have changed meanwhile. Look at them again and put them in order.")
    code = "other_pictures"
