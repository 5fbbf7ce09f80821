"""Django in the benchmark's own process, before anything of Balai that needs it is imported."""

import atexit
import os
import shutil
import tempfile

import django


def prepare(**variables: str) -> None:
    """Read Balai's settings with these variables, and with a folder of data that goes away."""
    for name in list(os.environ):
        if name.startswith(("BALAI_", "DJANGO_", "DATABASE_", "CACHE_", "EMAIL_")):
            del os.environ[name]
    if "BALAI_DATA" not in variables:
        data = tempfile.mkdtemp(prefix="balai-benchmark-")
        atexit.register(shutil.rmtree, data, ignore_errors=True)
        variables["BALAI_DATA"] = data
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", **variables}
    # Playwright runs a loop in this thread, and Django would not touch the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
