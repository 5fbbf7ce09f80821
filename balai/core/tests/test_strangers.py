from datetime import timedelta

import pytest

from balai.core.strangers import OLDEST, QUICKEST, FormUntimely, check_stamp, shown_at
from balai.core.tokens import as_typed, hash_of, new_code, new_token
from tests.factories import NOON


@pytest.mark.parametrize("since", [QUICKEST, timedelta(minutes=5), OLDEST])
def test_a_form_sent_in_time_is_taken(since):
    check_stamp(shown_at(NOON), now=NOON + since)


@pytest.mark.parametrize(
    "since",
    [
        timedelta(0),
        QUICKEST - timedelta(milliseconds=1),
        OLDEST + timedelta(seconds=1),
        timedelta(seconds=-5),
    ],
)
def test_a_form_out_of_time_is_refused(since):
    with pytest.raises(FormUntimely):
        check_stamp(shown_at(NOON), now=NOON + since)


@pytest.mark.parametrize("forged", ["{}x", "", "\x00", "x{}", "abc:def"])
def test_a_forged_stamp_is_refused(forged):
    with pytest.raises(FormUntimely):
        check_stamp(forged.format(shown_at(NOON)), now=NOON + timedelta(minutes=1))


def test_what_is_kept_of_a_token_tells_nothing_of_it():
    token = new_token()

    assert len(hash_of(token)) == 64
    assert token not in hash_of(token)
    assert hash_of(token) != hash_of(new_token())


def test_a_code_is_read_however_it_was_typed():
    code = new_code(8)

    assert as_typed(f" {code[:4].lower()} - {code[4:]}\n") == code
    assert not set(new_code(500)) & set("01OIL")
