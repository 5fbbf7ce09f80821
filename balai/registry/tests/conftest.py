"""Refusals are read in English here, whatever language the platform speaks."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english(_nothing_remembered: None) -> Iterator[None]:
    with translation.override("en"):
        yield
