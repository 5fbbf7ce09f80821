"""Why a file becomes no photo."""

from django.utils.translation import gettext_lazy as _

from balai.core.errors import Refused


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
    sentence = _(
        "This picture is too large: a JPEG may have 60 million dots, any other 25 million. "
        "Send it as a JPEG, or a smaller one."
    )
    code = "picture_too_large"


class PictureDamaged(Refused):
    sentence = _("This photo is damaged or did not arrive whole. Send it once more.")
    code = "picture_damaged"


class PictureTooThin(Refused):
    sentence = _("This picture is more than six times as long as it is wide. Cut it first.")
    code = "picture_too_thin"
