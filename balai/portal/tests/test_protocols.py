"""Pages on which a community decides, a second member agrees, and others are refused."""

import re

import pytest

from balai.catalogue.actions.listings import publish_listing
from balai.catalogue.models import Label, Listing, Protocol, ProtocolChange
from balai.catalogue.tests.protocols import OF_US, OPEN, Keepers
from tests.factories import NOON, make_listing, make_person, make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def keepers():
    return Keepers()


@pytest.fixture
def listing(keepers):
    listing = make_listing("Tari hudoq", kind="culture", village=keepers.village, published_at=None)
    publish_listing(listing, by=None, now=NOON)
    return listing


@pytest.fixture
def ask(client):
    def asked(name, address, /, **sent):
        client.force_login(make_person(name))
        return client.post(address, sent) if sent else client.get(address)

    return asked


def decision(protocol, *terms, **said):
    protocol.refresh_from_db()
    return {"terms": list(terms), "joined": "all", "version": protocol.version, **said}


def test_an_operator_says_whose_it_is_and_sees_that_it_waits(keepers, listing, ask):
    keepers_page = f"/kerja/sajian/{listing.pk}/penjaga/"

    said = ask("Mira", keepers_page, communities=keepers.community.pk, thing="listing")

    assert said.status_code == 302
    assert not Listing.objects.public().exists()
    waits = "Menunggu keputusan Dayak Kenyah"
    own = ask("Mira", f"/kerja/sajian/{listing.pk}/").content.decode()
    assert waits in own
    assert "Sebarkan" not in own
    assert "Tari hudoq" in ask("Mira", "/kerja/protokol/").content.decode()


def test_who_may_say_whose_it_is(keepers, listing, ask):
    make_role("Tomas", "regency_officer", "64.03")
    address = f"/kerja/sajian/{listing.pk}/penjaga/"

    answers = {
        name: ask(name, address).status_code
        for name in ("Usat", "Mira", "Kepala", "Tomas", "Lian", "Ines")
    }

    assert answers == {
        "Usat": 200, "Mira": 200, "Kepala": 200, "Tomas": 404, "Lian": 404, "Ines": 404,
    }  # fmt: skip


def test_the_representative_decides_and_a_second_member_agrees(keepers, listing, ask):
    protocol = keepers.keep(listing)
    page = f"/kerja/protokol/{protocol.pk}/"
    ask("Usat", f"{page}izin/", given_by="Para tetua", given_on="2026-11-20", given="meeting")

    decided = ask("Usat", page, **decision(protocol, "public"))

    assert decided.status_code == 302
    assert not Listing.objects.public().exists()
    assert ask("Usat", f"{page}persetujuan/").status_code == 404
    agreed = ask("Lian", f"{page}persetujuan/", agree="1")
    assert agreed.status_code == 302
    assert Listing.objects.public().get() == listing
    acts = ask("Usat", page).content.decode()
    assert re.findall(r"Anggota kedua menyetujui|Masyarakat adat memberi izin", acts)


def test_only_who_speaks_for_a_community_is_led_to_its_members(keepers, ask):
    address = f'href="/kerja/masyarakat/{keepers.community.pk}/"'

    pages = {name: ask(name, "/kerja/masyarakat/").content.decode() for name in ("Usat", "Lian")}

    assert address in pages["Usat"]
    assert address not in pages["Lian"]
    assert "Dayak Kenyah" in pages["Lian"]


def test_a_second_member_may_say_no(keepers, listing, ask):
    protocol = keepers.keep_as(listing, OF_US)
    ask("Usat", f"/kerja/protokol/{protocol.pk}/", **decision(protocol, "public"))

    ask("Lian", f"/kerja/protokol/{protocol.pk}/persetujuan/", drop="1")

    assert not ProtocolChange.objects.waiting().exists()
    assert not Listing.objects.public().exists()


def test_groups_and_a_season_are_read_from_the_form(keepers, listing, ask):
    protocol = keepers.keep_as(listing, OPEN)
    elders = keepers.group("Tetua")
    ticked = decision(
        protocol, f"group-{elders.group}", "season",
        first="2024-12-20", last="2025-01-05", yearly="on",
    )  # fmt: skip

    answer = ask("Usat", f"/kerja/protokol/{protocol.pk}/", **ticked)

    assert answer.status_code == 302
    protocol.refresh_from_db()
    assert protocol.terms == [
        {"kind": "group", "group": elders.group},
        {"kind": "season", "first": "2024-12-20", "last": "2025-01-05", "yearly": True},
    ]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"terms": ["season"]}, "Tulis hari pertama dan hari terakhir musim."),
        ({"terms": ["group-999"]}, "group-999"),
        ({"version": 99}, "Sementara itu orang lain sudah memutuskannya."),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_changes(keepers, listing, ask, said, sentence):
    protocol = keepers.keep_as(listing, OF_US)

    answer = ask("Usat", f"/kerja/protokol/{protocol.pk}/", **decision(protocol) | said)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    protocol.refresh_from_db()
    assert protocol.decided.terms == (OF_US,)


def test_nobody_else_opens_the_page_of_a_decision(keepers, listing, ask):
    protocol = keepers.keep_as(listing, OF_US)
    make_role("Tomas", "regency_officer", "64.03")
    addresses = [f"/kerja/protokol/{protocol.pk}/{rest}" for rest in ("", "izin/")]

    answers = {
        (name, address): ask(name, address, **decision(protocol, "public")).status_code
        for name in ("Mira", "Kepala", "Tomas", "Lian", "Ines")
        for address in addresses
    }

    assert set(answers.values()) == {404}
    assert not Listing.objects.public().exists()


def test_taking_the_agreement_back_unpublishes_in_that_request(keepers, listing, ask):
    protocol = keepers.keep_as(listing, OPEN)

    ask("Usat", f"/kerja/protokol/{protocol.pk}/izin/penarikan/", now="1")

    assert not Listing.objects.standing().exists()
    assert Protocol.objects.get().consented_at is None


def test_a_member_finds_what_is_kept_for_the_community(keepers, listing, ask):
    keepers.keep_as(listing, OF_US)

    pages = {name: ask(name, "/kerja/protokol/").content.decode() for name in ("Ding", "Mira")}

    assert listing.get_absolute_url() in pages["Ding"]
    assert "Tari hudoq" not in pages["Mira"]


def test_an_invited_person_says_yes_on_a_page(keepers, ask, client):
    page = ask("Usat", f"/kerja/masyarakat/{keepers.community.pk}/").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    made = ask(
        "Usat", f"/kerja/masyarakat/{keepers.community.pk}/undangan/", token=token[1]
    ).content.decode()
    link = re.search(r'value="https?://[^/]+(/masyarakat/undangan/[^"]+)"', made)
    assert link

    assert "Usat mengundang Anda" in ask("Ines", link[1]).content.decode()
    assert ask("Ines", link[1], yes="1").status_code == 302

    assert keepers.community.members.standing().filter(person=make_person("Ines")).exists()
    assert ask("Dayang", link[1]).status_code == 422


def test_a_representative_writes_a_community_down_with_groups(ask):
    make_role("Usat", "representative", "64.03.01.2005")
    keepers = Keepers("64.02.08.2009")
    village = make_listing().village

    made = ask(
        "Usat", "/kerja/masyarakat/", name="Dayak Kenyah", language="Kenyah", village=village.pk
    )
    ask("Usat", f"{made['Location']}kelompok/", name="Tetua")

    page = ask("Usat", made["Location"]).content.decode()
    assert "Tetua" in page
    assert ask("Ines", made["Location"]).status_code == 404
    assert keepers.community.pk not in {int(made["Location"].split("/")[-2])}


def test_a_label_is_worded_approved_put_and_read_by_everyone(keepers, listing, ask, client):
    protocol = keepers.keep_as(listing, OPEN)
    labels = f"/kerja/masyarakat/{keepers.community.pk}/label/"

    ask("Usat", labels, name="Lemali", text="Jangan ditiru.", own_text="Iti lemali.", text_en="")
    label = Label.objects.get()
    ask("Usat", f"/kerja/label/{label.pk}/", agree="1")
    assert not Label.objects.standing().exists()
    ask("Lian", f"/kerja/label/{label.pk}/", agree="1")
    ask("Usat", f"/kerja/protokol/{protocol.pk}/label/", labels=label.pk)

    client.logout()
    page = client.get(listing.get_absolute_url()).content.decode()
    assert "Lemali" in page
    assert "Iti lemali." in page
    assert ask("Mira", labels).status_code == 404


def test_an_officer_adds_a_notice_that_everyone_reads(keepers, listing, ask, client):
    make_role("Tomas", "regency_officer", "64.03")

    ask("Tomas", f"/kerja/sajian/{listing.pk}/catatan/", kinds="rights")

    client.logout()
    assert "Catatan kantor" in client.get(listing.get_absolute_url()).content.decode()
    assert ask("Mira", f"/kerja/sajian/{listing.pk}/catatan/").status_code == 404
