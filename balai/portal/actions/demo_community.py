"""An invented community of the demo, with things that it keeps in each way one may walk."""

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.accounts.models import Person
from balai.catalogue.actions.consents import Agreement, record_consent
from balai.catalogue.actions.labels import Wording, approve_label, put_labels, write_label
from balai.catalogue.actions.listings import Draft, add_listing, publish_listing
from balai.catalogue.actions.protocols import (
    approve_change,
    bring_under_protocol,
    decide_protocol,
)
from balai.catalogue.models import Listing, Protocol
from balai.catalogue.rules import protocols as rules
from balai.core.errors import Refused
from balai.core.tokens import new_token
from balai.portal.actions.demo import FOLDER
from balai.registry.actions.communities import (
    add_group,
    invite_member,
    join_community,
    put_in_groups,
    write_community,
)
from balai.registry.models import Community, CommunityGroup, Region

_WORDS = ("title", "title_en", "text", "text_en")


def load_demo_community(*, now: datetime) -> None:
    """Write it down once; nothing where those who speak for it have no such role any more."""
    with (FOLDER / "community.toml").open("rb") as file:
        row = tomllib.load(file)
    if not Community.objects.filter(name=row["name"]).exists():
        with suppress(Refused, Person.DoesNotExist), transaction.atomic():
            _Written(row, now=now).keep_all()


class _Written:
    """The community as it was just written down, and those who act for it."""

    def __init__(self, row: Mapping[str, Any], *, now: datetime) -> None:
        self.row, self.now = row, now
        self.speaker, self.second, self.writer = (
            Person.objects.get(email=row[who]) for who in ("speaker", "second", "writer")
        )
        self.village = Region.objects.get(code=row["village"])
        self.community = write_community(
            name=row["name"], language="", village=self.village, by=self.speaker, now=now
        )
        self.group = self._second_member_in_a_group()

    def _second_member_in_a_group(self) -> CommunityGroup:
        token = new_token()
        invite_member(self.community, token=token, by=self.speaker, now=self.now)
        join_community(token, by=self.second, now=self.now)
        group = add_group(self.community, name=self.row["group"], by=self.speaker, now=self.now)
        member = self.community.members.get(person=self.second)
        put_in_groups(member, [group], by=self.speaker, now=self.now)
        return group

    def keep_all(self) -> None:
        wording = Wording(**self.row["label"])
        label = write_label(self.community, wording, by=self.speaker, now=self.now)
        approve_label(label, by=self.second, now=self.now)
        for thing in self.row["thing"]:
            listing = self._listing(thing)
            protocol = bring_under_protocol(listing, self.community, by=self.writer, now=self.now)
            if thing["said"]:
                self._decide(protocol, thing)
                publish_listing(listing, by=None, now=self.now)
                put_labels(protocol, [label], by=self.speaker, now=self.now)

    def _listing(self, thing: Mapping[str, Any]) -> Listing:
        words = {name: thing[name] for name in _WORDS} | {"example": True}
        draft = Draft(kind="story", village=self.village, words=words)
        return add_listing(draft, now=self.now, key=thing["key"])

    def _decide(self, protocol: Protocol, thing: Mapping[str, Any]) -> None:
        agreement = Agreement(
            given_by=self.row["agreed_by"],
            given_on=timezone.localdate(self.now),
            given="meeting",
        )
        record_consent(protocol, agreement, by=self.speaker, now=self.now)
        protocol.refresh_from_db()
        said = _in_season(thing) if thing["said"] == "season" else _for_the_group(self.group)
        change = decide_protocol(protocol, said, by=self.speaker, now=self.now)
        if change is not None:
            approve_change(change, by=self.second, now=self.now)
        protocol.refresh_from_db()
        if thing["said"] == "group":
            wider = rules.Protocol((rules.Term(rules.COMMUNITY),))
            decide_protocol(protocol, wider, by=self.speaker, now=self.now)


def _in_season(thing: Mapping[str, Any]) -> rules.Protocol:
    season = rules.Season(thing["first"], thing["last"], is_yearly=True)
    terms = (rules.Term(rules.COMMUNITY), rules.Term(rules.SEASON, season=season))
    return rules.Protocol(terms, rules.ANY)


def _for_the_group(group: CommunityGroup) -> rules.Protocol:
    return rules.Protocol((rules.Term(rules.GROUP, group=group.pk),))
