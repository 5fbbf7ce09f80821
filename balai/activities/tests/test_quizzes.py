"""A quiz asks without telling, and marks what was answered."""

from decimal import Decimal

import pytest

from balai.activities.rules.gift import read_gift
from balai.activities.rules.quizzes import asked, mark, percent, read_number

NOTHING, WHOLE = Decimal(0), Decimal(100)


def the_only(text):
    [question] = read_gift(text)
    return question


def value_of(question, words):
    [found] = [value for value, said in asked(question, 1).options if said.text == words]
    return found


def test_what_is_asked_does_not_tell_which_answer_is_right():
    written = "Siapa? {=Tidak ada ~Bank ~Desa}", "Siapa? {~Tidak ada ~Bank =Desa}"

    first, other = (asked(the_only(text), 1) for text in written)

    assert {words.text for _value, words in first.options} == {"Tidak ada", "Bank", "Desa"}
    assert [value for value, _words in first.options] == ["0", "1", "2"]
    assert [value for value, _words in other.options] == ["0", "1", "2"]


def test_the_right_one_of_several_is_not_always_at_one_place():
    places = {
        value_of(the_only(f"Soal {number}? {{=benar ~salah ~keliru}}"), "benar")
        for number in range(20)
    }

    assert places == {"0", "1", "2"}


def test_the_right_answer_gains_all_and_says_why():
    question = the_only("Siapa? {=Tidak ada#Betul. ~Bank#Bukan. ####Kode milik Anda.}")

    right = mark(question, 1, {"q1": [value_of(question, "Tidak ada")]})
    wrong = mark(question, 1, {"q1": [value_of(question, "Bank")]})

    assert (right.points, [one.text for one in right.remarks]) == (
        WHOLE, ["Betul.", "Kode milik Anda."],
    )  # fmt: skip
    assert (wrong.points, [one.text for one in wrong.right]) == (NOTHING, ["Tidak ada"])


def test_two_picked_where_one_is_asked_for_do_not_gain_twice():
    question = the_only("Siapa? {=Tidak ada ~Bank}")
    both = [value_of(question, "Bank"), value_of(question, "Tidak ada")]

    assert mark(question, 1, {"q1": both}).points == NOTHING


def test_several_right_ones_gain_their_share_and_wrong_ones_cost():
    question = the_only("Mana? {~%50%satu ~%50%dua ~%-100%tiga}")
    one, two, three = (value_of(question, words) for words in ("satu", "dua", "tiga"))

    assert mark(question, 1, {"q1": [one, two]}).points == WHOLE
    assert mark(question, 1, {"q1": [one]}).points == Decimal(50)
    assert mark(question, 1, {"q1": [one, one]}).points == Decimal(50)
    assert mark(question, 1, {"q1": [one, two, three]}).points == NOTHING


def test_words_are_read_without_capitals_and_needless_space():
    question = the_only("Alat bayar? {=Kode QRIS =%50%kode qr}")

    assert mark(question, 1, {"q1": [" kode  qris "]}).points == WHOLE
    assert mark(question, 1, {"q1": ["Kode QR"]}).points == Decimal(50)
    assert mark(question, 1, {"q1": ["tunai"]}).points == NOTHING


@pytest.mark.parametrize("typed", ["14000", "14.000", "Rp14.000", "rp 14.000,-", "14,000"])
def test_an_amount_is_read_as_people_write_it(typed):
    question = the_only("Berapa? {#14000}")

    assert mark(question, 1, {"q1": [typed.replace(",-", "")]}).is_right


@pytest.mark.parametrize(
    ("typed", "number"), [("1,5", "1.5"), ("1.5", "1.5"), ("-3", "-3"), ("2.000,25", "2000.25")]
)
def test_a_number_may_have_a_comma_or_a_point(typed, number):
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["", "empat", "1e9999999999999999999", "NaN", "Infinity", "1..2"])
def test_what_is_no_number_gains_nothing(typed):
    assert mark(the_only("Berapa? {#4}"), 1, {"q1": [typed]}).points == NOTHING


def test_pairs_gain_by_each_that_fits():
    question = the_only("Cocokkan. {=HP -> telepon =WA -> pesan}")

    assert mark(question, 1, {"q1_0": ["telepon"], "q1_1": ["pesan"]}).points == WHOLE
    assert mark(question, 1, {"q1_0": ["telepon"], "q1_1": ["telepon"]}).points == Decimal(50)


@pytest.mark.parametrize(("said", "points"), [(["T"], 0), (["F"], 100), ([], 0), (["F", "T"], 0)])
def test_true_or_false_is_marked(said, points):
    assert mark(the_only("Asin? {F}"), 1, {"q1": said}).points == points


def test_an_empty_answer_and_a_made_up_value_gain_nothing():
    question = the_only("Siapa? {=Tidak ada ~Bank}")

    assert mark(question, 1, {}).points == NOTHING
    assert mark(question, 1, {"q1": ["99"]}).points == NOTHING


def test_a_quiz_is_rounded_down():
    questions = read_gift("A? {T}\n\nB? {T}\n\nC? {T}")
    marks = [
        mark(question, place, {"q1": ["T"], "q2": ["T"], "q3": ["F"]})
        for place, question in enumerate(questions, 1)
    ]

    assert percent(marks) == 66
    assert percent([]) == 0
