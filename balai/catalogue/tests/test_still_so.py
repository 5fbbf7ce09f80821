"""Who writes for a village is asked, once a month at most, whether what it shows is still so."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from balai.catalogue.actions.listings import confirm_still_so
from balai.catalogue.models import Listing, VillageAsked
from balai.catalogue.tasks import ask_owners, ask_villages, send_question
from balai.catalogue.tests.village import make_cast, person
from balai.core.models import AuditEntry
from balai.core.tasks import enqueue_daily
from tests.factories import NOON, make_listing, make_organisation, make_region, make_role

pytestmark = pytest.mark.django_db
OLD = NOON - timedelta(days=200)
MONTH = timedelta(days=30)


@pytest.fixture(autouse=True)
def _cast():
    make_cast()


def asked():
    return sorted(
        tuple(waiting.args_kwargs["args"])
        for waiting in DBTaskResult.objects.filter(task_path=send_question.module_path)
    )


def test_each_writer_of_a_village_with_quiet_listings_is_written_to():
    make_listing(refreshed_at=OLD)
    make_listing("Tikar", village=make_region("64.02.08.2009"))
    phone_only = make_role("Yuli", "operator", "64.03.01.2005").person
    phone_only.email, phone_only.phone_number = None, "628123456789"
    phone_only.save()
    demo = make_role("Coba", "operator", "64.03.01.2005").person
    demo.email = "coba@coba.example"
    demo.save()

    assert ask_villages(now=NOON) == 1

    merasa = make_region().pk
    assert asked() == [(merasa, person(name).pk) for name in ("Mira", "Tomas", "Hana")]
    assert [entry.act for entry in AuditEntry.objects.all()] == ["catalogue.village_asked"]


def test_members_of_the_seller_are_written_to_and_no_other_members():
    seller, other = make_organisation(), make_organisation("Koperasi lain")
    make_listing(refreshed_at=OLD, seller=seller)
    make_listing("Tikar", seller=other)
    member = make_role("Lidya", "member", "64.03.01.2005", organisation_number=seller.pk).person
    make_role("Sari", "member", "64.03.01.2005", organisation_number=other.pk)
    make_role("Wati", "member", "64.02.08.2009", organisation_number=seller.pk)
    demo = make_role("Coba", "member", "64.03.01.2005", organisation_number=seller.pk).person
    demo.email = "coba@coba.example"
    demo.save()

    ask_villages(now=NOON)

    people = [person(name).pk for name in ("Mira", "Tomas", "Hana")]
    assert asked() == [(make_region().pk, one) for one in sorted([*people, member.pk])]


def test_a_member_reads_of_what_the_own_organisation_sells_alone():
    seller = make_organisation()
    make_listing(refreshed_at=OLD)
    member = make_role("Lidya", "member", "64.03.01.2005", organisation_number=seller.pk).person
    send_question.func(make_region().pk, member.pk)
    nothing = list(mail.outbox)
    make_listing("Tikar", refreshed_at=OLD, seller=seller)

    send_question.func(make_region().pk, member.pk)

    assert nothing == []
    assert "- Tikar\n" in mail.outbox[0].body
    assert "Biji kakao" not in mail.outbox[0].body


def test_no_letter_goes_to_an_invented_address_nor_to_who_writes_there_no_longer():
    make_listing(refreshed_at=OLD)
    demo = make_role("Coba", "operator", "64.03.01.2005").person
    demo.email = "coba@coba.example"
    demo.save()

    send_question.func(make_region().pk, demo.pk)
    send_question.func(make_region().pk, person("Ines").pk)

    assert mail.outbox == []


def test_a_village_is_asked_once_a_month_at_most():
    make_listing(refreshed_at=OLD)

    counts = [
        ask_villages(now=NOON + pause)
        for pause in (
            timedelta(),
            timedelta(hours=1),
            MONTH - timedelta(seconds=1),
            MONTH,
            2 * MONTH,
        )
    ]

    assert counts == [1, 0, 0, 1, 1]
    assert len(asked()) == 9


def test_nobody_is_asked_where_everything_is_fresh():
    make_listing(refreshed_at=NOON - timedelta(days=180))
    make_listing("Draf", refreshed_at=OLD, published_at=None)

    assert ask_villages(now=NOON) == 0

    assert not VillageAsked.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_letter_names_what_is_quiet_and_the_way_to_confirm_it():
    for number in range(12):
        make_listing(f"Madu {number:02}", refreshed_at=OLD + timedelta(minutes=number))

    send_question.func(make_region().pk, person("Mira").pk)

    letter = mail.outbox[0]
    assert letter.to == ["mira@balai.example"]
    assert letter.subject == "Masih berlaku? Sajian Desa Merasa di Balai"
    assert "- Madu 00\n" in letter.body
    assert "Madu 10" not in letter.body
    assert "- dan 2 lagi" in letter.body
    assert "http://balai.example/kerja/" in letter.body


def test_no_letter_goes_out_when_it_was_confirmed_meanwhile():
    listing = make_listing(refreshed_at=OLD)
    confirm_still_so(listing, by=person("Mira"), now=timezone.now())

    send_question.func(make_region().pk, person("Tomas").pk)

    assert mail.outbox == []
    assert Listing.objects.public().count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_writes_the_letters():
    make_listing(refreshed_at=OLD)
    ask_villages(now=NOON)

    call_command("work", "--once", verbosity=0)

    assert sorted(letter.to[0].partition("@")[0] for letter in mail.outbox) == [
        "hana", "mira", "tomas",
    ]  # fmt: skip


def test_owners_are_asked_every_morning():
    enqueue_daily(now=NOON)

    assert DBTaskResult.objects.filter(task_path=ask_owners.module_path).count() == 1


def test_the_database_keeps_one_moment_for_each_village():
    VillageAsked.objects.create(village=make_region(), asked_at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        VillageAsked.objects.create(village=make_region(), asked_at=NOON)

    assert VillageAsked.objects.count() == 1
