"""Loaded by pytest before Django: where tests keep their data, and an unusual machine.

A far time zone and fixed secrets make tests that lean on the developer's machine fail
here instead of elsewhere.
"""

import os
import tempfile

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop
os.environ.setdefault("BALAI_DATA", tempfile.mkdtemp(prefix="balai-test-"))
os.environ.setdefault("BALAI_URL", "http://balai.example")
os.environ.setdefault("BALAI_HOSTS", "balai.example,localhost,testserver")
# A page that a test made stale by hand is not the page it asked for.
os.environ.setdefault("BALAI_PAGE_CACHE", "0")
os.environ["TZ"] = "America/St_Johns"
