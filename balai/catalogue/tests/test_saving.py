"""What is typed is kept, finished or not; two who write at once keep what both wrote."""

from datetime import timedelta
from uuid import uuid4

import pytest

from balai.catalogue.actions.drafts import save_draft, start_draft
from balai.catalogue.errors import AnswerTooLong, TooMuchWritten, UnknownAnswers, WroteTheSame
from balai.catalogue.models import Revision
from balai.catalogue.tests.village import acts_of, make_cast, person
from tests.factories import NOON, make_region

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _cast():
    make_cast()


def start():
    return start_draft(
        kind="product", village=make_region(), key=uuid4(), by=person("Mira"), now=NOON
    )


def save(revision, *, by="Mira", seen=None, now=LATER, **content):
    return save_draft(revision, content, by=person(by), now=now, seen=seen)


def words_of(revision):
    return Revision.objects.get(pk=revision.pk).content.get("words", {})


def test_answers_are_merged_and_may_be_wrong_while_writing():
    revision = start()

    save(revision, words={"title": "Madu", "price_low": "tiga puluh"})
    save(revision, words={"title": "Madu hutan"}, details={"stock_count": "banyak"}, seller=None)

    revision.refresh_from_db()
    assert revision.content == {
        "words": {"title": "Madu hutan", "price_low": "tiga puluh"},
        "details": {"stock_count": "banyak"},
    }
    assert (revision.version, revision.changed_at) == (2, LATER)
    assert acts_of(revision.listing) == ["draft_started", "draft_saved", "draft_saved"]


def test_saving_the_same_again_is_no_change():
    revision = save(start(), words={"title": "Madu"})

    save(revision, words={"title": "Madu"}, now=LATER + timedelta(hours=1))

    revision.refresh_from_db()
    assert (revision.version, revision.changed_at) == (1, LATER)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ({"words": {"example": True}}, UnknownAnswers),
        ({"words": {"published_at": "2026-11-24"}}, UnknownAnswers),
        ({"words": {"room_count": 3}}, UnknownAnswers),
        ({"details": {"room_count": 3}}, UnknownAnswers),
        ({"details": {"listing": 3}}, UnknownAnswers),
        ({"key": "madu"}, UnknownAnswers),
        ({"words": ["title"]}, UnknownAnswers),
        ({"words": {"title": {"id": "Madu"}}}, UnknownAnswers),
        ({"sectors": "madu"}, UnknownAnswers),
        ({"sectors": [7]}, UnknownAnswers),
        ({"seller": "Petani"}, UnknownAnswers),
        ({"seller": True}, UnknownAnswers),
        ({"seller": -7}, UnknownAnswers),
        ({"seller": "9" * 5000}, UnknownAnswers),
        ({"sectors": [str(number) for number in range(21)]}, AnswerTooLong),
        ({"words": {"text": "a" * 10_001}}, AnswerTooLong),
        ({"words": {"price_low": 10**30}}, AnswerTooLong),
        # More digits than a float holds, and than Python writes down.
        ({"words": {"price_low": -(10**5000)}}, AnswerTooLong),
        ({"details": {"stock_count": 10**5000}}, AnswerTooLong),
        ({"seller": 10**5000}, UnknownAnswers),
        ({"seller": 7.5}, UnknownAnswers),
        ({"words": {"longitude": float("nan")}}, AnswerTooLong),
        ({"words": {"longitude": float("-inf")}}, AnswerTooLong),
        (
            {"words": {f"{name}{side}": "a" * 9_999
                       for name in ("title", "text", "reach", "accessibility", "price_unit",
                                    "price_note") for side in ("", "_en")}},
            TooMuchWritten,
        ),
    ],
)  # fmt: skip
def test_only_what_is_foreign_or_absurd_is_refused_and_nothing_changes(content, refusal):
    revision = save(start(), words={"title": "Madu"})

    with pytest.raises(refusal):
        save(revision, **content)

    assert words_of(revision) == {"title": "Madu"}
    assert acts_of(revision.listing) == ["draft_started", "draft_saved"]


def test_signs_that_no_database_keeps_are_left_out():
    revision = save(start(), words={"title": "Ma\x00du \ud800hutan"})

    assert words_of(revision) == {"title": "Madu hutan"}


def test_two_who_change_different_answers_keep_both():
    revision = save(start(), words={"title": "Madu", "text": "Manis."})
    seen = revision.version

    save(revision, by="Tomas", seen=seen, words={"text": "Manis sekali."})
    save(revision, by="Mira", seen=seen, words={"title": "Madu hutan", "text": "Manis."})

    assert words_of(revision) == {"title": "Madu hutan", "text": "Manis sekali."}


def test_two_who_change_the_same_answer_are_told_which_and_the_first_stays():
    revision = save(start(), words={"title": "Madu", "text": "Manis."})
    seen = revision.version
    save(revision, by="Tomas", seen=seen, words={"title": "Madu kelulut"})

    with pytest.raises(WroteTheSame) as refusal:
        save(revision, seen=seen, words={"title": "Madu hutan", "text": "Pahit."})

    assert refusal.value.theirs == {"title": "Madu kelulut"}
    assert "Nama" in str(refusal.value)
    assert words_of(revision) == {"title": "Madu kelulut", "text": "Manis."}


def test_two_who_give_the_same_answer_agree():
    revision = save(start(), words={"title": "Madu"})
    save(revision, by="Tomas", seen=1, words={"title": "Madu hutan"})

    save(revision, seen=1, words={"title": "Madu hutan"})

    assert words_of(revision) == {"title": "Madu hutan"}


def test_whoever_lost_the_answer_of_the_server_goes_on_writing():
    revision = start()
    save(revision, seen=0, words={"title": "Ma"})

    save(revision, seen=0, words={"title": "Madu"})

    assert words_of(revision) == {"title": "Madu"}


def test_who_saw_a_version_too_old_to_compare_is_told():
    revision = save(start(), words={"title": "Madu"})
    for number in range(25):
        save(revision, by="Tomas", words={"text": f"Kali ke-{number}."})

    with pytest.raises(WroteTheSame):
        save(revision, seen=1, words={"title": "Madu hutan"})

    assert words_of(revision)["title"] == "Madu"
    assert len(Revision.objects.get().earlier) == 20


def test_a_seller_chosen_in_a_form_is_a_number_and_may_be_left_out_again():
    revision = save(start(), seller="12")
    assert Revision.objects.get().content["seller"] == 12

    save(revision, seller="")

    assert Revision.objects.get().content["seller"] is None
