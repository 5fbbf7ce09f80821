"""Balai's settings, with the addresses of the small form beside ours."""

from config.settings import *  # noqa: F403

MIDDLEWARE = ["tests.offline.site.DiesWhenAsked", *MIDDLEWARE]  # noqa: F405
ROOT_URLCONF = "tests.offline.urls"
