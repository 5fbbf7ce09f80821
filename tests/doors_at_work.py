"""Doors of the workroom at which nobody who walks by finds anything."""

DOORS_AT_WORK = [
    ("portal:pictures", "/kerja/sajian/{number}/gambar/"),
    ("portal:picture", "/kerja/gambar/{photo_number}/"),
    ("portal:picture_cover", "/kerja/gambar/{photo_number}/sampul/"),
    ("portal:picture_removal", "/kerja/gambar/{photo_number}/penghapusan/"),
    ("portal:uploads", "/kerja/unggah/"),
    ("portal:upload", "/kerja/unggah/00000000-0000-0000-0000-000000000007/"),
]
