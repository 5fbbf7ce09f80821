"""The sound of a lesson."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.activities.rules.sounds import MOST_BYTES, SoundUnclear


class RecordingForm(forms.Form):
    """One file, of which no more is read than may be kept."""

    sound = forms.FileField(
        label=_("Sound file"),
        help_text=_("MP3, M4A or Ogg (Opus), 2 MB at most: about eight minutes at 32 kbit/s."),
        widget=forms.FileInput(
            attrs={"accept": "audio/mpeg,audio/mp4,audio/ogg,.mp3,.m4a,.ogg,.opus"}
        ),
        error_messages={
            "required": _("Choose the file with the sound."),
            "empty": _("This file is empty. Choose another."),
        },
    )
    language = forms.ChoiceField(choices=[("id", "id"), ("en", "en")], widget=forms.HiddenInput)
    use_required_attribute = False

    def clean_sound(self) -> bytes:
        sent = self.cleaned_data["sound"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(SoundUnclear.sentence)
        content: bytes = sent.read()
        return content
