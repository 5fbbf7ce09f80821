"""Find villages by the names that lists write, however they spell them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from balai.core.codes import Level, level_of, parent_of, regency_of
from balai.registry.rules.names import name_keys

# Picks the likeliest of some names for one that is spelt differently.
Suggest = Callable[[str, list[str]], list[str]]


@dataclass
class _Names:
    """Names in one place, each under what stays the same however it is typed."""

    whole: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    bare: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    spelt: list[tuple[str, str]] = field(default_factory=list)

    def add(self, code: str, name: str, level: Level) -> None:
        whole, *bare = name_keys(name, level)
        self.whole[whole].add(code)
        for key in bare:
            self.bare[key].add(code)
        self.spelt.append((name, code))

    def find(self, name: str, level: Level) -> str:
        """Find the one area so called; nothing where there is none, or more than one."""
        for names in (self.whole, self.bare):
            for key in name_keys(name, level):
                if found := names.get(key):
                    return next(iter(found)) if len(found) == 1 else ""
        return ""


class Gazetteer:
    """Standing areas by name and other spelling, from regencies down to villages."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        self._in: dict[str, _Names] = defaultdict(_Names)
        self.standing: set[str] = set()
        for code, name in named:
            level = level_of(code)
            self.standing.add(code)
            if level == "regency":
                self._in[""].add(code, name, level)
            elif level != "province":
                self._in[parent_of(code)].add(code, name, level)
            if level == "village":
                self._in[f"villages of {regency_of(code)}"].add(code, name, level)

    def find(self, regency: str, district: str, village: str) -> str:
        """Find a village; in its district, or else the only one so called in its regency.

        Lists older than a new district still name the old one.
        """
        regency_code = self._in[""].find(regency, "regency")
        if not regency_code or not village:
            return ""
        district_code = self._in[regency_code].find(district, "district") if district else ""
        in_district = self._in[district_code].find(village, "village") if district_code else ""
        return in_district or self._in[f"villages of {regency_code}"].find(village, "village")

    def similar(self, regency: str, district: str, village: str, suggest: Suggest) -> list[str]:
        """Suggest what may be meant: villages of the district, else of the regency, else regencies.

        Each suggestion is a code with the name that is alike.
        """
        regency_code = self._in[""].find(regency, "regency")
        if not regency_code:
            return self._alike("", regency, suggest)
        district_code = self._in[regency_code].find(district, "district")
        near = self._alike(district_code, village, suggest) if district_code else []
        return near or self._alike(f"villages of {regency_code}", village, suggest)

    def _alike(self, place: str, name: str, suggest: Suggest) -> list[str]:
        level: Level = "village" if place else "regency"
        bearers: dict[str, dict[str, str]] = defaultdict(dict)
        for known, code in self._in[place].spelt:
            for key in name_keys(known, level):
                bearers[key].setdefault(code, f"{code} {known}")
        # The last key is the name without its title.
        likely = suggest(name_keys(name, level)[-1], list(bearers))
        return list(dict.fromkeys(text for key in likely for text in bearers[key].values()))
