"""Whoever reads the database makes no codes of what stands in it."""

from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.core.management import CommandError, call_command

from balai.accounts.actions.second_factors import add_app, use_code
from balai.accounts.errors import CodeDoesNotFit
from balai.accounts.queries.second_factors import second_factors_of, secret_of, spare_codes_of
from balai.accounts.tests.entering import SECRET, code_now, enter, make_mira, make_officer
from tests.factories import NOON

pytestmark = pytest.mark.django_db

sealing = import_module("balai.accounts.migrations.0009_second_keys_are_sealed")


def make_sealed():
    """Let Mira have an app and spare codes."""
    mira = make_mira()
    add_app(mira, SECRET, code=code_now(), by=mira, now=NOON)
    return mira


def kept():
    return {row.type: row.data for row in Authenticator.objects.all()}


def test_neither_the_secret_nor_the_seed_can_be_read_in_the_database():
    mira = make_sealed()

    rows = kept()

    assert SECRET not in str(rows)
    assert secret_of(Authenticator.objects.get(type="totp")) == SECRET
    assert len(rows["recovery_codes"]["seed"]) > len(RecoveryCodes.generate_seed())
    use_code(mira, spare_codes_of(mira)[0], now=NOON)


def test_what_lay_open_is_sealed_by_the_migration_and_opened_by_its_way_back():
    mira = make_sealed()
    codes = spare_codes_of(mira)
    sealing.unseal(apps, None)
    open_rows = kept()

    sealing.seal(apps, None)

    assert open_rows["totp"]["secret"] == SECRET
    assert SECRET not in str(kept())
    assert spare_codes_of(mira) == codes
    use_code(mira, code_now(), now=NOON)
    sealing.unseal(apps, None)
    assert kept()["recovery_codes"]["seed"] == open_rows["recovery_codes"]["seed"]


def test_sealing_again_makes_an_earlier_secret_needless(settings, capsys):
    mira = make_sealed()
    codes = spare_codes_of(mira)
    first, settings.SECRET_KEY = settings.SECRET_KEY, "a-new-secret-of-the-hall"
    settings.SECRET_KEY_FALLBACKS = [first]

    call_command("seal_again")

    settings.SECRET_KEY_FALLBACKS = []
    assert capsys.readouterr().out == "Sealed again: 2.\n"
    assert spare_codes_of(mira) == codes
    use_code(mira, code_now(), now=NOON)


def test_what_no_known_secret_opens_is_left_as_it_is(settings):
    make_sealed()
    before = kept()
    settings.SECRET_KEY = "a-new-secret-of-the-hall"  # noqa: S105

    with pytest.raises(CommandError, match="BALAI_SECRET_KEY_FALLBACKS"):
        call_command("seal_again")

    assert kept() == before


def test_a_key_that_cannot_be_opened_fits_no_more_and_breaks_no_page(client, caplog):
    mira = make_sealed()
    codes = spare_codes_of(mira)
    enter(client)
    Authenticator.objects.update(data={"secret": "b3Blbg==", "seed": "b3Blbg==", "used_mask": 0})

    page = client.get("/akun/kunci-kedua/")

    assert page.status_code == 200
    assert second_factors_of(mira).codes_left == 0
    for code in (code_now(), codes[0]):
        with pytest.raises(CodeDoesNotFit):
            use_code(mira, code, now=NOON)
    assert "BALAI_SECRET_KEY_FALLBACKS" in caplog.text


def test_text_that_was_never_sealed_opens_nothing():
    mira = make_officer()
    Authenticator.objects.filter(type="totp").update(data={"secret": SECRET})

    with pytest.raises(CodeDoesNotFit):
        use_code(mira, code_now(), now=NOON)
