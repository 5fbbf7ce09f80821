"""Mails about what visitors and communities say, and forgetting messages, after the answer."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from balai.accounts.models import Person
from balai.catalogue.models import KEPT_FOR, Enquiry, Listing, Protocol
from balai.core.tasks import later


@later
def tell_reader(enquiry_pk: int, reader_pk: int) -> None:
    """Mail a message to one of those who write for its listing; an answer goes to the sender."""
    enquiry = Enquiry.objects.select_related("listing").filter(pk=enquiry_pk).first()
    reader = Person.objects.get_queryset().mailable().filter(pk=reader_pk).first()
    if enquiry is None or reader is None:
        return
    if not Listing.objects.editable_by(reader).filter(pk=enquiry.listing_id).exists():
        return  # no longer theirs, or kept from them by its community
    with translation.override(settings.LANGUAGE_CODE):
        title = " ".join(enquiry.listing.title.split())
        words = _(
            "Hello %(reader)s,\n\n%(sender)s writes about “%(title)s”:\n\n%(message)s\n\n"
            "Answer to: %(contact)s\n\nWhen you have answered, say so here, so that nobody "
            "answers twice:\n%(address)s"
        ) % {
            "reader": reader.name,
            "sender": enquiry.name,
            "title": title,
            "message": enquiry.message,
            "contact": enquiry.email or f"+{enquiry.phone_number}",
            "address": settings.SITE_URL + reverse("portal:enquiries"),
        }
        subject = _("A message about “%(title)s”") % {"title": title}
    EmailMessage(
        subject,
        words,
        settings.DEFAULT_FROM_EMAIL,
        [reader.email or ""],
        reply_to=[enquiry.email] if enquiry.email else None,
    ).send()


@later
def tell_handed_back(protocol_pk: int, reader_pk: int) -> None:
    """Mail one of those who write it that a community handed something back.

    What it is, and why, stands in the workroom alone: a mail stays where it was sent.
    """
    protocol = Protocol.objects.handed_back().filter(pk=protocol_pk).first()
    reader = Person.objects.get_queryset().admissible().filter(pk=reader_pk).first()
    if protocol is None or reader is None or not reader.email:
        return
    with translation.override(settings.LANGUAGE_CODE):
        words = _(
            "Hello %(reader)s,\n\nthe community %(community)s says that something you write for "
            "is not its own. Nobody else sees it until you have said whose it is:\n%(address)s"
        ) % {
            "reader": reader.name,
            "community": protocol.community.name,
            "address": settings.SITE_URL + reverse("portal:protocols"),
        }
        subject = _("Say whose it is")
    EmailMessage(subject, words, settings.DEFAULT_FROM_EMAIL, [reader.email]).send()


@later
def forget_enquiry(enquiry_pk: int) -> None:
    """Delete a message whose time has come."""
    Enquiry.objects.filter(pk=enquiry_pk, received_at__lte=timezone.now() - KEPT_FOR).delete()
