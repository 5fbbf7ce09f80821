"""Balai's settings, with the addresses of the small site instead of ours."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.served.urls"
