import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.core.freshness import content_version
from balai.core.phones import PhoneUnclear, phone_digits
from balai.registry.actions.organisations import save_organisation
from balai.registry.errors import (
    AddressUnclear,
    DayUnclear,
    FieldUnclear,
)
from balai.registry.models import Organisation
from balai.registry.rules.sources import SourceSays
from tests.factories import make_region

SOURCE = SourceSays("Antara", "https://example.org/1", "2021-06")


def save(**says):
    return save_organisation(
        **{
            "key": "petani-kakao",
            "kind": "maker_group",
            "name": "Petani kakao Merasa",
            "villages": [make_region()],
            "sources": [SOURCE],
            **says,
        }
    )


@pytest.mark.django_db
def test_an_organisation_is_kept_with_its_villages_and_sources():
    both = [make_region(), make_region("64.03.01.2001")]

    organisation = save(villages=both, whatsapp_number="0812-3456-7890", nib="1234567890123")

    assert organisation.whatsapp_number == "6281234567890"
    assert set(organisation.villages.all()) == set(both)
    assert [(s.publisher, s.url, s.said) for s in organisation.sources.all()] == [SOURCE]


@pytest.mark.django_db
def test_saving_the_same_again_writes_nothing():
    save(whatsapp_number="0812-3456-7890")
    version = content_version()

    with CaptureQueriesContext(connection) as queries:
        save(whatsapp_number="+62 812 3456 7890")

    assert [
        q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}
    ] == []
    assert content_version() == version


@pytest.mark.django_db
def test_the_same_key_replaces_what_differs_and_keeps_what_is_left_out():
    save(about="Lama", email="a@example.org")
    version = content_version()

    save(about="Baru", villages=[make_region("64.03.01.2001")], sources=None)

    organisation = Organisation.objects.get()
    assert (organisation.about, organisation.email) == ("Baru", "a@example.org")
    assert [village.code for village in organisation.villages.all()] == ["64.03.01.2001"]
    assert organisation.sources.count() == 1
    assert content_version() != version


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("says", "refusal"),
    [
        ({"whatsapp_number": "12"}, PhoneUnclear),
        ({"nib": "123"}, FieldUnclear),
        ({"kind": "company"}, FieldUnclear),
        ({"name": ""}, FieldUnclear),
        ({"name": "N" * 161}, FieldUnclear),
        ({"key": "a b"}, FieldUnclear),
        ({"email": "nobody"}, FieldUnclear),
        ({"villages": []}, FieldUnclear),
        ({"sources": [SourceSays("A", "javascript:alert(1)")]}, AddressUnclear),
        ({"sources": [SourceSays("A", "https://a.b", "2021-02-30")]}, DayUnclear),
        ({"sources": [SourceSays(" ")]}, FieldUnclear),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_written(says, refusal):
    with pytest.raises(refusal):
        save(**says)

    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "0812-3456-7890", "081234567890", "62812 3456 7890", "+62 812-3456-7890",
        "0062 812 3456 7890", "+62 (0)812 3456 7890", "(0812) 3456.7890", "81234567890",
    ],
)  # fmt: skip
def test_a_number_is_the_same_however_it_is_written(text):
    assert phone_digits(text) == "6281234567890"


def test_a_number_from_abroad_keeps_its_country():
    assert phone_digits("+60 12-345 6789") == "60123456789"


def test_no_number_stays_none():
    assert phone_digits("  ") == ""


@pytest.mark.parametrize(
    "text",
    ["12", "abc", "0812", "0812345678901234567", "٠٨١٢٣٤٥٦٧٨٩٠", "+", "++628123456789", "0812<b>"],
)
def test_what_is_no_complete_number_is_refused(text):
    with pytest.raises(PhoneUnclear):
        phone_digits(text)
