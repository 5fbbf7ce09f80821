"""Nobody is named, and no number told, in what is sent or accepted without the consent for it."""

import pytest

from balai.catalogue.actions.drafts import submit_draft
from balai.catalogue.actions.reviews import accept_revision
from balai.catalogue.errors import Incomplete
from balai.catalogue.models import Listing, Picture, Revision
from balai.catalogue.tests.village import make_cast, make_draft, person
from balai.registry.models import Organisation
from tests.factories import NOON, make_organisation

pytestmark = pytest.mark.django_db
TEXT = "Manis."


@pytest.fixture(autouse=True)
def _maker():
    make_cast()
    make_organisation("Dayang Rinai", kind="maker", whatsapp_number="6281234567890")


def draft(**words):
    return make_draft(words={"title": "Kain doyo", "text": TEXT, **words})


def send(revision):
    return submit_draft(revision, by=person("Mira"), now=NOON)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("title", "Kain doyo DAYANG  RINAI"),
        ("text_en", "Woven by Dayang Rinai."),
        ("price_note", "WA 0812-3456-7890"),
        ("text", "Telepon +62 812 3456 7890"),
    ],
)
def test_what_names_somebody_who_has_not_agreed_is_not_sent(answer, words):
    revision = draft(**{answer: words})

    with pytest.raises(Incomplete) as refusal:
        send(revision)

    assert set(refusal.value.faults) == {answer}
    assert "Dayang Rinai" in refusal.value.faults[answer]
    assert Revision.objects.get().state == "writing"


def test_words_that_are_only_alike_are_sent():
    assert send(draft(text="Kain dari Dayang Rinaiwati, 0812-3456-78901.")).state == "submitted"


def test_whoever_agreed_is_named():
    Organisation.objects.update(name_agreed_at=NOON, contact_agreed_at=NOON)

    revision = send(draft(text="Tenunan Dayang Rinai, 081234567890."))

    assert revision.state == "submitted"


def test_a_photo_names_nobody_either():
    revision = draft()
    Picture.objects.create(
        listing=revision.listing, key="a" * 32, digest="d", position=0, width=4, height=3,
        widths=[], colour="#aabbcc", added_at=NOON, alt="Kain.", credit="Dayang Rinai",
    )  # fmt: skip

    with pytest.raises(Incomplete) as refusal:
        send(revision)

    assert set(refusal.value.faults) == {"pictures"}


def test_what_waits_is_not_accepted_once_she_no_longer_agrees():
    Organisation.objects.update(name_agreed_at=NOON)
    revision = send(draft(text="Tenunan Dayang Rinai."))
    Organisation.objects.update(name_agreed_at=None)

    with pytest.raises(Incomplete):
        accept_revision(revision, by=person("Berau"), now=NOON)

    assert Revision.objects.get().state == "submitted"
    assert not Listing.objects.public().exists()
