"""The workroom's pages about activities. Words in addresses are Indonesian in both languages."""

from django.urls import path

from balai.activities.views import (
    attendance,
    calendars,
    certificates,
    check_items,
    checks,
    courses,
    days,
    doors,
    inclusion,
    learning,
    lesson_pictures,
    lessons,
    participants,
    photos,
    recordings,
    sessions,
)

app_name = "activities"

urlpatterns = [
    path("kerja/kegiatan/", sessions.sessions, name="sessions"),
    path("kerja/kegiatan/baru/", sessions.new_session, name="new_session"),
    path("kerja/kegiatan/<int:number>/", sessions.session, name="session"),
    path("kerja/kegiatan/<int:number>/perubahan/", sessions.session_change, name="session_change"),
    path("kerja/kegiatan/<int:number>/penundaan/", sessions.postponement, name="postponement"),
    path("kerja/kegiatan/<int:number>/pembatalan/", sessions.cancellation, name="cancellation"),
    path("kerja/kegiatan/<int:number>/sesi-berikut/", sessions.next_part, name="next_part"),
    path("kerja/kegiatan/<int:number>/hari/", days.day, name="day"),
    path("kerja/kegiatan/<int:number>/hadir/", attendance.attendance, name="attendance"),
    path("kerja/kegiatan/<int:number>/hadir/pendatang/", attendance.walk_ins, name="walk_ins"),
    path("kerja/kegiatan/<int:number>/hadir/hitungan/", attendance.head_counts, name="head_counts"),
    path(
        "kerja/kegiatan/<int:number>/hadir/jejak/",
        attendance.attendance_trail,
        name="attendance_trail",
    ),
    path("kerja/kegiatan/<int:number>/lembar/", attendance.sheet, name="sheet"),
    path("kerja/kegiatan/<int:number>/foto/", photos.photos, name="photos"),
    path("kerja/kegiatan/<int:number>/foto/<int:photo_number>/", photos.photo, name="photo"),
    path(
        "kerja/kegiatan/<int:number>/foto/<int:photo_number>/penghapusan/",
        photos.photo_removal,
        name="photo_removal",
    ),
    path("kerja/kegiatan/jangkauan/", inclusion.reach, name="reach"),
    path("kerja/kegiatan/kalender/", calendars.calendar, name="calendar"),
    path(
        "kerja/kegiatan/kalender/penarikan/",
        calendars.calendar_revocation,
        name="calendar_revocation",
    ),
    path("hadir/<int:number>/<str:code>/", doors.door, name="door"),
    path("hadir/<int:number>/<str:code>/saya/", doors.own_coming, name="own_coming"),
    path("hadir/<int:number>/<str:code>/terima-kasih/", doors.door_passed, name="door_passed"),
    path("kerja/peserta/", participants.participants, name="participants"),
    path("kerja/peserta/baru/", participants.new_participant, name="new_participant"),
    path("kerja/peserta/<int:number>/", participants.participant, name="participant"),
    path("kerja/peserta/<int:number>/penyatuan/", participants.merging, name="merging"),
    path("kerja/kegiatan/<int:number>/cek/", checks.check, name="check"),
    path("kerja/kegiatan/<int:number>/cek/langkah/", checks.check_step, name="check_step"),
    path("kerja/kegiatan/<int:number>/cek/kertas/", checks.papers, name="papers"),
    path("kerja/kegiatan/<int:number>/cek/dibacakan/", checks.read_aloud, name="read_aloud"),
    path("kerja/kegiatan/<int:number>/sertifikat/", certificates.certificates, name="certificates"),
    path("kerja/sertifikat/<int:number>/pencabutan/", certificates.revocation, name="revocation"),
    path("kursus/<slug:slug>/sertifikat/", certificates.own_certificate, name="own_certificate"),
    path("belajar/sertifikat/<int:number>/nama/", certificates.shown_name, name="shown_name"),
    path("kerja/kursus/", courses.courses, name="courses"),
    path("kerja/kursus/baru/", courses.new_course, name="new_course"),
    path("kerja/kursus/<slug:slug>/", courses.course, name="course"),
    path("kerja/kursus/<slug:slug>/langkah/", courses.course_step, name="course_step"),
    path("kerja/kursus/<slug:slug>/kuis.gift", courses.quiz_file, name="quiz_file"),
    path(
        "kerja/kursus/<slug:slug>/gambar/", lesson_pictures.lesson_pictures, name="lesson_pictures"
    ),
    path(
        "kerja/kursus/<slug:slug>/gambar/<slug:name>/penghapusan/",
        lesson_pictures.lesson_picture_removal,
        name="lesson_picture_removal",
    ),
    path("kerja/kursus/<slug:slug>/<int:number>/", courses.lesson, name="written_lesson"),
    path("kerja/pelajaran/<int:number>/tempat/", lessons.lesson_place, name="lesson_place"),
    path(
        "kerja/pelajaran/<int:number>/penghapusan/", lessons.lesson_removal, name="lesson_removal"
    ),
    path(
        "kerja/pelajaran/<int:number>/suara/",
        recordings.lesson_recordings,
        name="lesson_recordings",
    ),
    path(
        "kerja/pelajaran/<int:number>/suara/penghapusan/",
        recordings.recording_removal,
        name="recording_removal",
    ),
    path("kerja/cek/", check_items.check_items, name="check_items"),
    path("kerja/cek/baru/", check_items.new_check_item, name="new_check_item"),
    path("kerja/cek/<slug:slug>/", check_items.check_item, name="check_item"),
    path("kerja/cek/<slug:slug>/langkah/", check_items.check_item_step, name="check_item_step"),
    path("belajar/", learning.learning, name="learning"),
    path("belajar/kuis/<int:number>/", learning.quiz_result, name="quiz_result"),
    path("kursus/<slug:slug>/<int:number>/selesai/", learning.lesson_done, name="lesson_done"),
    path("kursus/<slug:slug>/kuis/jawaban/", learning.quiz_try, name="quiz_try"),
]
