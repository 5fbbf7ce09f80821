"""Questions are read from GIFT and written to it; a bad file gives nothing but its line."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from balai.activities.rules.gift import (
    Choice,
    Choices,
    GiftUnclear,
    Matching,
    Number,
    Numbers,
    Pair,
    Question,
    ShortAnswer,
    ShortAnswers,
    TrueFalse,
    Words,
    read_gift,
    write_gift,
)

HALF, WHOLE, NOTHING = Decimal(50), Decimal(100), Decimal(0)


def the_only(text):
    [question] = read_gift(text)
    return question


def test_one_right_answer_among_several_is_read():
    question = the_only("::Kode:: Siapa boleh tahu kode OTP? {=Tidak ada#Betul. ~Bank ~Keluarga}")

    assert question == Question(
        Words("Siapa boleh tahu kode OTP?"),
        Choices((
            Choice(Words("Tidak ada"), WHOLE, Words("Betul.")),
            Choice(Words("Bank"), NOTHING),
            Choice(Words("Keluarga"), NOTHING),
        )),
        title="Kode",
    )  # fmt: skip


def test_several_right_answers_share_a_hundred():
    answer = the_only("Mana yang baik? {~%50%Satu ~%50%Dua ~%-100%Tiga}").answer

    assert answer == Choices(
        (
            Choice(Words("Satu"), HALF),
            Choice(Words("Dua"), HALF),
            Choice(Words("Tiga"), Decimal(-100)),
        ),
        takes_several=True,
    )


@pytest.mark.parametrize(
    ("said", "is_true"), [("T", True), ("TRUE", True), ("f", False), ("FALSE", False)]
)
def test_true_and_false_are_read_in_every_spelling(said, is_true):
    assert the_only(f"Air Mahakam asin. {{{said}}}").answer == TrueFalse(is_true)


def test_the_remarks_of_true_and_false_say_first_what_the_wrong_one_hears():
    answer = the_only("Benar? {F#Bukan.#Ya.}").answer

    assert answer == TrueFalse(is_true=False, when_wrong=Words("Bukan."), when_right=Words("Ya."))


def test_words_numbers_and_pairs_are_read():
    words, number, either, pairs = read_gift(
        "Alat bayar? {=QRIS =%50%qr}\n\nBerapa? {#3:0.5}\n\n"
        "Berapa? {#=10..20#Ya =%50%0..30}\n\nCocokkan. {=HP -> telepon =WA -> pesan}"
    )

    assert words.answer == ShortAnswers((ShortAnswer("QRIS"), ShortAnswer("qr", HALF)))
    assert number.answer == Numbers((Number(Decimal("2.5"), Decimal("3.5")),))
    assert either.answer == Numbers((
        Number(Decimal(10), Decimal(20), feedback=Words("Ya")),
        Number(NOTHING, Decimal(30), HALF),
    ))  # fmt: skip
    assert pairs.answer == Matching(
        (Pair(Words("HP"), "telepon"), Pair(Words("WA"), "pesan")),
    )


def test_a_missing_word_leaves_a_gap():
    question = the_only("Ibu kota Kaltim adalah {=Samarinda ~Balikpapan} sejak dulu.")

    assert question.words.text == "Ibu kota Kaltim adalah _____ sejak dulu."


def test_remarks_and_categories_are_passed_over():
    question = the_only("// dari kelas\n$CATEGORY: umum\n\n// lagi\nBenar?\n// di tengah\n{T}\n")

    assert question.words.text == "Benar?"


def test_signs_with_a_backslash_are_letters():
    question = the_only(r"Berapa 1 \= 1 \{x\} \# \: \~ \\ ?\nBaris dua {=a \-> b ~c}")

    assert question.words.text == "Berapa 1 = 1 {x} # : ~ \\ ?\nBaris dua"
    assert question.answer.options[0].words.text == "a -> b"


def test_what_explains_and_how_marks_are_meant_is_read():
    question = the_only("[html]<b>Benar?</b> {T####[plain]Karena begitu.}")

    assert question.words == Words("<b>Benar?</b>", "html")
    assert question.explained == Words("Karena begitu.", "plain")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("// hanya catatan\n", 1),
        ("Benar? {T}\n\nTanpa jawaban", 3),
        ("Benar? {T}\n\nTidak ditutup {=a\n~b", 3),
        ("Benar? {T}\n\nTerputus {=a\n\n~b}", 3),
        ("Dua {=a ~b}\n{=c ~d}", 2),
        ("Salah urutan }\n{", 2),
        ("Kosong {}", 1),
        ("Esai { }\n", 1),
        ("Tanpa tanda\n{a ~b}", 2),
        ("Satu pilihan {~%100%a}", 1),
        ("Tidak ada yang benar {\n~a\n~b}", 2),
        ("Kurang dari seratus {~%50%a ~%20%b}", 1),
        ("Terlalu berat {=a ~%900%b}", 1),
        ("Jawaban kosong {=a\n~}", 2),
        ("Angka {#tiga}", 1),
        ("Angka {#9..3}", 1),
        ("Angka {#1e999999999}", 1),
        ("Pasangan {=a -> b}", 1),
        ("Pasangan {=a -> b\n= -> d}", 2),
        ("::Judul tanpa akhir {T}", 1),
        ("{T}", 1),
        ("Huruf\nyang \x00 rusak {T}", 2),
        ("\u2028\x1b[31m {T}", 1),
        (f"::{'j' * 256}:: Benar? {{T}}", 1),
        ("Panjang {=a" + "~b" * 40 + "}", 1),
        ("x" * 200_001, 1),
    ],
)
def test_a_bad_file_gives_nothing_and_names_the_line(text, line):
    with pytest.raises(GiftUnclear) as refusal:
        read_gift(text)

    assert refusal.value.line == line
    assert f"{line}" in str(refusal.value)


def test_too_many_questions_are_refused_at_the_first_too_many():
    with pytest.raises(GiftUnclear) as refusal:
        read_gift("Benar? {T}\n\n" * 201)

    assert refusal.value.line == 401


@pytest.mark.parametrize("hostile", ["{", "}", "=", "~", "#", ":", "%", "\\", "->", "{=~%#"])
def test_a_long_run_of_signs_is_refused_at_once(hostile):
    with pytest.raises(GiftUnclear):
        read_gift(hostile * (190_000 // len(hostile)))


letters = some.characters(exclude_categories=["Cc", "Cs"])
texts = some.text(letters | some.sampled_from("{}=~#:%\\->n[] \n"), max_size=30).map(str.strip)
said = texts.filter(bool)
formats = some.sampled_from(["moodle", "plain", "html", "markdown"])
phrases = some.builds(Words, said, formats)
remarks = some.just(Words("")) | phrases
weights = some.decimals(-100, 100, places=2)
percents = some.decimals("0.01", 100, places=2)
single = some.builds(
    lambda right, others: Choices((right, *others)),
    some.builds(Choice, phrases, some.just(WHOLE), remarks),
    some.lists(some.builds(Choice, phrases, weights, remarks), min_size=1, max_size=4),
)
several = some.builds(
    lambda first, second, others: Choices(
        (Choice(first, HALF), Choice(second, HALF), *others), takes_several=True
    ),
    phrases,
    phrases,
    some.lists(some.builds(Choice, phrases, some.decimals(-100, 0, places=2), remarks), max_size=3),
)
numbers = some.builds(
    lambda low, more, weight, remark: Number(low, low + more, weight, remark),
    some.decimals(-9999, 9999, places=3),
    some.decimals(0, 9999, places=3),
    weights,
    remarks,
)
answers = some.one_of(
    single,
    several,
    some.builds(TrueFalse, some.booleans(), remarks, remarks),
    some.builds(
        ShortAnswers,
        some.lists(some.builds(ShortAnswer, said, percents, remarks), min_size=1, max_size=4).map(
            tuple
        ),
    ),
    some.builds(Numbers, some.lists(numbers, min_size=1, max_size=3).map(tuple)),
    some.builds(
        Matching,
        some.lists(some.builds(Pair, phrases, said), min_size=2, max_size=4).map(tuple),
    ),
)
questions = some.builds(Question, phrases, answers, texts, remarks)


def test_choices_that_are_all_right_stay_choices():
    both = Choices((Choice(Words("Tunai"), WHOLE), Choice(Words("QRIS"), WHOLE)))
    asked = [Question(Words("Bayar dengan apa?"), both)]

    assert read_gift(write_gift(asked)) == asked


@settings(max_examples=300, deadline=None)
@given(some.lists(questions, min_size=1, max_size=4))
def test_what_is_written_is_read_back_exactly(asked):
    written = write_gift(asked)

    assert read_gift(written) == asked
    assert write_gift(read_gift(written)) == written


@settings(max_examples=300, deadline=None)
@given(some.text(letters | some.sampled_from("{}=~#:%\\->TF \n"), max_size=80))
def test_any_text_is_read_or_refused(text):
    try:
        asked = read_gift(text)
    except GiftUnclear:
        return

    assert read_gift(write_gift(asked)) == asked
