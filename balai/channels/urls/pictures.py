"""Files of pictures: the same in each language, and for whoever may see them."""

from django.urls import path

import balai.catalogue.paths
import balai.photos.files  # noqa: F401  (register <picture_numbers:…> and <picture_file:…>)
from balai.channels.views import photos

app_name = "pictures"

urlpatterns = [
    path("<picture_file:file>", photos.picture, name="file"),
    path("kegiatan/<picture_file:file>", photos.session_photo, name="session_photo"),
    path("kursus/<picture_file:file>", photos.lesson_picture, name="lesson_picture"),
    path("<picture_numbers:numbers>.avif.svg", photos.thumbs, {"ending": "avif"}, name="thumbs"),
    path("<picture_numbers:numbers>.jpg.svg", photos.thumbs, {"ending": "jpg"}, name="old_thumbs"),
]
