"""How words are read, and which forms count as one."""

import pytest

from balai.core.search.words import beginnings, folded, split, stem


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Biduk-Biduk", ["biduk", "biduk"]),
        ("bidukbiduk payung2", ["biduk", "payung"]),
        ("Long La'ai, Mu’ut", ["long", "laai", "muut"]),
        ("e-commerce/tenun_ulap", ["e", "commerce", "tenun", "ulap"]),
        ("Rp35.000 per kg", ["rp35", "000", "per", "kg"]),
        ("Çağ ÉTÉ ﬁni İstanbul", ["cag", "ete", "fini", "istanbul"]),
        ("La´ai La`ai Laʼai", ["laai", "laai", "laai"]),
        ("\x00 \ud800 — !", []),
        ("g20 dan mp2", ["g20", "dan", "mp2"]),
        ("x" * 50, ["x" * 25]),
    ],
)
def test_a_text_is_read_as_folded_words(text, read):
    assert split(text) == read


def test_a_long_word_is_cut_alike_in_index_and_query():
    word = "".join(chr(97 + position % 26) for position in range(45))

    assert split(word) == [word[:40]]


def test_folding_twice_changes_nothing():
    assert folded(folded("ẞ Ǆ ﷺ ℌ ŉ")) == folded("ẞ Ǆ ﷺ ℌ ŉ")


@pytest.mark.parametrize(
    ("root", "forms"),
    [
        ("panen", "dipanen memanen panenan pemanen"),
        ("tenun", "menenun penenun tenunan bertenun ditenun pertenunan menenunkan"),
        ("rajin", "perajin pengrajin kerajinan"),
        ("tani", "petani pertanian bertani"),
        ("kebun", "perkebunan pekebun berkebun"),
        ("olah", "olahan mengolah diolah pengolahan"),
        ("tari", "menari penari tarian"),
        ("masak", "masakan memasak dimasak"),
        ("kunjung", "pengunjung mengunjungi berkunjung kunjungan"),
        ("kirim", "mengirim pengiriman dikirim kiriman"),
        ("wisata", "wisatawan pariwisata berwisata"),
        ("pesan", "memesan pemesanan pesanan"),
        ("kemas", "mengemas kemasan pengemasan"),
        ("sewa", "menyewa penyewaan disewakan"),
        ("perahu", "berperahu"),
        ("story", "stories"),
        ("beach", "beaches"),
        ("cave", "caves"),
        ("island", "islands"),
        ("art", "arts"),
        ("homestay", "homestays"),
    ],
)
def test_forms_of_a_word_share_a_stem(root, forms):
    assert {stem(form) for form in forms.split()} == {stem(root)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("emas", "kemas"), ("keras", "kera"), ("batas", "bata"), ("kelas", "kela"),
        ("terasi", "asi"), ("masa", "masakan"), ("manis", "mani"), ("kapas", "kapa"),
    ],
)  # fmt: skip
def test_words_that_only_look_alike_stay_apart(one, other):
    assert stem(one) != stem(other)


def test_three_to_seven_letters_begin_a_word():
    assert list(beginnings("fermentasi")) == ["fer", "ferm", "ferme", "fermen", "ferment"]
    assert list(beginnings("madu")) == ["mad", "madu"]
    assert list(beginnings("ex")) == []
