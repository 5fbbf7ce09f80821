"""Pictures that are drawn from their address."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.views.decorators.http import require_safe

from balai.ui.motif import NotASprite, sprite

# One year: what an address of ours draws never changes.
FOREVER = "public, max-age=31536000, immutable"


@require_safe
def motif(request: HttpRequest, seeds: str) -> HttpResponse:
    try:
        drawing = sprite(seeds)
    except NotASprite:
        return HttpResponseNotFound()  # nobody reads a page in the place of a picture
    return HttpResponse(drawing, content_type="image/svg+xml", headers={"Cache-Control": FOREVER})
