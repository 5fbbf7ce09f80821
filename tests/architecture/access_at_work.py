"""The rows of the access table for lists of areas, sheets, settings of the province, photos."""

from uuid import UUID

from tests.architecture.askers import (
    HEAD,
    INES,
    MIRA,
    OFFICER,
    OTHER_OFFICER,
    PROVINCE,
    REVIEWER,
    VISITOR,
    Row,
)

SHEETS = "/kerja/sajian/lembar/"
KEY = "6f0c3a52-7c1a-4f7e-9a3b-0d3c8f6f1a11"

AT_WORK = [
    Row("portal:sheets", VISITOR, "/kerja/sajian/lembar/", 302),
    Row("portal:sheets", MIRA, "/kerja/sajian/lembar/", 200),
    Row("portal:sheets", OFFICER, "/kerja/sajian/lembar/", 404),
    Row("portal:sheet", VISITOR, "/kerja/sajian/lembar/produk/", 302),
    Row("portal:sheet", HEAD, "/kerja/sajian/lembar/produk/", 200),
    Row("portal:sheet", REVIEWER, "/kerja/sajian/lembar/produk/", 404),
    Row("portal:sheet_template", VISITOR, f"{SHEETS}produk/templat.xlsx", 302),
    Row("portal:sheet_template", MIRA, f"{SHEETS}acara/templat.xlsx", 200),
    Row("portal:sheet_template", INES, f"{SHEETS}acara/templat.xlsx?desa=64.03.01.2005", 404),
    Row(
        "portal:sheet_lines", VISITOR, f"{SHEETS}produk/6f0c3a52-7c1a-4f7e-9a3b-0d3c8f6f1a11/", 302
    ),
    Row("portal:sheet_lines", MIRA, f"{SHEETS}produk/{KEY}/", 302),
    Row("portal:area_villages", VISITOR, "/kerja/desa/", 302),
    Row("portal:area_villages", MIRA, "/kerja/desa/", 404),
    Row("portal:area_villages", HEAD, "/kerja/desa/", 404),
    Row("portal:area_villages", OFFICER, "/kerja/desa/", 200),
    Row("portal:area_villages", OFFICER, "/kerja/desa/?kab=64.02", 404),
    Row("portal:area_villages", OFFICER, "/kerja/desa/?keadaan=semua", 404),
    Row("portal:area_villages", REVIEWER, "/kerja/desa/?keadaan=diam&urut=-terakhir", 200),
    Row("portal:area_villages", PROVINCE, "/kerja/desa/?kab=64.03", 200),
    Row("portal:area_listings", VISITOR, "/kerja/daftar-sajian/", 302),
    Row("portal:area_listings", MIRA, "/kerja/daftar-sajian/", 200),
    Row("portal:area_listings", INES, "/kerja/daftar-sajian/?wilayah=64.03.01.2005", 404),
    Row("portal:area_listings", OFFICER, "/kerja/daftar-sajian/?wilayah=64.03.01.2005", 200),
    Row("portal:area_listings", OTHER_OFFICER, "/kerja/daftar-sajian/?wilayah=64.03", 404),
    Row("portal:area_listings", OTHER_OFFICER, "/kerja/daftar-sajian/?wilayah=6403", 404),
    Row("portal:area_listings", PROVINCE, "/kerja/daftar-sajian/?keadaan=semua", 404),
    Row("portal:area_listings_xlsx", VISITOR, "/kerja/daftar-sajian.xlsx", 302),
    Row("portal:area_listings_xlsx", MIRA, "/kerja/daftar-sajian.xlsx", 200),
    Row("portal:area_listings_xlsx", INES, "/kerja/daftar-sajian.xlsx?wilayah=64.03", 404),
    Row("portal:area_listings_csv", VISITOR, "/kerja/daftar-sajian.csv", 302),
    Row("portal:area_listings_csv", REVIEWER, "/kerja/daftar-sajian.csv", 200),
    Row("portal:area_listings_csv", OTHER_OFFICER, "/kerja/daftar-sajian.csv?wilayah=64.03", 404),
    Row("portal:pictures", VISITOR, "/kerja/sajian/2/gambar/", 302),
    Row("portal:pictures", MIRA, "/kerja/sajian/2/gambar/", 200),
    Row("portal:pictures", HEAD, "/kerja/sajian/1/gambar/", 200),
    Row("portal:pictures", INES, "/kerja/sajian/1/gambar/", 404),
    Row("portal:pictures", OFFICER, "/kerja/sajian/1/gambar/", 404),
    Row("portal:picture", VISITOR, "/kerja/gambar/1/", 302),
    Row("portal:picture", MIRA, "/kerja/gambar/1/", 405),
    Row("portal:picture_cover", VISITOR, "/kerja/gambar/1/sampul/", 302),
    Row("portal:picture_cover", MIRA, "/kerja/gambar/1/sampul/", 405),
    Row("portal:picture_removal", VISITOR, "/kerja/gambar/1/penghapusan/", 302),
    Row("portal:picture_removal", MIRA, "/kerja/gambar/1/penghapusan/", 405),
    Row("portal:uploads", VISITOR, "/kerja/unggah/", 302),
    Row("portal:uploads", MIRA, "/kerja/unggah/", 405),
    Row("portal:upload", VISITOR, f"/kerja/unggah/{UUID(int=7)}/", 302),
    Row("portal:upload", MIRA, f"/kerja/unggah/{UUID(int=7)}/", 404),
]
