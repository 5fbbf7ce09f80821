"""The pictures of listings, sessions and lessons, to whoever may see what they belong to.

A picture is asked for anew each time it is shown, and answered with 304 while whoever
asks may still see it: what is withdrawn is gone with the next request. What a file holds
never changes, so that its name is all that its tag needs.
"""

from collections.abc import Callable, Iterable, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound
from django.views.decorators.http import require_safe

from balai.activities.public import (
    read_lesson_picture,
    read_photo,
    sees_lesson_picture,
    sees_photo,
)
from balai.catalogue import kept
from balai.catalogue.models import Picture
from balai.channels.views.answers import answer_unless_known
from balai.photos.files import PictureFile
from balai.photos.sizes import THUMB

_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
_WIDTH, _HEIGHT = THUMB


@require_safe
def picture(request: HttpRequest, file: PictureFile) -> HttpResponseBase:
    if not Picture.objects.visible_to(request.user).filter(key=file.key).exists():
        return HttpResponseNotFound()  # nobody reads a page in the place of a picture
    return _answer(request, file, kept.read)


@require_safe
def session_photo(request: HttpRequest, file: PictureFile) -> HttpResponseBase:
    if not sees_photo(request.user, file.key):
        return HttpResponseNotFound()
    return _answer(request, file, read_photo)


@require_safe
def lesson_picture(request: HttpRequest, file: PictureFile) -> HttpResponseBase:
    if not sees_lesson_picture(request.user, file.key):
        return HttpResponseNotFound()
    return _answer(request, file, read_lesson_picture)


def _answer(
    request: HttpRequest, file: PictureFile, read: Callable[[PictureFile], bytes]
) -> HttpResponseBase:
    try:
        return answer_unless_known(request, str(file), lambda: _whole(file, read(file)))
    except FileNotFoundError:
        return HttpResponseNotFound()


def _whole(file: PictureFile, content: bytes) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=_TYPES[file.ending],
        headers={"Content-Disposition": f'inline; filename="{file}"'},
    )


@require_safe
def thumbs(request: HttpRequest, numbers: Sequence[int], ending: str) -> HttpResponseBase:
    """Send the thumbs of a shelf in one file, as many of them as may be seen."""
    seen = Picture.objects.visible_to(request.user).filter(pk__in=numbers).order_by("pk")
    keys = dict(seen.values_list("pk", "key"))
    if not keys:
        return HttpResponseNotFound()
    tag = f"{'-'.join(map(str, keys))}.{ending}"
    return answer_unless_known(request, tag, lambda: _sheet(keys.items(), ending))


def _sheet(pictures: Iterable[tuple[int, str]], ending: str) -> HttpResponse:
    """Stack thumbs in an SVG that shows one of them by its number."""
    views, images = "", ""
    for place, (number, key) in enumerate(pictures):
        top = _HEIGHT * place
        views += f'<view id="p{number}" viewBox="0 {top} {_WIDTH} {_HEIGHT}"/>'
        images += _image(key, ending, top=top)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">'
        f"{views}{images}</svg>"
    )
    return HttpResponse(
        drawing,
        content_type="image/svg+xml",
        headers={"Content-Security-Policy": "default-src 'none'; img-src data:"},
    )


def _image(key: str, ending: str, *, top: int) -> str:
    try:
        inside = kept.thumb_in_text(key, ending)
    except FileNotFoundError:
        return ""
    return (
        f'<image y="{top}" width="{_WIDTH}" height="{_HEIGHT}"'
        f' preserveAspectRatio="xMidYMid slice" href="data:{_TYPES[ending]};base64,{inside}"/>'
    )
