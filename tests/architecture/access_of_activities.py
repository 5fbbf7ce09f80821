"""The rows of the access table for activities. Session 9001 is public, 9002 for those invited.

Participant 9001 stands on the lists of Merasa. Of the public session are photo 9001, with the
key of the letters "c", and 9002 of "d", which is kept to those who lead; the other has 9003,
of "e". A lesson shows the picture of "f"; that of "1" is brought for a draft.
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
SIGNED_IN = PLANNING | dict.fromkeys(
    (MIRA, HEAD, OFFICER, PROVINCE, INES, OTHER_OFFICER, REVIEWER), 200
)
# Nobody else's results; what is only sent, not read.
SIGNED_IN_ONLY = {person: 404 if status == 200 else status for person, status in SIGNED_IN.items()}
POSTED = {person: 405 if status == 200 else status for person, status in SIGNED_IN.items()}
OF_THE_PROVINCE = SIGNED_IN_ONLY | {PROVINCE: 200}
INVITED = PLANNING | {OFFICER: 200, PROVINCE: 200}
# Files of photos: to a visitor they are there or they are not.
EVERYBODY = dict.fromkeys(PLANNING, 200)
DRAWN_UP = dict.fromkeys(PLANNING, 404) | {PROVINCE: 200}
LEADING = PLANNING | {VISITOR: 404}
INVITED_OR_NOBODY = INVITED | {VISITOR: 404}


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
    Row("portal:courses", VISITOR, "/kursus/", 200),
    Row("portal:course", VISITOR, "/kursus/keamanan/", 200),
    Row("portal:course", VISITOR, "/kursus/tidak-ada/", 404),
    Row("portal:lesson", VISITOR, "/kursus/keamanan/1/", 200),
    Row("portal:lesson", VISITOR, "/kursus/keamanan/9/", 404),
    Row("portal:quiz", VISITOR, "/kursus/keamanan/kuis/", 200),
    Row("portal:find_check", VISITOR, "/cek/", 200),
    Row("portal:find_check", VISITOR, "/cek/?kode=ABC234", 302),
    Row("portal:check", VISITOR, "/cek/ABC234/", 200),
    Row("portal:check", VISITOR, "/cek/XXXXXX/", 404),
    Row("portal:check_sent", VISITOR, "/cek/ABC234/terkirim/", 200),
    Row("portal:check_sent", VISITOR, "/cek/XXXXXX/terkirim/", 404),
    *_rows("activities:check", "/kerja/kegiatan/9001/cek/", PLANNING),
    *_rows("activities:papers", "/kerja/kegiatan/9001/cek/kertas/", PLANNING),
    *_rows("activities:papers", "/kerja/kegiatan/9002/cek/kertas/", SIGNED_IN_ONLY),
    *_rows("activities:read_aloud", "/kerja/kegiatan/9001/cek/dibacakan/", PLANNING),
    *_rows("channels:check_paper", "/kerja/kegiatan/9001/cek/lembar.pdf", PLANNING),
    *_rows("activities:check_step", "/kerja/kegiatan/9001/cek/langkah/", POSTED),
    Row("portal:certificates", VISITOR, "/sertifikat/", 200),
    Row("portal:certificates", VISITOR, "/sertifikat/?nomor=7K2M9QXR4TVB", 302),
    Row("portal:certificate", VISITOR, "/sertifikat/7K2M-9QXR-4TVB/", 200),
    Row("portal:certificate", VISITOR, "/sertifikat/7k2m9qxr4tvb/", 301),
    Row("portal:certificate", VISITOR, "/sertifikat/AAAA-BBBB-CCCC/", 404),
    Row("crawlers:well_known_keys", VISITOR, "/.well-known/jwks.json", 200),
    Row("crawlers:badge_issuer", VISITOR, "/sertifikat/penerbit.json", 200),
    Row("crawlers:badge_keys", VISITOR, "/sertifikat/kunci.json", 200),
    Row("crawlers:badges_revoked", VISITOR, "/sertifikat/dicabut.json", 200),
    Row("crawlers:badge", VISITOR, "/sertifikat/7K2M-9QXR-4TVB/lencana.jwt", 200),
    Row("crawlers:badge", VISITOR, "/sertifikat/AAAA-BBBB-CCCC/lencana.jwt", 404),
    *_rows("crawlers:certificate", "/sertifikat/7K2M-9QXR-4TVB/sertifikat.pdf", INVITED),
    *_rows("activities:certificates", "/kerja/kegiatan/9001/sertifikat/", PLANNING),
    *_rows("activities:revocation", "/kerja/sertifikat/9001/pencabutan/", INVITED),
    *_rows("activities:own_certificate", "/kursus/keamanan/sertifikat/", POSTED),
    *_rows("activities:shown_name", "/belajar/sertifikat/9001/nama/", POSTED),
    *_rows("activities:courses", "/kerja/kursus/", OF_THE_PROVINCE),
    *_rows("activities:new_course", "/kerja/kursus/baru/", OF_THE_PROVINCE),
    *_rows("activities:course", "/kerja/kursus/keamanan/", OF_THE_PROVINCE),
    *_rows("activities:quiz_file", "/kerja/kursus/keamanan/kuis.gift", OF_THE_PROVINCE),
    *_rows("activities:written_lesson", "/kerja/kursus/keamanan/1/", SIGNED_IN_ONLY),
    *_rows("activities:course_step", "/kerja/kursus/keamanan/langkah/", POSTED),
    *_rows("activities:lesson_place", "/kerja/pelajaran/9001/tempat/", POSTED),
    *_rows("activities:lesson_removal", "/kerja/pelajaran/9001/penghapusan/", POSTED),
    *_rows("activities:lesson_recordings", "/kerja/pelajaran/9001/suara/", SIGNED_IN_ONLY),
    *_rows("activities:recording_removal", "/kerja/pelajaran/9001/suara/penghapusan/", POSTED),
    Row("crawlers:recording", VISITOR, f"/suara/{'a' * 32}-9.mp3", 404),
    Row("crawlers:recording", PROVINCE, f"/suara/{'a' * 32}-9.mp3", 404),
    *_rows("activities:guests", "/kerja/kegiatan/9001/tamu/", PLANNING),
    *_rows("activities:guest_end", "/kerja/tamu/9001/akhir/", POSTED),
    Row("portal:guest_invitation", VISITOR, "/tamu/nonsense/", 410),
    Row("portal:guest_invitation", MIRA, "/tamu/nonsense/", 410),
    *_rows("activities:check_items", "/kerja/cek/", OF_THE_PROVINCE),
    *_rows("activities:new_check_item", "/kerja/cek/baru/", OF_THE_PROVINCE),
    *_rows("activities:check_item", "/kerja/cek/skills/", OF_THE_PROVINCE),
    *_rows("activities:check_item_step", "/kerja/cek/skills/langkah/", POSTED),
    *_rows("activities:learning", "/belajar/", SIGNED_IN),
    *_rows("activities:quiz_result", "/belajar/kuis/9001/", SIGNED_IN_ONLY),
    *_rows("activities:lesson_done", "/kursus/keamanan/1/selesai/", POSTED),
    *_rows("activities:quiz_try", "/kursus/keamanan/kuis/jawaban/", POSTED),
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
    *_rows("activities:photos", "/kerja/kegiatan/9001/foto/", PLANNING),
    *_rows("activities:photos", "/kerja/kegiatan/9002/foto/", PLANNING),
    *_rows("activities:photo", "/kerja/kegiatan/9001/foto/9001/", PLANNING),
    *_rows("activities:photo", "/kerja/kegiatan/9001/foto/9002/", PLANNING),
    *_rows("activities:photo", "/kerja/kegiatan/9002/foto/9001/", SIGNED_IN_ONLY),
    *_rows("activities:photo_removal", "/kerja/kegiatan/9001/foto/9001/penghapusan/", POSTED),
    *_rows("pictures:session_photo", f"/gambar/kegiatan/{'c' * 32}-960.jpg", EVERYBODY),
    *_rows("pictures:session_photo", f"/gambar/kegiatan/{'d' * 32}-960.jpg", LEADING),
    *_rows("pictures:session_photo", f"/gambar/kegiatan/{'e' * 32}-960.jpg", INVITED_OR_NOBODY),
    Row("pictures:session_photo", VISITOR, f"/gambar/kegiatan/{'c' * 32}-961.jpg", 404),
    Row("pictures:session_photo", MIRA, f"/gambar/kegiatan/{'f' * 32}-960.jpg", 404),
    *_rows("activities:lesson_pictures", "/kerja/kursus/keamanan/gambar/", OF_THE_PROVINCE),
    *_rows(
        "activities:lesson_picture_removal",
        "/kerja/kursus/keamanan/gambar/panen/penghapusan/",
        POSTED,
    ),
    *_rows("pictures:lesson_picture", f"/gambar/kursus/{'f' * 32}-480.webp", EVERYBODY),
    *_rows("pictures:lesson_picture", f"/gambar/kursus/{'1' * 32}-480.webp", DRAWN_UP),
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
