"""Mails about accounts, sent after the answer: nobody can tell from the wait who is known."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import override

from balai.accounts.models import Person
from balai.accounts.queries.addresses import key_of_new_address
from balai.core.models import SharedCacheEntry
from balai.core.tasks import daily, later


@later
def send_password_link(person_pk: int, language: str) -> None:
    """Send somebody a link that sets a new password; 0 is nobody, who costs the same to ask."""
    person = Person.objects.filter(pk=person_pk).first()
    if person is None or not person.email:
        return
    number = urlsafe_base64_encode(str(person.pk).encode())
    key = f"{number}-{default_token_generator.make_token(person)}"
    with override(language):
        _send(
            person.email,
            _("A new password for Balai"),
            "accounts/mails/password_link.txt",
            person=person,
            address=settings.SITE_URL + reverse("accounts:password_link", args=[key]),
        )


@later
def send_email_link(person_pk: int, email: str, language: str) -> None:
    """Ask at a new address whether it is this person's; at one that is taken, say nothing."""
    person = Person.objects.filter(pk=person_pk).first()
    if person is None or Person.objects.filter(email=email).exists():
        return
    with override(language):
        key = key_of_new_address(person, email)
        _send(
            email,
            _("Is this your address?"),
            "accounts/mails/email_link.txt",
            person=person,
            address=settings.SITE_URL + reverse("accounts:email_link", args=[key]),
        )


@later
def say_password_was_set(person_pk: int, language: str) -> None:
    """Tell somebody that their password is another, in case it was not they."""
    person = Person.objects.filter(pk=person_pk).first()
    if person is None or not person.email:
        return
    with override(language):
        _send(
            person.email,
            _("Your password for Balai was changed"),
            "accounts/mails/password_set.txt",
            person=person,
            address=settings.SITE_URL + reverse("accounts:forgotten_password"),
        )


@daily
def throw_away_ended_sessions() -> None:
    """Keep nothing of sessions that ended: when, from where and with what somebody was here."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    SharedCacheEntry.objects.filter(expires__lt=now).delete()


def _send(to: str, subject: str, template: str, **shown: object) -> None:
    send_mail(subject, render_to_string(template, shown), None, [to])
