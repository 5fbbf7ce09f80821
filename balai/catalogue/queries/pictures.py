"""Pictures as pages show them: on a shelf by their thumbs, on the page of a listing by width."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from balai.accounts.visitors import Viewer
from balai.catalogue.models import Listing, Picture
from balai.catalogue.models.pictures import AGREED
from balai.catalogue.paths import thumbs_path
from balai.photos.files import PictureFile, picture_path
from balai.photos.shown import ShownPhoto
from balai.photos.sizes import jpeg_width
from balai.ui.translated import in_language, language_of

_FIELDS = ("listing", "key", "alt", "alt_en", "credit", "width", "height", "widths")


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(ShownPhoto):
    """One picture that is shown; `beside` are the numbers of those on the same shelf."""

    number: int
    beside: tuple[int, ...]

    @property
    def thumb(self) -> str:
        return f"{thumbs_path(self.beside, 'avif')}#p{self.number}"

    @property
    def old_thumb(self) -> str:
        return f"{thumbs_path(self.beside, 'jpg')}#p{self.number}"

    @property
    def jpeg_file(self) -> PictureFile:
        return PictureFile(self.key, str(jpeg_width(self.widths)), "jpg")


def covers_of(person: Viewer, listing_numbers: Iterable[int]) -> dict[int, Photo]:
    """Find the cover of each of these listings that has one. One query."""
    shown = Picture.objects.shown_to(person).filter(listing__in=listing_numbers)
    covers: dict[int, Picture] = {}
    for picture in shown.order_by("listing", "position").only(*_FIELDS):
        covers.setdefault(picture.listing_id, picture)
    beside = tuple(picture.pk for picture in covers.values())
    return {number: _photo(picture, beside) for number, picture in covers.items()}


def photos_of(person: Viewer, listing: Listing) -> list[Photo]:
    """Read the pictures that a listing's page shows, its cover first. One query."""
    shown = Picture.objects.shown_to(person).filter(listing=listing)
    return photos_from(list(shown.in_order().only(*_FIELDS)))


def photos_from(pictures: Sequence[Picture], *, on_one_shelf: bool = False) -> list[Photo]:
    """Name the files of pictures that were read, as a page shows them in this order."""
    # On a page the cover stands alone: its thumb is not asked for.
    beside = tuple(picture.pk for picture in pictures[0 if on_one_shelf else 1 :])
    return [_photo(picture, beside) for picture in pictures]


def pictures_lacking_consent(person: Viewer, listing: Listing) -> int:
    """Count the pictures of a listing that wait for the consent of whoever is to be seen."""
    return Picture.objects.visible_to(person).filter(~AGREED, listing=listing).count()


def jpegs_of(person: Viewer, first: int, end: int) -> dict[int, list[str]]:
    """Name the pictures of listings by their numbers, from the first to before the end."""
    shown = Picture.objects.shown_to(person)
    shown = shown.filter(listing__pk__gte=first, listing__pk__lt=end)
    jpegs: dict[int, list[str]] = {}
    rows = shown.order_by("listing", "position").values_list("listing", "key", "widths")
    for number, key, widths in rows:
        jpegs.setdefault(number, []).append(picture_path(key, jpeg_width(widths), "jpg"))
    return jpegs


def _photo(picture: Picture, beside: tuple[int, ...]) -> Photo:
    return Photo(
        number=picture.pk,
        key=picture.key,
        alt=in_language(picture, "alt"),
        alt_lang=language_of(picture, "alt") if picture.alt else "",
        credit=picture.credit,
        width=picture.width,
        height=picture.height,
        widths=tuple(picture.widths),
        beside=beside,
    )
