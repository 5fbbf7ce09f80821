"""Doors at which nobody who walks by finds anything: the workroom, and the way to a chat."""

from tests.doors_of_activities import OF_ACTIVITIES
from tests.doors_of_communities import OF_COMMUNITIES

DOORS_AT_WORK = [
    ("portal:chat", "/{kind}/{number}/wa/"),
    ("portal:village_chat", "/desa/64.02.08.2009/wa/{seller}/"),
    *OF_COMMUNITIES,
    *OF_ACTIVITIES,
    ("portal:pictures", "/kerja/sajian/{number}/gambar/"),
    ("portal:picture", "/kerja/gambar/{photo_number}/"),
    ("portal:picture_cover", "/kerja/gambar/{photo_number}/sampul/"),
    ("portal:picture_removal", "/kerja/gambar/{photo_number}/penghapusan/"),
    ("portal:uploads", "/kerja/unggah/"),
    ("portal:upload", "/kerja/unggah/00000000-0000-0000-0000-000000000007/"),
    ("intake:worker", "/sw.js"),
    ("intake:who", "/kirim/siapa/"),
    ("intake:offline", "/kirim/luring/"),
    ("portal:sent_items", "/kerja/kiriman/"),
    ("portal:sent_file", "/kerja/kiriman/berkas/"),
    ("portal:sent_item", "/kerja/kiriman/6f0c3a52-7c1a-4f7e-9a3b-0d3c8f6f1a11/"),
    ("portal:sent_again", "/kerja/kiriman/6f0c3a52-7c1a-4f7e-9a3b-0d3c8f6f1a11/pengulangan/"),
    ("portal:sent_handover", "/kerja/kiriman/6f0c3a52-7c1a-4f7e-9a3b-0d3c8f6f1a11/penyerahan/"),
    ("portal:sent_aside", "/kerja/kiriman/6f0c3a52-7c1a-4f7e-9a3b-0d3c8f6f1a11/pengesampingan/"),
    ("portal:sheets", "/kerja/sajian/lembar/"),
    ("portal:sheet", "/kerja/sajian/lembar/{kind}/"),
    ("portal:sheet_template", "/kerja/sajian/lembar/{kind}/templat.xlsx"),
    (
        "portal:sheet_lines",
        "/kerja/sajian/lembar/{kind}/6f0c3a52-7c1a-4f7e-9a3b-0d3c8f6f1a11/",
    ),
    ("portal:settings", "/kerja/pengaturan/"),
    ("portal:setting_reviewer", "/kerja/pengaturan/peninjau/{kind}/"),
    ("portal:setting_new_sector", "/kerja/pengaturan/sektor/"),
    ("portal:setting_sector", "/kerja/pengaturan/sektor/tenun/"),
    ("portal:setting_synonyms", "/kerja/pengaturan/sinonim/"),
    ("portal:setting_local_term", "/kerja/pengaturan/istilah/64.02/"),
]
