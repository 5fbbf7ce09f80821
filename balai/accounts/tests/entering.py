"""Coming in as people do: by the forms, with a password and a second key."""

from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache

from balai.accounts.queries.second_factors import code_of_the_moment
from tests.factories import make_person, make_role

PASSWORD = "perahu-ketinting-64"  # noqa: S105
SECRET = "BALAIUJISAJAAAAA234567ABCDEFGHIJ"  # noqa: S105


def make_mira(**fields):
    """Make somebody known by address and number, with a password."""
    mira = make_person("Mira", phone_number="0812-3456-7890", **fields)
    mira.set_password(PASSWORD)
    mira.save()
    return mira


def make_officer(*, with_app=True, kind="regency_officer", area_code="64.03"):
    """Make Mira an officer of Berau."""
    mira = make_mira()
    make_role("Mira", kind, area_code)
    if with_app:
        TOTP.activate(mira, SECRET)
    return mira


def sign_in(client, known_as="mira@balai.example", password=PASSWORD, **more):
    return client.post("/masuk/", {"known_as": known_as, "password": password, **more})


def code_now():
    """Read the app once more, as if half a minute had passed: a code counts once."""
    cache.clear()
    return code_of_the_moment(SECRET)


def enter(client):
    """Take both steps."""
    sign_in(client)
    return client.post("/masuk/langkah-kedua/", {"code": code_now()})
