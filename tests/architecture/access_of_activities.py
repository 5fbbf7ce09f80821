"""The rows of the access table for activities. Session 9001 is public, 9002 for those invited.

Participant 9001 stands on the lists of Merasa.
"""

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

# Who plans in Merasa, and who does not; what only they find. The village of Ines is not there.
PLANNING = {
    VISITOR: 302, MIRA: 200, HEAD: 200, OFFICER: 404, PROVINCE: 404,
    INES: 404, OTHER_OFFICER: 404, REVIEWER: 404,
}  # fmt: skip
INVITED = PLANNING | {OFFICER: 200, PROVINCE: 200}


def _rows(route: str, address: str, statuses: dict[str, int]) -> list[Row]:
    return [Row(route, person, address, status) for person, status in statuses.items()]


OF_ACTIVITIES = [
    Row("crawlers:sessions_sitemap", VISITOR, "/sitemap-sessions.xml", 200),
    Row("portal:sessions", VISITOR, "/kegiatan/", 200),
    Row("portal:sessions", VISITOR, "/kegiatan/?kab=64.03", 200),
    Row("portal:sessions", VISITOR, "/kegiatan/?kab=64.99", 404),
    Row("portal:session_by_number", VISITOR, "/kegiatan/9001/", 301),
    Row("portal:session_by_number", VISITOR, "/kegiatan/9002/", 404),
    Row("portal:session", VISITOR, "/kegiatan/9001/foto-dan-harga-jujur/", 200),
    Row("portal:session", VISITOR, "/kegiatan/9002/foto-dan-harga-jujur/", 404),
    Row("portal:session", MIRA, "/kegiatan/9002/foto-dan-harga-jujur/", 404),
    *_rows(
        "activities:sessions",
        "/kerja/kegiatan/",
        PLANNING | dict.fromkeys((OFFICER, PROVINCE, INES, OTHER_OFFICER, REVIEWER), 200),
    ),
    *_rows("activities:new_session", "/kerja/kegiatan/baru/", PLANNING),
    Row("activities:new_session", INES, "/kerja/kegiatan/baru/?desa=64.03.01.2005", 404),
    Row("activities:session", VISITOR, "/kerja/kegiatan/9001/", 302),
    Row("activities:session", INES, "/kerja/kegiatan/9001/", 200),
    *_rows("activities:session", "/kerja/kegiatan/9002/", INVITED),
    *_rows("activities:session_change", "/kerja/kegiatan/9001/perubahan/", PLANNING),
    *_rows("activities:postponement", "/kerja/kegiatan/9001/penundaan/", PLANNING),
    *_rows("activities:cancellation", "/kerja/kegiatan/9001/pembatalan/", PLANNING),
    *_rows("activities:day", "/kerja/kegiatan/9001/hari/", PLANNING),
    Row("activities:next_part", VISITOR, "/kerja/kegiatan/9001/sesi-berikut/", 302),
    *_rows("activities:attendance", "/kerja/kegiatan/9001/hadir/", PLANNING),
    *_rows("activities:attendance_trail", "/kerja/kegiatan/9001/hadir/jejak/", PLANNING),
    Row("activities:walk_ins", VISITOR, "/kerja/kegiatan/9001/hadir/pendatang/", 302),
    Row("activities:walk_ins", MIRA, "/kerja/kegiatan/9001/hadir/pendatang/", 405),
    Row("activities:head_counts", VISITOR, "/kerja/kegiatan/9001/hadir/hitungan/", 302),
    Row("activities:head_counts", MIRA, "/kerja/kegiatan/9001/hadir/hitungan/", 405),
    *_rows("activities:sheet", "/kerja/kegiatan/9001/lembar/", PLANNING),
    *_rows("channels:session_sheet", "/kerja/kegiatan/9001/lembar.pdf", PLANNING),
    *_rows("channels:door_poster", "/kerja/kegiatan/9001/pintu.pdf", PLANNING),
    Row("channels:session_poster", VISITOR, "/kegiatan/9001/poster.pdf", 200),
    Row("channels:session_poster", MIRA, "/kegiatan/9002/poster.pdf", 404),
    Row("channels:village_calendar", VISITOR, "/desa/64.03.01.2005/kegiatan.ics", 200),
    Row("channels:village_calendar", VISITOR, "/desa/64.03.01.2099/kegiatan.ics", 404),
    Row("channels:own_calendar", VISITOR, "/kalender/made-up/kegiatan.ics", 404),
    *_rows(
        "activities:reach",
        "/kerja/kegiatan/jangkauan/",
        INVITED | {INES: 200, OTHER_OFFICER: 200},
    ),
    Row("activities:reach", OFFICER, "/kerja/kegiatan/jangkauan/?hari=7", 404),
    Row("activities:calendar", VISITOR, "/kerja/kegiatan/kalender/", 302),
    Row("activities:calendar", INES, "/kerja/kegiatan/kalender/", 200),
    Row("activities:calendar_revocation", VISITOR, "/kerja/kegiatan/kalender/penarikan/", 302),
    Row("activities:calendar_revocation", MIRA, "/kerja/kegiatan/kalender/penarikan/", 405),
    Row("activities:door", VISITOR, "/hadir/9001/MADEUP22/", 404),
    Row("activities:door", MIRA, "/hadir/9001/MADEUP22/", 404),
    Row("activities:own_coming", VISITOR, "/hadir/9001/MADEUP22/saya/", 302),
    Row("activities:own_coming", MIRA, "/hadir/9001/MADEUP22/saya/", 405),
    Row("activities:door_passed", VISITOR, "/hadir/9001/MADEUP22/terima-kasih/", 404),
    *_rows("activities:participants", "/kerja/peserta/", PLANNING),
    Row("activities:participants", INES, "/kerja/peserta/?desa=64.03.01.2005", 404),
    *_rows("activities:new_participant", "/kerja/peserta/baru/", PLANNING),
    *_rows("activities:participant", "/kerja/peserta/9001/", PLANNING),
    Row("activities:merging", VISITOR, "/kerja/peserta/9001/penyatuan/", 302),
    Row("activities:merging", MIRA, "/kerja/peserta/9001/penyatuan/", 405),
    Row("activities:next_part", MIRA, "/kerja/kegiatan/9001/sesi-berikut/", 405),
]
