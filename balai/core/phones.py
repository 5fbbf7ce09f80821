"""Telephone numbers, however they are written."""

import re

import phonenumbers
from django.utils.translation import gettext_lazy as _

from balai.core.errors import Refused

_NOT_OF_A_NUMBER = re.compile(r"[\s().\-/]+")
_SHAPE = re.compile(r"\+?\d{6,20}", re.ASCII)


class PhoneUnclear(Refused):
    """A number that no telephone can have."""

    sentence = _("This is not a complete telephone number. Write it as in 0812-3456-7890.")
    code = "phone_unclear"


def phone_digits(text: str) -> str:
    """Write a number as WhatsApp links, too, want it: digits that begin with the country code.

    A number without one is Indonesian. Empty stays empty; raises PhoneUnclear.
    """
    number = _NOT_OF_A_NUMBER.sub("", text)
    if not number:
        return ""
    if not _SHAPE.fullmatch(number):
        raise PhoneUnclear
    # The library takes 62812… and 0062812… for local numbers.
    if number.startswith("00"):
        number = f"+{number[2:]}"
    elif number.startswith("62"):
        number = f"+{number}"
    # +62 (0)812: the zero is only dialled inside the country.
    number = re.sub(r"^\+620", "+62", number)
    try:
        parsed = phonenumbers.parse(number, "ID")
    except phonenumbers.NumberParseException as wrong:
        raise PhoneUnclear from wrong
    if not phonenumbers.is_valid_number(parsed):
        raise PhoneUnclear
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)[1:]
