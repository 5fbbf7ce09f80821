"""What is no sound that every phone plays."""

from django.utils.translation import gettext_lazy as _

from balai.core.errors import Refused


class SoundUnclear(Refused):
    """Something else than its name says, broken off, or of a kind that not every phone plays."""

    sentence = _(
        "This is no sound that we can keep: send a whole recording as MP3, M4A (AAC) or "
        "Ogg (Opus), 2 MB at most."
    )
    code = "sound_unclear"
