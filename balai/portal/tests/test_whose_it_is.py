"""Pages on which a thing is brought to several communities, handed back, and settled."""

import pytest

from balai.catalogue.actions.listings import publish_listing
from balai.catalogue.models import Listing, Protocol, ProtocolChange
from balai.catalogue.tests.protocols import OF_US, OPEN, Keepers, OtherKeepers
from tests.factories import NOON, make_listing, make_person, make_picture

pytestmark = pytest.mark.django_db
WHY = "Ini milik kampung sebelah."


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


def test_an_operator_names_two_communities_at_once(keepers, listing, ask):
    others = OtherKeepers()
    both = [keepers.community.pk, others.community.pk]

    said = ask("Mira", f"/kerja/sajian/{listing.pk}/penjaga/", communities=both, thing="listing")

    assert said.status_code == 302
    assert {one.community_id for one in Protocol.objects.all()} == set(both)
    own = ask("Mira", f"/kerja/sajian/{listing.pk}/").content.decode()
    assert "Menunggu keputusan Dayak Kenyah" in own
    assert "Menunggu keputusan Dayak Benuaq" in own


def test_the_page_of_one_says_how_far_the_other_has_come(keepers, listing, ask):
    others = OtherKeepers()
    second = others.keep(listing)
    first = keepers.keep_as(listing, OPEN)

    waits = ask("Usat", f"/kerja/protokol/{first.pk}/").content.decode()
    others.agree(second)
    others.decide(second, OF_US)
    decided = ask("Usat", f"/kerja/protokol/{first.pk}/").content.decode()

    assert "Dayak Benuaq (belum memutuskan)" in waits
    assert "Dayak Benuaq (sudah memutuskan dan memberi izin)" in decided


def test_a_representative_hands_back_with_a_reason_and_the_operator_reads_it(keepers, listing, ask):
    protocol = keepers.keep(listing)
    page = f"/kerja/protokol/{protocol.pk}/pengembalian/"
    asked = ask("Usat", page)

    handed_back = ask("Usat", page, why=WHY)

    assert "Ini bukan milik kami" in asked.content.decode()
    assert handed_back.status_code == 302
    assert ask("Usat", page).status_code == 404
    told = ask("Mira", "/kerja/protokol/").content.decode()
    assert WHY in told
    assert "Tari hudoq" in told
    assert "Nyatakan milik siapa 1 hal" in ask("Mira", "/kerja/").content.decode()
    assert WHY not in ask("Lian", "/kerja/protokol/").content.decode()
    assert not Listing.objects.public().exists()


def test_without_a_reason_nothing_is_handed_back(keepers, listing, ask):
    protocol = keepers.keep(listing)

    answer = ask("Usat", f"/kerja/protokol/{protocol.pk}/pengembalian/", why=" ")

    assert answer.status_code == 422
    protocol.refresh_from_db()
    assert protocol.handed_back_at is None


def test_what_was_decided_is_handed_back_by_a_second_member(keepers, listing, ask):
    protocol = keepers.keep_as(listing, OF_US)
    ask("Usat", f"/kerja/protokol/{protocol.pk}/pengembalian/", why=WHY)
    page = f"/kerja/protokol/{protocol.pk}/persetujuan/"

    asked = ask("Lian", page).content.decode()
    agreed = ask("Lian", page, agree="1")

    assert WHY in asked
    assert agreed.status_code == 302
    assert ProtocolChange.objects.latest("pk").approved_by == make_person("Lian")
    protocol.refresh_from_db()
    assert protocol.handed_back_at


def test_the_operator_says_that_nobody_keeps_it(keepers, listing, ask):
    protocol = keepers.keep(listing)
    ask("Usat", f"/kerja/protokol/{protocol.pk}/pengembalian/", why=WHY)
    address = f"/kerja/protokol/{protocol.pk}/pelepasan/"

    refused = [ask(name, address, yes="1").status_code for name in ("Usat", "Lian", "Ines")]
    said = ask("Mira", address, yes="1")

    assert refused == [404, 404, 404]
    assert said.status_code == 302
    assert Listing.objects.public().get() == listing
    assert ask("Mira", address, yes="1").status_code == 404


def test_a_picture_that_is_kept_from_somebody_is_not_named_to_them(keepers, listing, ask):
    picture = make_picture(listing, alt="Topeng yang tidak boleh dilihat")
    keepers.keep_as(picture, OF_US)

    page = ask("Mira", f"/kerja/sajian/{listing.pk}/penjaga/").content.decode()

    assert "Topeng" not in page
