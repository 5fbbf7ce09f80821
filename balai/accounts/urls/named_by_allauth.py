"""The same addresses by the names that django-allauth looks for."""

from django.urls import path

from balai.accounts.views import signing_in

urlpatterns = [
    path("masuk/", signing_in.sign_in, name="account_login"),
    path("keluar/", signing_in.sign_out, name="account_logout"),
]
