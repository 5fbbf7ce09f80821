"""Words of an invented province: what villages might show, said as they might say it."""

from typing import NamedTuple


class Thing(NamedTuple):
    """What many villages have, its sector, and what it is called in English."""

    kind: str
    sector: str
    name: str
    name_en: str


THINGS = [
    Thing(*line)
    for line in (
        ("product", "kakao", "Biji kakao fermentasi", "Fermented cocoa beans"),
        ("product", "kakao", "Cokelat batang", "Chocolate bars"),
        ("product", "kopi", "Kopi liberika", "Liberica coffee"),
        ("product", "kopi", "Kopi bubuk sangrai", "Roasted ground coffee"),
        ("product", "madu", "Madu hutan", "Forest honey"),
        ("product", "madu", "Madu kelulut", "Stingless bee honey"),
        ("product", "gula-aren", "Gula aren cetak", "Palm sugar blocks"),
        ("product", "gula-aren", "Gula semut", "Palm sugar granules"),
        ("product", "lada", "Lada putih", "White pepper"),
        ("product", "pisang", "Keripik pisang kepok", "Banana chips"),
        ("product", "pangan", "Beras gunung", "Mountain rice"),
        ("product", "pangan", "Amplang ikan pipih", "Fish crackers"),
        ("product", "ikan", "Ikan asin gabus", "Salted snakehead"),
        ("product", "nipah", "Cuka nipah", "Nipa vinegar"),
        ("product", "minyak", "Minyak kelapa", "Coconut oil"),
        ("product", "wastra", "Tenun ulap doyo", "Doyo leaf weaving"),
        ("product", "wastra", "Batik motif rotan", "Rattan pattern batik"),
        ("product", "anyaman", "Tas anyaman rotan", "Woven rattan bags"),
        ("product", "anyaman", "Tikar pandan", "Pandan mats"),
        ("product", "manik", "Kalung manik", "Bead necklaces"),
        ("product", "herbal", "Minuman jahe", "Ginger drink"),
        ("product", "tani", "Bibit durian", "Durian seedlings"),
        ("attraction", "alam", "Air terjun", "Waterfall"),
        ("attraction", "alam", "Bukit pandang", "Lookout hill"),
        ("attraction", "sungai-danau", "Danau", "Lake"),
        ("attraction", "bahari", "Pantai", "Beach"),
        ("stay", "inap", "Homestay", "Homestay"),
        ("stay", "inap", "Rumah singgah sungai", "River guesthouse"),
        ("experience", "sungai-danau", "Susur sungai dengan ketinting", "River trip by longboat"),
        ("experience", "desa-wisata", "Sehari di ladang", "A day in the fields"),
        ("culture", "budaya", "Tari penyambutan", "Welcoming dance"),
        ("culture", "budaya", "Belian dan nyanyian ladang", "Songs of the fields"),
        ("event", "festival", "Pesta panen", "Harvest feast"),
        ("event", "festival", "Festival perahu", "Boat festival"),
        ("story", "desa-wisata", "Kisah pasar terapung", "Story of the floating market"),
        ("story", "tani", "Kebun yang pulih", "The garden that recovered"),
    )
]

ADJECTIVES = [
    "pilihan", "asli", "keluarga", "segar", "lama", "baru", "halus", "utama", "muda", "pagi",
    "hulu", "hilir", "seberang", "tua", "cerah", "bersama",
]  # fmt: skip

# About half of all texts hold a sentence on harvests; see `benchmarks/visits.py`.
COMMON_WORD = "panen"
RARE_WORD = "tempoyak"
TWO_WORDS = "madu hutan"
# In so many texts, whether the province is small or large: as many results to draw.
RARE_LISTINGS = 24

HARVEST = (
    "Musim panen jatuh antara {month} dan akhir tahun.",
    "Hasil panen dikumpulkan setiap minggu di balai kampung.",
    "Sesudah panen, keluarga bekerja bersama sampai malam.",
)
QUIET = (
    "Perahu berangkat setiap pagi dari dermaga kecil di tepi sungai.",
    "Jalan tanah sepanjang delapan kilometer menghubungkan kebun dan pasar.",
    "Anak muda belajar mencatat pesanan lewat telepon genggam.",
)
SENTENCES = (
    "Dikerjakan oleh {people} di {village} sejak bertahun-tahun.",
    "Bahannya diambil dari kebun sendiri dan dari hutan di hulu.",
    "Pesanan diterima lewat telepon, lalu dikirim dengan perahu atau mobil bak.",
    "Pengunjung dipersilakan datang pada hari {day}, dan diminta memberi kabar dulu.",
    "Harga dapat berubah menurut musim dan keadaan sungai.",
    "Kelompok ini menerima pelatihan mengemas dan menghitung biaya.",
    "Listrik menyala dua belas jam, maka pengeringan memakai cahaya matahari.",
    "Airnya jernih, udaranya sejuk, dan warungnya buka sampai sore.",
)
SENTENCES_EN = (
    "Made by {people} of {village} for many years.",
    "It comes from their own gardens and from the forest upstream.",
    "Orders are taken by telephone and leave by boat.",
    "Visitors are welcome on {day} and asked to send word first.",
    "Prices change with the season and the river.",
)
PEOPLE = (
    "para ibu", "kelompok tani", "pemuda kampung", "keluarga pengrajin", "nelayan", "peladang",
)  # fmt: skip
DAYS = ("Senin", "Rabu", "Jumat", "Sabtu", "Minggu")
MONTHS = ("Maret", "Juni", "Agustus", "Oktober")
UNITS = ("kg", "bungkus", "botol", "lembar", "malam", "orang")
