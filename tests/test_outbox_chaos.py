"""Phones and a browser in any order, over a line that loses, doubles and delays: all converge."""

import json
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balai.core.models import SettingChange
from balai.intake.models import Receipt
from tests.factories import make_person
from tests.offline.phones import GOOD, LINES, Phone
from tests.offline.site import VILLAGE, record_now, saved_notes

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.offline.urls"),
    pytest.mark.slow,
]
CHAOS = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PEOPLE = ("Mira", "Ines")
FIELDS = ("place", "hour", "kind")
VALUES = {"place": ("Balai", "Rumah", "Hub"), "hour": ("09.00", "10.00"), "kind": ("a", "b")}
FIRST = {"place": ["Balai"], "hour": ["09.00"], "kind": ["a"], "is_open": []}

_acts = st.lists(
    st.tuples(
        st.sampled_from(["write", "edit", "send", "send", "edit while sending", "late"]),
        st.integers(0, 1),
        st.integers(0, 3),
        st.sampled_from(LINES),
    ),
    max_size=30,
)


def clients():
    entered = []
    for name in PEOPLE:
        client = Client()
        client.force_login(make_person(name))
        entered.append(client)
    return entered


@CHAOS
@given(acts=_acts)
def test_notes_arrive_once_and_no_version_is_lost(acts):
    with transaction.atomic():
        phones = [Phone(client) for client in clients()]
        written: dict[tuple[int, int], list[str]] = {}

        for step, (act, who, number, line) in enumerate(acts):
            do(phones[who], written.setdefault((who, number), []), act, number, line, f"t{step}")
        settle(phones)

        check_nothing_is_lost(phones, written)
        transaction.set_rollback(True)


def do(phone, versions, act, number, line, topic):
    is_there = number in phone.items
    if act == "late":
        phone.arrive_late()
    elif act == "write" and not is_there:
        phone.write(number, topic)
        versions.append(topic)
    elif act == "edit" and is_there and phone.items[number].state != "received":
        phone.edit(number, topic)
        versions.append(topic)
    elif act == "send" and is_there:
        phone.send(number, line)
    elif act == "edit while sending" and is_there and phone.items[number].state == "waiting":
        phone.send(number, line, meanwhile=topic if line != "late" else "")
        versions.extend([topic] if line != "late" else [])


def settle(phones):
    """Let the line be good until nothing moves any more; what is late arrives last of all."""
    for phone in phones:
        for number in phone.items:
            phone.send(number, GOOD)
        while phone.late:
            phone.arrive_late()


def check_nothing_is_lost(phones, written):
    saved = [note["topic"] for _key, note in saved_notes()]
    assert len(saved) == len(set(saved)) == sum(len(phone.items) for phone in phones)
    for (who, number), versions in written.items():
        if not versions:
            continue
        one = phones[who].items[number]
        arrived = [topic for topic in saved if topic in versions]
        assert len(arrived) == 1
        # Either the last words arrived, or they still stand on the phone for somebody to mend.
        assert one.topic == versions[-1]
        assert (one.state, arrived[0]) == ("received", one.topic) or one.state == "mend"
    assert set(Receipt.objects.values_list("state", flat=True)) <= {"accepted", "replaced"}


_edits = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["look", "change", "change", "send"]),
        st.sampled_from([(name, value) for name in FIELDS for value in VALUES[name]]),
    ),
    max_size=30,
)


@CHAOS
@given(edits=_edits)
def test_edits_of_one_record_merge_or_wait_and_none_overwrites_another(edits):
    """Two phones and a browser: each was shown some version, changes fields, sends at some time."""
    with transaction.atomic():
        mira, ines = clients()
        editors = [Editor(mira, "queue"), Editor(ines, "queue"), Editor(mira, "")]

        for who, act, (name, value) in edits:
            editors[who].do(act, name, value)
        for editor in editors:
            editor.do("send", "", "")

        check_each_change_is_its_writers(editors)
        transaction.set_rollback(True)


class Editor:
    """Somebody with a form of the record open."""

    def __init__(self, client, mode):
        self.client, self.headers = client, {"Outbox": mode} if mode else {}
        self.sent: dict[str, dict[str, str]] = {}
        self.statuses: dict[str, int] = {}
        self.look()

    def look(self):
        now = record_now("satu")
        self.version, self.changes = now["version"], {}
        self.base = {name: [now[name]] for name in FIELDS}

    def do(self, act, name, value):
        if act == "look" and not self.changes:
            self.look()
        elif act == "change":
            self.changes[name] = value
        elif act == "send" and self.changes:
            self.send()

    def send(self):
        key = str(uuid4())
        shown = {name: values[0] for name, values in self.base.items()} | self.changes
        about = {
            "request_key": key,
            "request_version": str(self.version),
            "request_base": json.dumps(self.base),
            "request_area": VILLAGE,
        }
        answer = self.client.post("/uji/rekam/satu/", shown | about, headers=self.headers)
        self.sent[key] = {
            name: value for name, value in self.changes.items() if [value] != self.base[name]
        }
        self.statuses[key] = answer.status_code
        self.look()


def check_each_change_is_its_writers(editors):
    sent = {key: changes for editor in editors for key, changes in editor.sent.items()}
    statuses = {key: status for editor in editors for key, status in editor.statuses.items()}
    before = {name: values[0] for name, values in FIRST.items() if values}
    history = SettingChange.objects.filter(setting="record-satu").order_by("pk")
    for row in history:
        now = json.loads(row.became)
        changed = {name: now[name] for name in FIELDS if now[name] != before[name]}
        assert changed.items() <= sent[row.key].items()
        assert sent[row.key].items() <= now.items()
        before = now
    accepted = set(history.values_list("key", flat=True))
    waiting = {key for key, status in statuses.items() if status == 410}
    assert accepted | waiting == set(sent)
    assert accepted & waiting == set()
    kept = {str(receipt.key): receipt.content for receipt in Receipt.objects.waiting()}
    assert set(kept) == waiting
    for key in waiting:
        assert all(kept[key].first(name) == value for name, value in sent[key].items())
