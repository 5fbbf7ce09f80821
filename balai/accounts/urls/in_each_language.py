"""Addresses that exist in both languages, by our own names."""

from django.urls import path

from balai.accounts.urls.late import late
from balai.accounts.views import (
    own_account,
    passwords,
    recovery,
    second_factor,
    second_step,
    sessions,
    signing_in,
    tokens,
)

_PASSKEYS = "balai.accounts.views.passkeys"

app_name = "accounts"
urlpatterns = [
    path("masuk/", signing_in.sign_in, name="sign_in"),
    path("masuk/kode/", recovery.recovery, name="recovery"),
    path("masuk/kunci-sandi/", late(f"{_PASSKEYS}.passkey_sign_in"), name="passkey_sign_in"),
    path("masuk/langkah-kedua/", second_step.second_step, name="second_step"),
    path(
        "masuk/langkah-kedua/kunci-sandi/",
        late(f"{_PASSKEYS}.passkey_second_step"),
        name="passkey_second_step",
    ),
    path("masuk/lupa/", passwords.forgotten_password, name="forgotten_password"),
    path("masuk/sandi-baru/<str:key>/", passwords.password_link, name="password_link"),
    path("keluar/", signing_in.sign_out, name="sign_out"),
    path("akun/", own_account.account, name="account"),
    path("akun/token/", tokens.tokens, name="tokens"),
    path("akun/token/<int:number>/pencabutan/", tokens.revocation, name="token_revocation"),
    path("akun/nama/", own_account.name, name="name"),
    path("akun/nomor/", own_account.number, name="number"),
    path("akun/email/", own_account.email, name="email"),
    path("akun/email/<str:key>/", own_account.email_link, name="email_link"),
    path("akun/kata-sandi/", passwords.password, name="password"),
    path("akun/pastikan/", second_step.confirm, name="confirm"),
    path(
        "akun/pastikan/kunci-sandi/", late(f"{_PASSKEYS}.passkey_confirm"), name="passkey_confirm"
    ),
    path("akun/kunci-kedua/", second_factor.second_factor, name="second_factor"),
    path("akun/kunci-kedua/aplikasi/", second_factor.app, name="app"),
    path("akun/kunci-kedua/aplikasi/akhir/", second_factor.app_end, name="app_end"),
    path("akun/kunci-kedua/cadangan/", second_factor.spare_codes, name="spare_codes"),
    path("akun/kunci-sandi/", second_factor.passkeys, name="passkeys"),
    path("akun/kunci-sandi/baru/", late(f"{_PASSKEYS}.passkey_add"), name="passkey_add"),
    path("akun/kunci-sandi/<int:number>/akhir/", second_factor.passkey_end, name="passkey_end"),
    path("akun/sesi/", sessions.sessions, name="sessions"),
    path("akun/sesi/akhir/", sessions.sessions_end, name="sessions_end"),
    path("akun/sesi/<int:number>/akhir/", sessions.session_end, name="session_end"),
]
