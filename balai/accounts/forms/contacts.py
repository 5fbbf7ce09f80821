"""How somebody is reached, typed into one field."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from balai.core.phones import PhoneUnclear, phone_digits


class Contact(NamedTuple):
    """An e-mail address or a telephone number; the other is empty."""

    email: str = ""
    phone_number: str = ""


class ContactField(forms.CharField):
    """Takes an e-mail address or a telephone number, whichever somebody has."""

    def clean(self, value: str) -> Contact:
        text = super().clean(value)
        if "@" not in text:
            try:
                return Contact(phone_number=phone_digits(text))
            except PhoneUnclear as unclear:
                raise ValidationError(str(unclear)) from unclear
        try:
            validate_email(text)
        except ValidationError as wrong:
            raise ValidationError(
                _("Write the whole e-mail address, as in nama@contoh.id.")
            ) from wrong
        return Contact(email=text.lower())
