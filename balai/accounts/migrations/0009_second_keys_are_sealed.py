"""Secrets of apps and seeds of spare codes are sealed, as `core.sealing` seals from now on.

What understands ciphers is read only where there is something to seal: every process that
looks for migrations reads this file.
"""

from base64 import urlsafe_b64encode
from importlib import import_module

from django.conf import settings
from django.db import migrations

_SEALED = {"totp": "secret", "recovery_codes": "seed"}
_PURPOSE = "second factor"


def seal(apps, schema_editor):
    _rewrite(apps, lambda keys, text: keys.encrypt(text.encode()).decode())


def unseal(apps, schema_editor):
    _rewrite(apps, lambda keys, text: keys.decrypt(text.encode()).decode())


def _rewrite(apps, turn):
    rows = apps.get_model("mfa", "Authenticator").objects.filter(type__in=_SEALED)
    keys = _keys() if rows.exists() else None
    for row in rows.order_by("pk"):
        name = _SEALED[row.type]
        row.data = row.data | {name: turn(keys, row.data[name])}
        row.save(update_fields=["data"])


def _keys():
    fernet = import_module("cryptography.fernet")
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return fernet.MultiFernet([fernet.Fernet(_key(secret)) for secret in secrets])


def _key(secret):
    hashes = import_module("cryptography.hazmat.primitives.hashes")
    hkdf = import_module("cryptography.hazmat.primitives.kdf.hkdf").HKDF
    info = f"balai.sealing {_PURPOSE}".encode()
    derived = hkdf(hashes.SHA256(), length=32, salt=None, info=info).derive(secret.encode())
    return urlsafe_b64encode(derived)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_the_system_invites"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal, unseal)]
