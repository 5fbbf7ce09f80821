"""Write beginnings, endings and names of regions, each with its day and its decree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from balai.registry.actions.local_terms import terms_now
from balai.registry.models import Decree, Region, RegionAlias, RegionName
from balai.registry.rules.batches import in_batches
from balai.registry.rules.changes import Change, KnownRegion
from balai.registry.rules.region_rows import RegionRow, term_for
from balai.registry.rules.successions import Succession

_CHANGING = ("name", "local_term", "bps_code", "valid_until", "ended_by")


@dataclass(frozen=True)
class RegionHistory:
    """The page of history that one decree writes. Belongs in one transaction."""

    decree: Decree
    day: date

    @classmethod
    def opened(cls, number: str, day: date) -> Self:
        return cls(Decree.objects.get_or_create(number=number)[0], day)

    def end(self, regions: Iterable[KnownRegion]) -> None:
        """End the regions and the names they bear; the rows stay."""
        for batch in in_batches(region.number for region in regions):
            Region.objects.filter(pk__in=batch).update(valid_until=self.day, ended_by=self.decree)
            self._close_names(batch)

    def change(self, changes: Iterable[Change]) -> None:
        """Rename, amend and reopen; a name that is given up stays as an alias."""
        for batch in in_batches(changes):
            Region.objects.bulk_update(
                [
                    Region(
                        pk=change.known.number,
                        name=change.name,
                        local_term=change.local_term,
                        bps_code=change.bps_code,
                        valid_until=None,
                        ended_by=None,
                    )
                    for change in batch
                ],
                _CHANGING,
            )
            self._forget_successors(c.known.number for c in batch if c.is_reopened)
            self._rename([c for c in batch if c.is_renamed or c.is_reopened])

    def open(self, rows: Iterable[RegionRow]) -> None:
        """Write regions that begin, each with its first name."""
        terms = terms_now()
        opened = Region.objects.bulk_create(
            Region(
                code=row.code,
                level=row.level,
                kind=row.kind,
                name=row.name,
                local_term=term_for(row, terms),
                bps_code=row.bps_code or "",
                valid_from=self.day,
                opened_by=self.decree,
            )
            for row in rows
        )
        RegionName.objects.bulk_create(self._name(region.pk, region.name) for region in opened)

    def succeed(self, successions: Iterable[Succession]) -> None:
        """Let codes that have ended point to those that followed."""
        for batch in in_batches(successions):
            codes = {code for pair in batch for code in pair}
            number = dict(Region.objects.filter(code__in=codes).values_list("code", "pk"))
            Region.successors.through.objects.bulk_create(
                Region.successors.through(from_region_id=number[old], to_region_id=number[new])
                for old, new in batch
            )

    def _rename(self, changes: list[Change]) -> None:
        self._close_names([change.known.number for change in changes])
        RegionName.objects.bulk_create(
            self._name(change.known.number, change.name) for change in changes
        )
        RegionAlias.objects.bulk_create(
            (
                RegionAlias(
                    region_id=change.known.number,
                    name=change.known.name,
                    source=self.decree.number,
                )
                for change in changes
                if change.name.casefold() != change.known.name.casefold()
            ),
            ignore_conflicts=True,
        )

    def _close_names(self, numbers: list[int]) -> None:
        open_names = RegionName.objects.filter(region__in=numbers, valid_until__isnull=True)
        # A name that began on this very day was a slip that the same day puts right.
        open_names.filter(valid_from=self.day).delete()
        open_names.update(valid_until=self.day)

    def _name(self, number: int, name: str) -> RegionName:
        return RegionName(region_id=number, name=name, valid_from=self.day, decree=self.decree)

    @staticmethod
    def _forget_successors(numbers: Iterable[int]) -> None:
        Region.successors.through.objects.filter(from_region__in=list(numbers)).delete()
