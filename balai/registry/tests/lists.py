"""Small lists of regions to import, and what the shared folder has of real ones."""

from datetime import date
from pathlib import Path

import pytest

from balai.registry.actions.regions import Outcome, RegionLists, import_regions
from balai.registry.models import (
    Boundary,
    Decree,
    OfficialStatus,
    Region,
    RegionAlias,
    RegionName,
    StatusScheme,
)

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
needs_shared_data = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared data folder is not beside the project"
)

FIRST_DAY = date(2020, 1, 1)
SECOND_DAY = date(2022, 6, 1)
THIRD_DAY = date(2024, 6, 1)

HEADING = "level,code,parent_code,name,kind,local_term"
UPPER = (
    "province,64,,Kalimantan Timur,provinsi,Provinsi",
    "regency,64.03,64,Kabupaten Berau,kabupaten,Kabupaten",
    "district,64.03.01,64.03,Kelay,kecamatan,Kecamatan",
)
MERASA = "village,64.03.01.2005,64.03.01,Merasa,desa,Kampung"
MERABU = "village,64.03.01.2001,64.03.01,Merabu,desa,Kampung"


def write(folder: Path, *lines: str, name: str = "regions.csv") -> Path:
    file = folder / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def kelay(folder: Path, *villages: str) -> Path:
    """A list of one district of Berau with these villages."""
    return write(folder, HEADING, *UPPER, *villages)


def bring_in(
    *files: Path, decree: str = "Kepmen 1", valid_from: date = FIRST_DAY, **how: object
) -> Outcome:
    return import_regions(
        RegionLists(files=files, decree=decree, valid_from=valid_from, **how)  # type: ignore[arg-type]
    )


def everything() -> list[list[object]]:
    """All rows of the registry, to see that nothing was written."""
    tables = (Region, RegionName, RegionAlias, Decree, Boundary, OfficialStatus, StatusScheme)
    rows: list[list[object]] = [
        list(model.objects.order_by("pk").values_list()) for model in tables
    ]
    return [*rows, list(Region.successors.through.objects.order_by("pk").values_list())]
