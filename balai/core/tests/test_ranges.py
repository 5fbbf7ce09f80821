"""The part of a file that somebody asks for."""

import pytest

from balai.core.ranges import NoSuchPart, part_of


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-", range(100)),
        ("bytes=0-1", range(2)),
        ("bytes=99-", range(99, 100)),
        ("bytes=50-500", range(50, 100)),
        ("bytes=-10", range(90, 100)),
        ("bytes=-500", range(100)),
        ("", None),
        ("bytes=-", None),
        ("bytes=5-2", None),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
        ("bytes=a-b", None),
        (f"bytes={'9' * 40}-", None),
    ],
)
def test_a_part_is_read_and_what_is_unclear_is_the_whole(asked, part):
    assert part_of(asked, 100) == part


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_what_lies_behind_the_end_is_no_part(asked):
    with pytest.raises(NoSuchPart):
        part_of(asked, 100)
