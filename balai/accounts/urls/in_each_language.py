"""Addresses that exist in both languages, by our own names."""

from django.urls import path

from balai.accounts.views import own_account, recovery, signing_in, tokens

app_name = "accounts"
urlpatterns = [
    path("masuk/", signing_in.sign_in, name="sign_in"),
    path("masuk/kode/", recovery.recovery, name="recovery"),
    path("keluar/", signing_in.sign_out, name="sign_out"),
    path("akun/", own_account.account, name="account"),
    path("akun/token/", tokens.tokens, name="tokens"),
    path("akun/token/<int:number>/pencabutan/", tokens.revocation, name="token_revocation"),
]
