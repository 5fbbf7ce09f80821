"""What a province decides itself, with its history."""

import pytest

from balai.catalogue.actions.listings import put_in_sectors
from balai.catalogue.actions.sectors import save_sector
from balai.catalogue.actions.settings import change_synonyms, name_sector
from balai.catalogue.errors import MayNotChoose, WrittenMeanwhile
from balai.catalogue.models import ReviewRule, Sector
from balai.core import search
from balai.core.models import AuditEntry, SettingChange
from balai.registry.actions.local_terms import set_local_term, terms_now
from balai.registry.errors import MayNotNameVillages
from balai.registry.models import Region
from tests.factories import NOON, make_listing, make_region, make_revision, make_role

pytestmark = pytest.mark.django_db
SETTINGS = "/kerja/pengaturan/"


@pytest.fixture
def rahman(client):
    make_region()
    person = make_role("Rahman", "province_officer", "64").person
    client.force_login(person)
    return person


@pytest.fixture
def sari():
    return make_role("Sari", "regency_officer", "64.03").person


def changes():
    rows = SettingChange.objects.order_by("pk")
    return list(rows.values_list("setting", "key", "was", "became", "why"))


def acts():
    of_people = AuditEntry.objects.filter(by_number__isnull=False).order_by("pk")
    return list(of_people.values_list("act", "area_code"))


def test_who_reviews_is_chosen_with_what_it_causes_said_before(client, rahman):
    make_revision(make_listing(), state="submitted", submitted_at=NOON)
    address = f"{SETTINGS}peninjau/produk/"

    before = client.get(address).content.decode()
    answer = client.post(address, {"who": "regency", "why": "SK 12/2026"})
    after = client.get(address).content.decode()

    assert "1 sajian menunggu sekarang" in before
    assert answer["Location"] == SETTINGS
    assert ReviewRule.objects.standing().get(kind="product").who == "regency"
    assert changes() == [("reviewer", "product", "area", "regency", "SK 12/2026")]
    assert acts() == [("catalogue.reviewer_set", "64")]
    assert "Rahman" in after
    assert "SK 12/2026" in after


def test_nothing_is_decided_without_saying_why(client, rahman):
    page = client.post(f"{SETTINGS}peninjau/produk/", {"who": "regency", "why": ""})

    assert page.status_code == 422
    assert changes() == []
    assert ReviewRule.objects.count() == 0


def test_a_sector_is_added_and_gets_other_words(client, rahman):
    client.post(f"{SETTINGS}sektor/", {"name": "Sarang walet", "name_en": "Nests", "why": "Usul"})
    put_in_sectors(make_listing(), [Sector.objects.get()])
    form = {"name": "Walet", "name_en": "Bird nests", "why": "Lebih pendek"}
    client.post(f"{SETTINGS}sektor/sarang-walet/", form)

    sector = Sector.objects.get()
    assert (sector.code, sector.name, sector.name_en) == ("sarang-walet", "Walet", "Bird nests")
    assert changes() == [
        ("sector", "sarang-walet", "", "Sarang walet / Nests", "Usul"),
        ("sector", "sarang-walet", "Sarang walet / Nests", "Walet / Bird nests", "Lebih pendek"),
    ]
    assert acts() == [("catalogue.sector_added", "64"), ("catalogue.sector_renamed", "64")]


def test_a_name_that_another_sector_has_is_refused(client, rahman):
    save_sector(code="madu", name="Madu", name_en="Honey", by=None, now=NOON)
    save_sector(code="kopi", name="Kopi", name_en="Coffee", by=None, now=NOON)

    added = client.post(f"{SETTINGS}sektor/", {"name": "Madu", "name_en": "x", "why": "x"})
    renamed = client.post(f"{SETTINGS}sektor/kopi/", {"name": "madu", "name_en": "x", "why": "x"})

    assert (added.status_code, renamed.status_code) == (422, 422)
    assert sorted(Sector.objects.values_list("name", flat=True)) == ["Kopi", "Madu"]
    assert changes() == []


def test_a_sector_keeps_its_motif_when_it_gets_other_words(rahman):
    save_sector(code="madu", name="Madu", name_en="Honey", motif="hexagon", by=None, now=NOON)

    name_sector(
        "madu", name="Lebah", name_en="Bees", province_code="64", by=rahman, now=NOON, why="x"
    )

    assert Sector.objects.get().motif == "hexagon"


def test_synonyms_are_edited_as_lines_and_only_what_changed_stands_in_the_history(client, rahman):
    search.save_synonyms([["madu", "honey"], ["kakao", "coklat"]])
    seen = "madu, honey\nkakao, coklat"
    form = {"groups": "madu, honey\nkakao,  cokelat , coklat", "seen": seen, "why": "Ejaan"}

    client.post(f"{SETTINGS}sinonim/", form)

    assert search.synonym_groups() == [["madu", "honey"], ["kakao", "cokelat", "coklat"]]
    assert changes() == [
        ("synonyms", "", "kakao, coklat", "kakao, cokelat, coklat", "Ejaan"),
    ]
    assert acts() == [("catalogue.synonyms_changed", "64")]


@pytest.mark.parametrize("groups", ["madu", "madu, sarang lebah hutan rimba Kelay", "madu, !!"])
def test_words_that_search_cannot_keep_are_refused(client, rahman, groups):
    search.save_synonyms([["madu", "honey"]])

    page = client.post(f"{SETTINGS}sinonim/", {"groups": groups, "seen": "madu, honey", "why": "x"})

    assert page.status_code == 422
    assert search.synonym_groups() == [["madu", "honey"]]
    assert changes() == []


def test_who_edits_synonyms_that_another_changed_meanwhile_is_told(rahman):
    search.save_synonyms([["madu", "honey"]])

    with pytest.raises(WrittenMeanwhile):
        change_synonyms(
            [["kopi", "coffee"]], seen=[["kakao", "cocoa"]], province=make_region("64"),
            by=rahman, now=NOON, why="x",
        )  # fmt: skip

    assert search.synonym_groups() == [["madu", "honey"]]
    assert changes() == []


def test_the_villages_of_a_regency_are_called_as_people_say(client, rahman):
    make_region("64.02.08.2009")

    client.post(f"{SETTINGS}istilah/64.03/", {"term": "Kampung", "why": "Perda 3"})

    called = {one.code: one.called for one in Region.objects.villages()}
    assert called == {"64.03.01.2005": "Kampung Merasa", "64.02.08.2009": "Desa Pela"}
    assert changes() == [("local_term", "64.03", "Kampung", "Kampung", "Perda 3")]
    assert acts() == [("registry.local_term_set", "64.03")]
    assert client.get("/desa/64.03.01.2005/").content.decode().count("Kampung Merasa") > 0


def test_villages_that_begin_later_are_called_as_the_province_chose(rahman):
    berau = make_region("64.03")

    set_local_term(berau, "Kampong", by=rahman, now=NOON, why="x")
    set_local_term(berau, "", by=rahman, now=NOON, why="x")

    assert terms_now()["64.03", "desa"] == ""
    assert [change[2:4] for change in changes()] == [("Kampung", "Kampong"), ("Kampong", "")]


def test_only_officers_of_the_province_decide(client, rahman, sari):
    save_sector(code="madu", name="Madu", name_en="Honey", by=None, now=NOON)
    client.force_login(sari)
    said = {"name": "x", "name_en": "x", "term": "x", "who": "none", "groups": "", "why": "x"}

    tries = [
        client.post(f"{SETTINGS}{where}/", said)
        for where in ("peninjau/produk", "sektor", "sektor/madu", "sinonim", "istilah/64.03")
    ]
    with pytest.raises(MayNotChoose):
        name_sector("x", name="x", name_en="x", province_code="64", by=sari, now=NOON, why="x")
    with pytest.raises(MayNotChoose):
        save_sector(code="x", name="x", name_en="x", province_code="64", by=sari, now=NOON)
    with pytest.raises(MayNotChoose):
        change_synonyms([], seen=[], province=make_region("64"), by=sari, now=NOON, why="x")
    with pytest.raises(MayNotNameVillages):
        set_local_term(make_region("64.03"), "x", by=sari, now=NOON, why="x")

    assert [page.status_code for page in tries] == [404] * 5
    assert Sector.objects.get().name == "Madu"
    assert changes() == []
    assert acts() == []


def test_deciding_the_same_again_changes_nothing(rahman):
    save_sector(code="madu", name="Madu", name_en="Honey", by=None, now=NOON)
    said = {"province_code": "64", "by": rahman, "now": NOON, "why": "x"}

    name_sector("madu", name="Madu", name_en="Honey", **said)
    change_synonyms([], seen=[], province=make_region("64"), by=rahman, now=NOON, why="x")

    assert changes() == []
    assert acts() == []
