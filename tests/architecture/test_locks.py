"""What is installed is pinned and checked, and comes from wherever the machine is told."""

import re

import pytest

from tests.architecture.places import CODE

LOCKS = ["requirements/run.txt", "requirements/dev.txt"]


def pins(lock: str) -> dict[str, str]:
    text = (CODE / lock).read_text("utf-8")
    return dict(re.findall(r"^([\w.-]+(?:\[[^\]]+\])?)==(\S+)", text, flags=re.MULTILINE))


def files(lock: str) -> dict[str, set[str]]:
    """Name the files of each package, by their hashes."""
    text = (CODE / lock).read_text("utf-8")
    entries = re.findall(r"^([\w.-]+)\S*==(.*(?:\n +--hash=.*)+)", text, flags=re.MULTILINE)
    return {name: set(re.findall(r"sha256:(\w+)", entry)) for name, entry in entries}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock):
    text = (CODE / lock).read_text("utf-8")

    assert re.findall(r"https?:|--index-url|--find-links|--trusted-host", text) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_in_a_lock_has_hashes(lock):
    text = (CODE / lock).read_text("utf-8")
    entries = re.split(r"\n(?=[\w])", text)

    assert len(entries) > 20
    assert [entry for entry in entries if "--hash=sha256:" not in entry and "==" in entry] == []


def test_what_is_tested_is_what_runs():
    run, dev = (pins(lock) for lock in LOCKS)

    assert {name: dev.get(name) for name in run} == run


def test_the_same_files_are_installed_for_both():
    run, dev = (files(lock) for lock in LOCKS)

    assert len(run) > 20
    assert {name: dev.get(name) for name in run} == run
