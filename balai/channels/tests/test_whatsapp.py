"""Chats open with the first words written."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import translation

from balai.channels.whatsapp import chat_link, first_message, share_link, share_text_link
from tests.factories import make_listing

ADDRESS = "http://balai.example{}"


def test_a_chat_opens_with_the_message_as_it_was_written():
    message = "Halo & apa kabar? 100% *kakao* #1\nKirim ke: Berau + Kelay 🍫"

    link = chat_link("+62 812-3456-789", message)

    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "wa.me", "/628123456789")
    assert parse_qs(parts.query) == {"text": [message]}


def test_without_a_number_there_is_no_chat():
    assert chat_link("", "Halo") == ""


def test_a_shared_text_leaves_open_whom_it_goes_to():
    assert share_text_link("Halo desa") == "https://wa.me/?text=Halo%20desa"


@pytest.mark.django_db
def test_a_shared_listing_is_its_title_and_address():
    listing = make_listing("Madu hutan")

    link = share_link(listing)

    address = ADDRESS.format(listing.get_absolute_url())
    assert parse_qs(urlsplit(link).query) == {"text": [f"Madu hutan\n{address}"]}


@pytest.mark.django_db
def test_the_first_message_names_the_listing_and_leaves_gaps():
    listing = make_listing("Madu hutan", title_en="Forest honey")

    with translation.override("en"):
        message = first_message(listing)
        address = ADDRESS.format(listing.get_absolute_url())

    assert message == (
        f"Hello, I saw *Forest honey* on Balai: {address}\n\n"
        "I would like to order.\nHow many: \nSend to: "
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "wish"),
    [
        ("product", "I would like to order."),
        ("stay", "I would like to stay."),
        ("experience", "I would like to come along."),
        ("attraction", "I would like to visit."),
        ("event", "I would like to come."),
        ("culture", "I would like to learn about it."),
        ("story", "I would like to know more: "),
    ],
)
def test_each_kind_is_asked_in_its_own_words(kind, wish):
    listing = make_listing(kind=kind)

    with translation.override("en"):
        message = first_message(listing)

    assert message.splitlines()[2] == wish


@pytest.mark.django_db
def test_a_title_cannot_break_the_bold_print_or_the_line():
    listing = make_listing("*Madu*\n_asli_ `x`")

    with translation.override("en"):
        message = first_message(listing)

    assert message.startswith("Hello, I saw *Madu asli x* on Balai: ")
