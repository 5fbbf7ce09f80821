"""The regions that come with Balai: Kalimantan Timur (see NOTICE.md for their terms)."""

from datetime import date

from balai.registry.actions.aliases import import_aliases
from balai.registry.actions.local_terms import DATA
from balai.registry.actions.regions import RegionLists, import_regions
from balai.registry.models import Region

PROVINCE = "64"
DECREE = "Kepmendagri 300.2.2-2430/2025"
# As users of the list report it; the decree itself was not at hand.
IN_FORCE = date(2025, 6, 23)


def load_bundled_regions() -> bool:
    """Load the codes, names and other spellings of Kaltim into a registry that has none.

    Tells whether it did: what a province has imported since is never overwritten.
    """
    if Region.objects.within(PROVINCE).exists():
        return False
    import_regions(
        RegionLists(files=(DATA / "regions_kaltim.csv",), decree=DECREE, valid_from=IN_FORCE)
    )
    import_aliases(DATA / "aliases_kaltim.csv")
    return True
