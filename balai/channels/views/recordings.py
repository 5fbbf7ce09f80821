"""The sound of lessons, whole or the part that a player asks for, to whoever may read them.

A name stands for the same bytes for ever. What everybody may hear is kept by whoever
fetched it, who paid for it; all else is asked for anew each time.
"""

from http import HTTPStatus

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotFound,
    StreamingHttpResponse,
)
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from balai.activities.public import Recording, is_heard_by_all, may_hear, recorded_pieces
from balai.core.ranges import NoSuchPart, part_of

_FOR_ALL = "public, max-age=31536000, immutable"
_FOR_ONE = "private, no-cache"


@require_safe
def recording(request: HttpRequest, name: str) -> HttpResponseBase:
    found = Recording.named(name)
    if found is None:
        return HttpResponseNotFound()  # nobody reads a page in the place of a sound
    is_for_all = is_heard_by_all(found)
    if not is_for_all and not may_hear(request.user, found):
        return HttpResponseNotFound()
    tag = f'"{found}"'
    try:
        answer = get_conditional_response(request, etag=tag) or _sent(request, found, tag)
    except FileNotFoundError:
        return HttpResponseNotFound()
    answer["ETag"], answer["Accept-Ranges"] = tag, "bytes"
    answer["Cache-Control"] = _FOR_ALL if is_for_all else _FOR_ONE
    if settings.IS_DEMO:
        answer["X-Robots-Tag"] = "noindex"
    return answer


def _sent(request: HttpRequest, found: Recording, tag: str) -> HttpResponseBase:
    size = found.byte_count
    # Another file by now: a part of it would not fit to what came before.
    is_same = request.headers.get("If-Range", tag) == tag
    try:
        part = part_of(request.headers.get("Range", ""), size) if is_same else None
    except NoSuchPart:
        return HttpResponse(
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            headers={"Content-Range": f"bytes */{size}"},
        )
    # In pieces: thirty phones that listen at once hold no thirty files in memory.
    answer = StreamingHttpResponse(
        recorded_pieces(found, part if part is not None else range(size)),
        content_type=found.kind,
        headers={"Content-Disposition": f'inline; filename="{found}"'},
    )
    answer["Content-Length"] = str(len(part) if part is not None else size)
    if part is not None:
        answer.status_code = HTTPStatus.PARTIAL_CONTENT
        answer["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return answer
