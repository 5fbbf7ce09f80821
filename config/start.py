"""The one door to the settings for commands and servers: a wrong variable is named, plainly."""

import os
import re
import sys

from django.conf import settings
from environs import EnvError

WRONG_SETTING = 2


def load_settings() -> None:
    """Read the settings, or stop with one sentence that names the wrong variable."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        settings.configured or settings.SECRET_KEY  # noqa: B018  (reading one reads them all)
    except EnvError as wrong:
        sys.stderr.write(f"balai: {_in_one_sentence(wrong)}\n")
        sys.exit(WRONG_SETTING)


def _in_one_sentence(wrong: EnvError) -> str:
    sentence = re.sub(r"""\[['"](.*)['"]\]""", r"\1", str(wrong)).rstrip(".")
    return f"{sentence}. Every variable is explained in docs/reference/settings.md."
