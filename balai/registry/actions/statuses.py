"""Take in the classes that an office gave villages. They are stored as decided."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from balai.core.freshness import content_changed
from balai.registry.actions.files import table_in, written_whole
from balai.registry.errors import FieldUnclear
from balai.registry.models import OfficialStatus, Region, RegionAlias, StatusScheme
from balai.registry.rules.batches import in_batches
from balai.registry.rules.counts import ImportCounts
from balai.registry.rules.faults import Faults
from balai.registry.rules.gazetteer import Gazetteer
from balai.registry.rules.sources import SourceSays
from balai.registry.rules.status_rows import Role, StatusRow, status_rows

_ALIKE = 70
_SUGGESTIONS = 3
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_FIELDS = ("label", "score", "decree", "publisher", "url", "said")
_LONGEST = {"scheme": 40, "name": 120, "name_en": 120, "office": 120, "decree": 200}


@dataclass(frozen=True, kw_only=True)
class StatusList:
    """A list of classes: of which scheme and year, by whose decision, in which columns.

    `name` and what follows it may be left out for a scheme that is known.
    """

    file: Path
    scheme: str
    year: int
    source: SourceSays
    name: str = ""
    name_en: str = ""
    office: str = ""
    decree: str = ""
    headings: Mapping[Role, str] = field(default_factory=dict)
    is_by_name: bool = False
    is_skipping_unmatched: bool = False
    is_dry_run: bool = False


@dataclass(frozen=True)
class StatusOutcome:
    """What was written, and which rows were left out because nothing bears their name."""

    counts: ImportCounts
    unmatched: tuple[str, ...]


def import_statuses(given: StatusList) -> StatusOutcome:
    """Store the class of each village in a list, found by code or else by its names.

    Names that match nothing are refused with what may be meant, unless they are to be
    skipped. A second import writes nothing. Raises FileRefused, FieldUnclear and what
    a source may raise; then nothing was written.
    """
    _check(given)
    faults = Faults()
    table = table_in(given.file, faults)
    rows = status_rows(table, given.headings, is_by_name=given.is_by_name, faults=faults)
    faults.refuse()
    if given.is_dry_run:
        return _plan(given, rows).outcome
    with written_whole():
        plan = _plan(given, rows)
        _carry_out(given, plan)
    return plan.outcome


@dataclass
class _Plan:
    new: list[OfficialStatus] = field(default_factory=list)
    changed: list[OfficialStatus] = field(default_factory=list)
    unchanged_count: int = 0
    unmatched: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> StatusOutcome:
        counts = ImportCounts(len(self.new), len(self.changed), self.unchanged_count)
        return StatusOutcome(counts, tuple(self.unmatched))


def _check(given: StatusList) -> None:
    given.source.check()
    for name, longest in _LONGEST.items():
        value: str = getattr(given, name)
        if len(value) > longest or not value.isprintable():
            raise FieldUnclear(name, _("at most %(count)d letters") % {"count": longest})
    if not given.scheme or not given.scheme.replace("-", "").replace("_", "").isalnum():
        raise FieldUnclear("scheme", _("letters, digits and hyphens, as in idm"))
    if not _FIRST_YEAR <= given.year <= _LAST_YEAR:
        raise FieldUnclear("year", _("a year such as 2024"))
    if not given.name and not StatusScheme.objects.filter(code=given.scheme).exists():
        raise FieldUnclear("scheme-name", _("a new scheme needs a name"))


def _plan(given: StatusList, rows: list[StatusRow]) -> _Plan:
    plan = _Plan()
    faults = Faults()
    given_to: dict[str, StatusRow] = {}
    for row, code, unmatched in _matched(rows):
        if unmatched:
            plan.unmatched.append(_line(given, row, unmatched))
            if not given.is_skipping_unmatched:
                faults.add(given.file.name, row.line, unmatched)
        elif code in given_to:
            place = {"code": code, "line": given_to[code].line}
            text = _("%(code)s stands already in line %(line)d") % place
            faults.add(given.file.name, row.line, text)
        else:
            given_to[code] = row
    faults.refuse()
    _compare(given, given_to, plan)
    return plan


def _line(given: StatusList, row: StatusRow, text: str) -> str:
    place = {"file": given.file.name, "line": row.line}
    return _("%(file)s, line %(line)d") % place + f": {text}"


def _matched(rows: list[StatusRow]) -> Iterator[tuple[StatusRow, str, str]]:
    """Pair each row with the code that it means, or with words on why there is none."""
    codes = {row.code for row in rows if row.code}
    known: set[str] = set()
    for batch in in_batches(codes):
        known.update(Region.objects.filter(code__in=batch).values_list("code", flat=True))
    gazetteer = _gazetteer() if any(not row.code for row in rows) else Gazetteer([])
    for row in rows:
        if row.code:
            no_area = _("no area has the code “%(code)s”") % {"code": row.code[:40]}
            yield row, row.code, "" if row.code in known else no_area
        else:
            code = gazetteer.find(row.regency, row.district, row.village)
            yield row, code, "" if code else _nobody_called(row, gazetteer)


def _gazetteer() -> Gazetteer:
    names = Region.objects.standing().values_list("code", "name")
    aliases = RegionAlias.objects.filter(region__valid_until__isnull=True)
    spellings = aliases.values_list("region__code", "name")
    return Gazetteer([*names.iterator(), *spellings.iterator()])


def _nobody_called(row: StatusRow, gazetteer: Gazetteer) -> str:
    asked = ", ".join(part for part in (row.village, row.district, row.regency) if part)
    text = _("no village matches “%(name)s”") % {"name": asked[:120]}
    similar = gazetteer.similar(row.regency, row.district, row.village, _alike)
    if similar:
        return text + "; " + _("similar: %(names)s") % {"names": ", ".join(similar)}
    return text


def _alike(name: str, known: list[str]) -> list[str]:
    found = process.extract(name, known, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_SUGGESTIONS)
    return [spelling for spelling, _score, _place in found]


def _compare(given: StatusList, given_to: Mapping[str, StatusRow], plan: _Plan) -> None:
    numbers: dict[str, int] = {}
    for batch in in_batches(given_to):
        numbers |= dict(Region.objects.filter(code__in=batch).values_list("code", "pk"))
    of_year = OfficialStatus.objects.filter(scheme__code=given.scheme, year=given.year)
    known = {status.region_id: status for status in of_year}
    for code, row in given_to.items():
        said = {
            "label": row.label, "score": row.score, "decree": given.decree,
            **given.source._asdict(),
        }  # fmt: skip
        status = known.get(numbers[code])
        if status is None:
            plan.new.append(OfficialStatus(region_id=numbers[code], year=given.year, **said))
        elif any(getattr(status, name) != said[name] for name in _FIELDS):
            for name in _FIELDS:
                setattr(status, name, said[name])
            plan.changed.append(status)
        else:
            plan.unchanged_count += 1


def _carry_out(given: StatusList, plan: _Plan) -> None:
    scheme, is_new = StatusScheme.objects.get_or_create(code=given.scheme)
    words = {"name": given.name, "name_en": given.name_en, "office": given.office}
    said = {name: text for name, text in words.items() if text and text != getattr(scheme, name)}
    if said:
        StatusScheme.objects.filter(pk=scheme.pk).update(**said)
    for status in plan.new:
        status.scheme = scheme
    OfficialStatus.objects.bulk_create(plan.new)
    OfficialStatus.objects.bulk_update(plan.changed, _FIELDS, batch_size=100)
    if said or is_new or plan.new or plan.changed:
        content_changed()
