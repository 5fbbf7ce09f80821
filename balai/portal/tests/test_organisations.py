"""Villages write down their own organisations and makers."""

from uuid import UUID, uuid4

import pytest

from balai.accounts.actions.consents import Agreed, record_consent
from balai.core.models import AuditEntry
from balai.registry.models import Organisation
from tests.factories import NOON, make_giver, make_organisation, make_region, make_role

pytestmark = pytest.mark.django_db

VILLAGE, ELSEWHERE = "64.03.01.2005", "64.02.08.2009"


@pytest.fixture
def mira(client):
    """Mira, operator of Merasa, is signed in."""
    make_region(VILLAGE)
    make_region(ELSEWHERE)
    mira = make_role("Mira", "operator", VILLAGE).person
    client.force_login(mira)
    return mira


def read(answer):
    return answer.content.decode()


def told(**says):
    return {
        "kind": "maker",
        "name": "Dayang Rinai",
        "whatsapp_number": "0812-3456-7890",
        "area_code": VILLAGE,
        "key": str(uuid4()),
        **says,
    }


def trail():
    return list(AuditEntry.objects.order_by("pk").values_list("act", "by_number", "area_code"))


def test_a_maker_is_written_down_and_shown_nowhere_until_she_agrees(client, mira):
    answer = client.post("/kerja/lembaga/baru/", told())

    maker = Organisation.objects.get()
    assert answer["Location"] == "/kerja/persetujuan/baru/"
    assert (maker.name, maker.whatsapp_number) == ("Dayang Rinai", "6281234567890")
    assert (maker.public_name, maker.public_number, maker.contact_of) == ("", "", "person")
    assert [village.code for village in maker.villages.all()] == [VILLAGE]
    assert "dayang" not in maker.key
    assert trail() == [("registry.organisation_written", mira.pk, VILLAGE)]


def test_a_group_shows_its_own_number_at_once(client, mira):
    says = {"kind": "maker_group", "name": "Penenun", "contact_of": "organisation"}

    answer = client.post("/kerja/lembaga/baru/", told(**says))

    assert answer["Location"] == "/kerja/lembaga/"
    assert Organisation.objects.get().public_number == "6281234567890"
    assert "nomor tampil" in read(client.get("/kerja/lembaga/"))


def test_a_form_sent_twice_is_one_organisation(client, mira):
    says = told(key=str(UUID(int=5)))

    assert [client.post("/kerja/lembaga/baru/", says).status_code for _ in range(2)] == [302, 302]
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        ({"name": ""}, "Tulis nama lembaga atau perajin."),
        ({"kind": ""}, "Pilih apa ini."),
        ({"kind": "company"}, ""),
        ({"whatsapp_number": "12"}, "0812-3456-7890"),
        ({"kind": "bumdes"}, "Pilih nomor ini milik siapa."),
        ({"area_code": ELSEWHERE}, ""),
        ({"key": "x"}, ""),
    ],
)
def test_what_is_unclear_is_asked_again_and_nothing_written_down(client, mira, says, sentence):
    answer = client.post("/kerja/lembaga/baru/", told(**says))

    assert answer.status_code == 422
    assert sentence in read(answer)
    assert not Organisation.objects.exists()
    assert trail() == []


def test_what_is_said_of_a_maker_changes_and_her_consent_stays(client, mira):
    maker = make_organisation("Dayang Rinai", kind="maker", whatsapp_number="6281234567890")
    agreed = Agreed(
        purpose="name", thing="registry.organisation", thing_number=maker.pk, area_code=VILLAGE
    )
    record_consent(make_giver(), agreed, by=None, now=NOON, key=uuid4())

    answer = client.post(
        f"/kerja/lembaga/{maker.pk}/",
        {"name": "Dayang Rinai Lung", "whatsapp_number": "", "about": "Menenun doyo."},
    )

    maker.refresh_from_db()
    assert answer.status_code == 302
    assert (maker.public_name, maker.about) == ("Dayang Rinai Lung", "Menenun doyo.")
    assert (maker.kind, maker.whatsapp_number) == ("maker", "")
    assert trail()[-1] == ("registry.organisation_changed", mira.pk, VILLAGE)


def test_a_number_that_becomes_a_persons_is_hidden_at_once(client, mira):
    group = make_organisation("Penenun", whatsapp_number="6281234567890")

    client.post(
        f"/kerja/lembaga/{group.pk}/",
        {"name": "Penenun", "whatsapp_number": "081234567890", "contact_of": "person"},
    )

    group.refresh_from_db()
    assert (group.whatsapp_number, group.public_number) == ("6281234567890", "")


def test_nobodys_number_is_shown_for_a_consent_to_another(client, mira):
    group = make_organisation("Penenun", contact_of="person", whatsapp_number="6281234567890")
    agreed = Agreed(
        purpose="contact", thing="registry.organisation", thing_number=group.pk, area_code=VILLAGE
    )
    consent = record_consent(make_giver(), agreed, by=None, now=NOON, key=uuid4())

    client.post(
        f"/kerja/lembaga/{group.pk}/",
        {"name": "Penenun", "whatsapp_number": "081234567899", "contact_of": "person"},
    )

    group.refresh_from_db()
    consent.refresh_from_db()
    assert (group.whatsapp_number, group.public_number) == ("6281234567899", "")
    assert consent.withdrawn_by == mira


def test_a_real_number_in_place_of_an_example_is_an_example_no_longer(client, mira):
    group = make_organisation(
        "Penenun", contact_of="person", whatsapp_number="628000000001", contact_is_example=True
    )

    client.post(
        f"/kerja/lembaga/{group.pk}/",
        {"name": "Penenun", "whatsapp_number": "081234567890", "contact_of": "person"},
    )

    group.refresh_from_db()
    assert (group.contact_is_example, group.public_number) == (False, "")


def test_no_maker_opens_herself_by_a_forged_word(client, mira):
    maker = make_organisation("Dayang", kind="maker", whatsapp_number="6281234567890")

    client.post(
        f"/kerja/lembaga/{maker.pk}/",
        {
            "name": "Dayang",
            "whatsapp_number": "081234567890",
            "contact_of": "organisation",
            "kind": "bumdes",
        },
    )

    maker.refresh_from_db()
    assert (maker.kind, maker.contact_of, maker.public_number) == ("maker", "person", "")


def test_a_neighbour_changes_nothing(client):
    group = make_organisation("Penenun", about="Lama")
    make_region(ELSEWHERE)
    client.force_login(make_role("Ines", "operator", ELSEWHERE).person)

    answers = [
        client.get(f"/kerja/lembaga/{group.pk}/"),
        client.post(f"/kerja/lembaga/{group.pk}/", {"name": "Lain"}),
    ]
    refused = client.post("/kerja/lembaga/baru/", told(area_code=VILLAGE))

    assert [answer.status_code for answer in answers] == [404, 404]
    assert refused.status_code == 422
    assert list(Organisation.objects.values_list("name", "about")) == [("Penenun", "Lama")]
    assert trail() == []
