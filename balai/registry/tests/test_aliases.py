import pytest

from balai.core.freshness import content_version
from balai.registry.actions.aliases import import_aliases
from balai.registry.errors import FileRefused
from balai.registry.models import RegionAlias
from balai.registry.tests.lists import (
    SHARED,
    bring_in,
    everything,
    needs_shared_data,
    write,
)
from tests.factories import make_region

pytestmark = pytest.mark.django_db
HEADING = "code,official_name,variant,sources"


def aliases(folder, *rows: str, heading: str = HEADING):
    return write(folder, heading, *rows, name="aliases.csv")


def test_spellings_are_added_once(tmp_path):
    make_region("64.03.01.2005", name="Merasa")
    file = aliases(tmp_path, "6403012005,MERASA,Merasak,BPS", "64.03.01.2005,Merasa,Marasa,")

    first, version = import_aliases(file), content_version()
    second = import_aliases(file)

    assert (first.new, first.changed, first.unchanged) == (2, 0, 0)
    assert (second.new, second.changed, second.unchanged) == (0, 0, 2)
    assert content_version() == version
    assert list(RegionAlias.objects.order_by("name").values_list("name", "source")) == [
        ("Marasa", ""),
        ("Merasak", "BPS"),
    ]


def test_another_source_changes_a_spelling_and_none_leaves_it(tmp_path):
    make_region("64.03.01.2005", name="Merasa")
    import_aliases(aliases(tmp_path, "64.03.01.2005,Merasa,Merasak,BPS"))

    named = import_aliases(aliases(tmp_path, "64.03.01.2005,Merasa,Merasak,DPMPD"))
    silent = import_aliases(aliases(tmp_path, "64.03.01.2005,Merasak", heading="code,variant"))

    assert (named.changed, silent.unchanged) == (1, 1)
    assert RegionAlias.objects.get().source == "DPMPD"


def test_a_dry_run_writes_nothing(tmp_path):
    make_region("64.03.01.2005", name="Merasa")

    counts = import_aliases(aliases(tmp_path, "64.03.01.2005,Merasa,Merasak,"), is_dry_run=True)

    assert counts.new == 1
    assert not RegionAlias.objects.exists()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("64.03.01.2999,X,Y,", "no area has the code “64.03.01.2999”"),
        ("merasa,X,Y,", "no area has the code “merasa”"),
        ("64.03.01.2005,Merasa,,", "the other spelling of 64.03.01.2005 is missing"),
        (
            f"64.03.01.2005,Merasa,{'M' * 121},",
            "the name of 64.03.01.2005 is too long or cannot be printed",
        ),
        (
            f"64.03.01.2005,Merasa,M,{'s' * 201}",
            "the source for 64.03.01.2005 is too long or cannot be printed",
        ),
        ("64.03.01.2005,Merabu,Merebu,", "64.03.01.2005 is not called “Merabu”"),
        ("64.03.01.2005,Merasa,Good,", "“Good” of 64.03.01.2005 stands twice"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_line(tmp_path, row, fault):
    make_region("64.03.01.2005", name="Merasa")
    before = everything()

    with pytest.raises(FileRefused) as refusal:
        import_aliases(aliases(tmp_path, "64.03.01.2005,Merasa,Good,", row))

    assert refusal.value.faults == (f"aliases.csv, line 3: {fault}",)
    assert everything() == before


@needs_shared_data
def test_the_shared_variants_find_their_villages():
    bring_in(SHARED / "regions_kaltim.csv")

    counts = import_aliases(SHARED / "village_name_variants_kaltim.csv")

    assert (counts.new, counts.changed, counts.unchanged) == (132, 0, 0)
