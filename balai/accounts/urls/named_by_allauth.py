"""The same addresses by the names that django-allauth and what is written for it look for."""

from django.urls import path

from balai.accounts.urls import in_each_language

_NAMES = {
    "account_login": "sign_in",
    "account_logout": "sign_out",
    "account_reset_password": "forgotten_password",
    "account_change_password": "password",
    "account_reauthenticate": "confirm",
    "mfa_authenticate": "second_step",
    "mfa_reauthenticate": "confirm",
    "mfa_index": "second_factor",
    "mfa_activate_totp": "app",
    "mfa_view_recovery_codes": "spare_codes",
    "mfa_list_webauthn": "passkeys",
    "mfa_login_webauthn": "passkey_sign_in",
    "usersessions_list": "sessions",
}
_ours = {pattern.name: pattern for pattern in in_each_language.urlpatterns}
urlpatterns = [
    path(str(_ours[name].pattern), _ours[name].callback, name=theirs)
    for theirs, name in _NAMES.items()
]
