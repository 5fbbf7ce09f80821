"""What the share pictures and posters of listings and villages show."""

from collections.abc import Callable
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.accounts.visitors import VISITOR
from balai.catalogue.models import Listing, Picture
from balai.catalogue.queries.cards import price_of, seed_of_listing, when_of
from balai.catalogue.queries.pictures import Photo
from balai.catalogue.rules import kind_title
from balai.channels import drawing
from balai.channels.addresses import absolute
from balai.channels.drawing import Poster, SharePicture, poster, share_picture
from balai.channels.kept import Drawing
from balai.channels.rules import shortened
from balai.photos.files import PictureFile
from balai.registry.models import Region
from balai.ui.motif import DRAWING_VERSION, seed_of
from balai.ui.translated import in_language

VILLAGE_FAMILY = "village"
LONGEST_DAY = 60


def _look() -> str:
    """Name how things are drawn: other code, other covers, and all is drawn anew."""
    files = sorted(Path(drawing.__file__).parent.glob("*.*"))
    return f"{DRAWING_VERSION} {sha256(b''.join(map(Path.read_bytes, files))).hexdigest()}"


_LOOK = _look()


def picture_of_site() -> Drawing:
    host = urlsplit(settings.SITE_URL).netloc
    title = _("What the villages make, show and tell")
    return _public("site", SharePicture(title=title, place=host, language=_language()))


def picture_of_listing(listing: Listing, *, regency: str, cover: Photo | None) -> Drawing:
    """Describe the picture of a listing whose village is loaded; `cover` is its photo."""
    return _of_listing(
        listing,
        SharePicture(
            title=in_language(listing, "title"),
            place=_place(listing.village, regency),
            kind=_kind_and_day(listing, today=timezone.localdate()),
            seed="" if cover else seed_of_listing(listing),
            photo=str(cover.jpeg_file) if cover else "",
            is_example=listing.example,
            language=_language(),
        ),
    )


def picture_of_village(village: Region, *, regency: str) -> Drawing:
    return _public(
        f"village-{village.code}",
        SharePicture(
            title=village.called,
            place=regency,
            seed=seed_of(village.code, VILLAGE_FAMILY),
            language=_language(),
        ),
    )


def poster_of_listing(
    listing: Listing, *, regency: str, cover: Photo | None, today: date
) -> Drawing:
    """Describe the poster of a listing whose village is loaded; `cover` is its photo."""
    price = price_of(listing, today=today)
    return _of_listing(
        listing,
        Poster(
            title=in_language(listing, "title"),
            url=absolute(listing.get_absolute_url()),
            place=_place(listing.village, regency),
            kind=_kind_and_day(listing, today=today),
            seed="" if cover else seed_of_listing(listing),
            photo=str(cover.jpeg_file) if cover else "",
            can_be_ordered=listing.kind == "product",
            text=in_language(listing, "text"),
            price=f"{price.amount} {price.unit}".strip(),
            price_note=price.said,
            is_example=listing.example,
            language=_language(),
        ),
    )


def poster_of_village(village: Region, *, regency: str, about: str) -> Drawing:
    return _public(
        f"village-{village.code}",
        Poster(
            title=village.called,
            url=absolute(reverse("portal:village", args=[village.code])),
            place=regency,
            seed=seed_of(village.code, VILLAGE_FAMILY),
            text=about,
            language=_language(),
        ),
    )


def picture_address(listing: Listing, *, regency: str, cover: Photo | None) -> str:
    path = reverse("channels:listing_picture", args=[listing.kind, listing.pk])
    return _versioned(path, picture_of_listing(listing, regency=regency, cover=cover))


def village_picture_address(village: Region, *, regency: str) -> str:
    path = reverse("channels:village_picture", args=[village.code])
    return _versioned(path, picture_of_village(village, regency=regency))


def site_picture_address() -> str:
    return _versioned(reverse("channels:site_picture"), picture_of_site())


def _versioned(path: str, drawing: Drawing) -> str:
    """Name a picture so that messengers, which keep what they saw, fetch a changed one."""
    return absolute(f"{path}?v={drawing.short_digest}")


def _kind_and_day(listing: Listing, *, today: date) -> str:
    """Name the kind; an event also says when, and whether it takes place at all."""
    kind = kind_title(listing.kind)
    if listing.kind != "event":
        return kind
    return f"{kind} · {shortened(when_of(listing.event, today=today), length=LONGEST_DAY)}"


def name_of_listing(number: int) -> str:
    """Name all that is drawn of a listing, whatever it says."""
    return f"listing-{number}"


def _of_listing(listing: Listing, shows: SharePicture | Poster) -> Drawing:
    """Keep what everyone may see, and nothing else."""
    is_public = partial(_is_public, listing.pk, shows.photo)
    return _drawing(name_of_listing(listing.pk), shows, may_stay=is_public)


def _is_public(listing_pk: int, photo: str) -> bool:
    if photo:
        shown = Picture.objects.visible_to(VISITOR).filter(listing=listing_pk)
        return shown.filter(key=PictureFile.read(photo).key).exists()
    return Listing.objects.visible_to(VISITOR).filter(pk=listing_pk).exists()


def _public(of: str, shows: SharePicture | Poster) -> Drawing:
    return _drawing(of, shows, may_stay=lambda: True)


def _drawing(of: str, shows: SharePicture | Poster, *, may_stay: Callable[[], bool]) -> Drawing:
    is_poster = isinstance(shows, Poster)
    return Drawing(
        of=of,
        shows=shows,
        draw=poster if is_poster else share_picture,
        ending="pdf" if is_poster else "png",
        look=_LOOK,
        may_stay=may_stay,
    )


def _place(village: Region, regency: str) -> str:
    return f"{village.called}, {regency}" if regency else village.called


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
