"""What an area of a kind is called in each regency, where that is not its official kind."""

from functools import cache
from pathlib import Path

from balai.registry.actions.files import table_in
from balai.registry.rules.faults import Faults

DATA = Path(__file__).resolve().parent.parent / "data"


@cache
def local_terms() -> dict[tuple[str, str], str]:
    """Read the terms that come with Balai, by regency and kind: Kampung for desa of Berau."""
    faults = Faults()
    table = table_in(DATA / "local_terms.csv", faults)
    columns = [table.needed(name, faults=faults) for name in ("regency_code", "kind", "term")]
    faults.refuse()
    read = ((values[column] for column in columns) for _line, values in table.rows)
    return {(regency, kind): term for regency, kind, term in read}
