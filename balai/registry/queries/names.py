"""Names of regencies, as a shelf says them behind a village."""

from balai.core.remembered import remembered
from balai.registry.models import Level, Region


def short_name(name: str) -> str:
    """Drop what kind of regency it is: Berau for Kabupaten Berau; a city stays Kota Bontang."""
    return name.removeprefix("Kabupaten ")


@remembered
def regency_names() -> dict[str, str]:
    """Name every standing regency by its code, in code order."""
    regencies = Region.objects.standing().filter(level=Level.REGENCY).order_by("code")
    return {code: short_name(name) for code, name in regencies.values_list("code", "name")}
