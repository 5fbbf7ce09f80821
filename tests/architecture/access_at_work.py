"""The rows of the access table for lists of areas, sheets and settings of the province."""

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

AT_WORK = [
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
]
