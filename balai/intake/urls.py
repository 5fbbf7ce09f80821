"""What a phone asks for beside pages. The service worker stands at the root: it answers for all."""

from django.urls import path

from balai.intake import views

app_name = "intake"

urlpatterns = [
    path("sw.js", views.worker, name="worker"),
    path("kirim/siapa/", views.who, name="who"),
    path("kirim/luring/", views.offline, name="offline"),
]
