"""Balai's settings, with one view more: the plainest that Django can serve."""

from config.settings import *  # noqa: F403
from config.settings import CODE, TEMPLATES

ROOT_URLCONF = "benchmarks.bare_urls"
TEMPLATES = [{**TEMPLATES[0], "DIRS": [CODE / "benchmarks" / "templates"]}]
