"""Writing consents down, handing the key over, and taking consents back."""

from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from balai.accounts.models import Consent, ConsentGiver
from balai.catalogue.tests.protocols import OF_US, Keepers
from balai.core.models import AuditEntry
from balai.registry.models import Organisation
from tests.factories import (
    make_consent,
    make_giver,
    make_listing,
    make_organisation,
    make_person,
    make_region,
    make_role,
)

pytestmark = pytest.mark.django_db

VILLAGE, ELSEWHERE = "64.03.01.2005", "64.02.08.2009"
NUMBER = "6281234567890"


def make_maker():
    return make_organisation("Dayang Rinai", kind="maker", whatsapp_number=NUMBER)


@pytest.fixture
def mira(client):
    """Mira, operator of Merasa, is signed in."""
    make_region(VILLAGE)
    mira = make_role("Mira", "operator", VILLAGE).person
    client.force_login(mira)
    return mira


def read(answer):
    return answer.content.decode()


def aim(maker, purpose="name"):
    return f"{purpose}:registry.organisation:{maker.pk}"


def agree(client, giver, chosen, **says):
    sent = {"how": "spoken", "proof": "Ibu Lung", "key": str(uuid4()), **says}
    return client.post(f"/kerja/persetujuan/{giver.pk}/baru/?untuk={chosen}", sent)


def test_a_consent_is_written_down_one_question_at_a_time(client, mira):
    maker = make_maker()

    who = client.post(
        "/kerja/persetujuan/baru/",
        {"who": "somebody", "name": "Dayang Rinai", "area_code": VILLAGE},
    )
    giver = ConsentGiver.objects.get()
    what_for = read(client.get(who["Location"]))
    aloud = read(client.get(f"{who['Location']}?untuk={aim(maker)}"))
    how = read(client.get(f"{who['Location']}?untuk={aim(maker)}&dibacakan=ya"))
    done = agree(client, giver, aim(maker))

    assert aim(maker) in what_for
    assert "Anda boleh menolak." in aloud
    assert 'name="how"' not in aloud
    assert 'name="how"' in how
    assert done["Location"] == f"/kerja/persetujuan/{giver.pk}/"
    consent = Consent.objects.get()
    assert (consent.purpose, consent.how, consent.proof) == ("name", "spoken", "Ibu Lung")
    assert (consent.recorded_by, consent.area_code) == (mira, VILLAGE)
    assert Organisation.objects.get().public_name == "Dayang Rinai"


def test_what_she_is_handed_leads_to_her_page(client, mira):
    giver = make_giver()
    make_consent(giver)

    page = read(client.get(f"/kerja/persetujuan/{giver.pk}/"))
    sheet = read(client.get(f"/kerja/persetujuan/{giver.pk}/lembar/"))

    assert "http://balai.example/persetujuan/ABCD-EFGH-JKMN/" in page
    assert "https://wa.me/?text=" in page
    assert "ABCD-EFGH-JKMN" in sheet
    assert "<svg" in sheet


def test_an_operator_agrees_for_herself_under_her_own_account(client, mira):
    client.post("/kerja/persetujuan/baru/", {"who": "myself", "area_code": VILLAGE})

    assert ConsentGiver.objects.get().person == mira


@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        ({"name": ""}, "Tulis nama orang yang menyetujui."),
        ({"name": "Dayang", "area_code": ELSEWHERE}, ""),
    ],
)
def test_who_agrees_is_asked_again_and_nobody_written_down(client, mira, says, sentence):
    make_region(ELSEWHERE)
    sent = {"who": "somebody", "name": "Dayang", "area_code": VILLAGE, **says}

    answer = client.post("/kerja/persetujuan/baru/", sent)

    assert answer.status_code == 422
    assert sentence in read(answer)
    assert not ConsentGiver.objects.exists()


@pytest.mark.parametrize("says", [{"proof": ""}, {"how": ""}, {"how": "dreamt"}, {"key": "1"}])
def test_what_is_missing_is_asked_again_and_nothing_written_down(client, mira, says):
    maker, giver = make_maker(), make_giver()

    answer = agree(client, giver, aim(maker), **says)

    assert answer.status_code == 422
    assert not Consent.objects.exists()


def test_a_form_sent_twice_is_one_consent(client, mira):
    maker, giver, key = make_maker(), make_giver(), str(UUID(int=7))

    answers = [agree(client, giver, aim(maker), key=key) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Consent.objects.count() == 1


def test_who_agreed_already_is_told_so(client, mira):
    maker, giver = make_maker(), make_giver()
    agree(client, giver, aim(maker))

    answer = agree(client, giver, aim(maker))

    assert answer.status_code == 422
    assert "sudah menyetujui" in read(answer)
    assert Consent.objects.count() == 1


@pytest.mark.parametrize(
    "chosen",
    [
        "name:registry.organisation:0",
        "picture:registry.organisation:1",
        "name:accounts.person:1",
        "name",
        "x" * 500,
    ],
)
def test_nothing_else_can_be_agreed_to(client, mira, chosen):
    make_maker()
    giver = make_giver()

    answer = agree(client, giver, chosen)

    assert answer.status_code == 404
    assert not Consent.objects.exists()


def test_nothing_of_another_village_can_be_agreed_to(client, mira):
    make_region(ELSEWHERE)
    elsewhere = make_organisation("Ines", kind="maker")
    elsewhere.villages.set([make_region(ELSEWHERE)])
    listing = make_listing(village=make_region(ELSEWHERE))
    giver = make_giver()

    answers = [
        agree(client, giver, aim(elsewhere)),
        agree(client, giver, f"name:catalogue.listing:{listing.pk}"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert not Consent.objects.exists()


def test_what_a_community_keeps_is_offered_to_nobody_else(client):
    keepers = Keepers()
    hudoq = make_listing("Hudoq", published_at=None)
    keepers.keep_as(hudoq, OF_US)
    giver = make_giver()
    consent = make_consent(
        giver, purpose="picture", thing="catalogue.listing", thing_number=hudoq.pk
    )
    client.force_login(make_role("Sari", "regency_officer", "64.03").person)

    offered = read(client.get(f"/kerja/persetujuan/{giver.pk}/baru/"))
    told = read(client.get(f"/kerja/persetujuan/{giver.pk}/"))

    assert "Hudoq" not in offered
    assert "Hudoq" not in told
    assert f"/{consent.pk}/penarikan/" in told
    assert "Hudoq" in read(client.get("/persetujuan/ABCD-EFGH-JKMN/"))


def test_the_operator_withdraws_on_her_behalf(client, mira):
    consent = make_consent(make_giver())

    answer = client.post(f"/kerja/persetujuan/{consent.giver_id}/{consent.pk}/penarikan/")

    consent.refresh_from_db()
    assert answer.status_code == 302
    assert consent.withdrawn_by == mira


def test_the_operator_says_whose_number_a_group_shows(client, mira):
    group = make_organisation("Penenun", contact_of="", whatsapp_number=NUMBER)
    page = read(client.get("/kerja/persetujuan/nomor/"))

    answer = client.post(f"/kerja/persetujuan/nomor/{group.pk}/", {"contact_of": "organisation"})

    assert "belum ada yang menyatakan" in page
    assert answer["Location"] == "/kerja/persetujuan/nomor/"
    assert Organisation.objects.get().public_number == NUMBER


@pytest.mark.parametrize("contact_of", ["", "nobody"])
def test_a_number_is_an_organisations_or_a_persons(client, mira, contact_of):
    group = make_organisation("Penenun", contact_of="", whatsapp_number=NUMBER)

    answer = client.post(f"/kerja/persetujuan/nomor/{group.pk}/", {"contact_of": contact_of})

    assert answer.status_code == 400
    assert Organisation.objects.get().contact_of == ""


def test_no_neighbour_says_whose_number_a_group_shows(client):
    group = make_organisation("Penenun", contact_of="", whatsapp_number=NUMBER)
    make_region(ELSEWHERE)
    client.force_login(make_role("Ines", "operator", ELSEWHERE).person)

    answer = client.post(f"/kerja/persetujuan/nomor/{group.pk}/", {"contact_of": "organisation"})

    assert answer.status_code == 404
    assert "Penenun" not in read(client.get("/kerja/persetujuan/nomor/"))
    assert Organisation.objects.get().contact_of == ""


def test_a_neighbour_sees_and_withdraws_nothing(client):
    consent = make_consent(make_giver())
    client.force_login(make_role("Ines", "operator", ELSEWHERE).person)
    path = f"/kerja/persetujuan/{consent.giver_id}/"

    answers = [
        client.get(path),
        client.get(f"{path}baru/"),
        client.get(f"{path}lembar/"),
        client.post(f"{path}{consent.pk}/penarikan/"),
        agree(client, consent.giver, "name:registry.organisation:1"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert "Dayang" not in read(client.get("/kerja/persetujuan/"))
    assert Consent.objects.get() == consent
    assert Consent.objects.standing().exists()


def test_a_consent_of_another_giver_is_not_withdrawn_through_hers(client, mira):
    hers, other = make_giver(), make_giver("Ines", key="ABCDEFGHJKMP")
    consent = make_consent(other)

    answer = client.post(f"/kerja/persetujuan/{hers.pk}/{consent.pk}/penarikan/")

    assert answer.status_code == 404
    assert Consent.objects.standing().exists()


def test_a_forged_form_is_refused(mira):
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(mira)
    consent = make_consent(make_giver())

    answer = forged.post(f"/kerja/persetujuan/{consent.giver_id}/{consent.pk}/penarikan/")

    assert answer.status_code == 403
    assert Consent.objects.standing().exists()


def test_she_sees_and_takes_back_with_the_key_alone(client):
    consent = make_consent(make_giver())

    page = client.get("/persetujuan/ABCD-EFGH-JKMN/")
    answer = client.post(f"/persetujuan/ABCD-EFGH-JKMN/{consent.pk}/penarikan/")
    after = client.get(answer["Location"])

    assert "Jangan tampilkan lagi" in read(page)
    assert "Jangan tampilkan lagi" not in read(after)
    consent.refresh_from_db()
    assert (consent.is_standing, consent.withdrawn_by) == (False, None)
    assert AuditEntry.objects.get().act == "accounts.consent_withdrawn"
    assert [one.cookies for one in (page, answer, after)] == [{}, {}, {}]


def test_her_page_is_kept_nowhere_and_tells_nobody_its_address(client):
    make_consent(make_giver())

    page = client.get("/persetujuan/ABCD-EFGH-JKMN/")

    assert page["Cache-Control"] == "no-store"
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("no-referrer", "noindex")


def test_pressing_twice_is_no_fault(client):
    consent = make_consent(make_giver())
    path = f"/persetujuan/abcdefghjkmn/{consent.pk}/penarikan/"

    assert [client.post(path).status_code for _ in range(2)] == [302, 302]
    assert AuditEntry.objects.count() == 1


def test_a_key_takes_back_nothing_of_another_giver(client):
    make_giver("Ines", key="ABCDEFGHJKMP")
    consent = make_consent(make_giver())

    answer = client.post(f"/persetujuan/ABCDEFGHJKMP/{consent.pk}/penarikan/")

    assert answer.status_code == 404
    assert Consent.objects.standing().exists()


def test_the_code_can_be_typed_as_it_is_read(client):
    answer = client.get("/persetujuan/?kode=abcd+efgh-jkmn")

    assert answer["Location"] == "/persetujuan/ABCD-EFGH-JKMN/"


def test_whoever_guesses_keys_is_stopped(client):
    cache.clear()

    answers = [client.get(f"/persetujuan/ABCD-EFGH-{n:04}/").status_code for n in range(22)]

    assert answers == [404] * 20 + [429] * 2


def test_the_key_of_somebody_forgotten_opens_nothing(client):
    make_giver(name="", key=None, forgotten_at="2026-11-24T00:00Z")

    assert client.get("/persetujuan/None/").status_code == 404
    assert client.get("/persetujuan/-/").status_code == 404


def test_a_list_asks_as_often_for_many_as_for_few(client, mira, django_assert_max_num_queries):
    for number in range(10):
        giver = make_giver(f"Dayang {number}", key=f"ABCDEFGHJKM{number}")
        make_consent(giver)

    with django_assert_max_num_queries(14):
        client.get("/kerja/persetujuan/")


def test_who_works_nowhere_is_told_that_there_is_nothing(client):
    client.force_login(make_person("Somebody"))

    assert client.get("/kerja/persetujuan/").status_code == 404
    assert client.get("/kerja/persetujuan/baru/").status_code == 404
