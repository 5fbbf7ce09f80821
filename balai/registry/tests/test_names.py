import pytest

from balai.registry.rules.names import (
    all_in_capitals,
    class_label,
    in_proper_case,
    name_key,
    name_keys,
    tidy,
)


@pytest.mark.parametrize(
    ("shouted", "name"),
    [
        ("KABUPATEN PASER", "Kabupaten Paser"),
        ("LONG LA'AI", "Long La'ai"),
        ("BIDUK-BIDUK", "Biduk-Biduk"),
        ("LONG PENANEH III", "Long Penaneh III"),
        ("DKI JAKARTA", "DKI Jakarta"),
    ],
)
def test_a_shouted_name_is_written_as_a_name(shouted, name):
    assert in_proper_case(shouted) == name


def test_one_short_name_in_capitals_does_not_make_a_list_shout():
    assert not all_in_capitals(["OP", "Merasa"])
    assert all_in_capitals(["OP", "MERASA"])
    assert not all_in_capitals([])


@pytest.mark.parametrize("spelling", ["Gunung Sari", "GUNUNGSARI", "gunung-sari", "Gúnung  Sari"])
def test_spaces_case_and_accents_do_not_part_names(spelling):
    assert name_key(spelling) == "gunungsari"


@pytest.mark.parametrize(
    ("name", "level", "keys"),
    [
        ("KAB. PASER", "regency", ("kabpaser", "paser")),
        ("Kota Bima", "regency", ("kotabima",)),
        ("Kecamatan Kelay", "district", ("kecamatankelay", "kelay")),
        ("Kota Bangun", "district", ("kotabangun",)),
        ("Kampung Baru", "village", ("kampungbaru", "baru")),
        ("Merasa", "village", ("merasa",)),
    ],
)
def test_a_name_is_known_with_and_without_its_title(name, level, keys):
    assert name_keys(name, level) == keys


def test_texts_are_tidied_and_classes_written_one_way():
    assert tidy("  Long\u00a0 Gi \n") == "Long Gi"
    assert class_label("SANGAT_TERTINGGAL") == "Sangat tertinggal"
    assert class_label("") == ""
