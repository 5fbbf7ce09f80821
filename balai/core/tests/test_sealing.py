"""What is sealed says nothing without the secret, and for nothing but its purpose."""

import subprocess
import sys

import pytest

from balai.core.sealing import SealBroken, opened, sealed

WORDS = b"Dayang, 0812 3456 7890"


def test_what_is_sealed_is_opened_again_and_says_nothing_meanwhile():
    kept = sealed(WORDS, purpose="notes")

    assert opened(kept, purpose="notes") == WORDS
    assert b"Dayang" not in kept
    assert sealed(WORDS, purpose="notes") != kept


def test_another_purpose_opens_nothing():
    kept = sealed(WORDS, purpose="notes")

    with pytest.raises(SealBroken):
        opened(kept, purpose="letters")


def test_changed_bytes_are_refused():
    kept = sealed(WORDS, purpose="notes")

    for changed in (b"", b"oops", kept[:-1], kept[:-1] + bytes([kept[-1] ^ 1])):
        with pytest.raises(SealBroken):
            opened(changed, purpose="notes")


def test_a_new_secret_opens_what_an_earlier_one_sealed(settings):
    first = settings.SECRET_KEY
    kept = sealed(WORDS, purpose="notes")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = first[::-1], [first]

    assert opened(kept, purpose="notes") == WORDS

    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(SealBroken):
        opened(kept, purpose="notes")


def test_what_understands_ciphers_is_read_when_it_is_first_needed():
    ask = "import sys, balai.core.sealing; print('cryptography' in sys.modules)"

    answer = subprocess.run(  # noqa: S603
        [sys.executable, "-c", ask], capture_output=True, text=True, check=True
    )

    assert answer.stdout == "False\n"
