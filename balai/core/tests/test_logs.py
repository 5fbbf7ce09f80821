import logging

import pytest

from balai.core.logs import WithoutSecrets
from balai.core.tokens import new_token


def logged(message, *words):
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, words, None)
    WithoutSecrets().filter(record)
    return record.getMessage()


@pytest.mark.parametrize("address", ["/undangan/{}/", "/en/undangan/{}/", "/undangan/{}"])
def test_the_secret_of_a_link_does_not_stand_in_the_log(address):
    token = new_token()

    assert token not in logged("%s: %s", "Gone", address.format(token))


def test_the_key_of_a_new_password_does_not_stand_in_the_log():
    key = f"MQ-cxyz12-{'0a' * 16}"

    assert key not in logged("%s: %s", "Unprocessable Entity", f"/masuk/sandi-baru/{key}/")


def test_other_addresses_are_logged_as_they_are():
    path = "/desa/64.03.01.2005/kampung-merasa-di-tepi-sungai-kelay-yang-jernih/"

    assert logged("%s: %s", "Not Found", path) == f"Not Found: {path}"


def test_a_log_of_other_things_is_left_alone():
    assert logged("%d of %d", 1, 2) == "1 of 2"


def test_the_console_is_written_through_it(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["without_secrets"]
