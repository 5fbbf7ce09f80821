"""Pictures that are drawn from their address, and the gallery of parts."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from balai.ui.motif import FAMILIES, MOST_SEEDS, NotASprite, seed_of, sprite, sprite_url
from balai.ui.sheet import SHEET_SAFE
from balai.ui.squares import Square, Strip, squares_html

# One year: what an address of ours draws never changes.
FOREVER = "public, max-age=31536000, immutable"

COLOURS = (
    "paper", "sheet", "ink", "soft", "line", "edge", "river", "river-deep", "mist", "gold",
    "gold-ink", "gold-wash", "clay", "clay-wash", "ulin", "r1", "r2", "r3", "r4", "r5", "r6",
)  # fmt: skip


@require_safe
def motif(request: HttpRequest, seeds: str) -> HttpResponse:
    try:
        drawing = sprite(seeds)
    except NotASprite:
        return HttpResponseNotFound()  # nobody reads a page in the place of a picture
    return HttpResponse(drawing, content_type="image/svg+xml", headers={"Cache-Control": FOREVER})


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every part that pages are built of."""
    seeds = [seed_of("64.03.01.2005", family) for family in FAMILIES]
    halves = [seeds[:MOST_SEEDS], seeds[MOST_SEEDS:]]
    pictures = [f"{sprite_url(half)}#m{place}" for half in halves for place in range(len(half))]
    squares = [
        Strip("Berau", "#isi", [Square(letter, "#isi", "Merasa") for letter in "edcbaaaa"]),
        Strip("Paser", "#isi", [Square(letter, "#isi", "Luan") for letter in "dcbbaaaaaaaa"]),
    ]
    return render(
        request,
        "ui/gallery.html",
        {
            "colours": COLOURS,
            "covers": list(zip(FAMILIES, pictures, strict=True)),
            "squares": squares_html(squares),
        },
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something broke, with nothing that could break as well."""
    page = render_to_string("500.html", {"sheet": SHEET_SAFE})
    return HttpResponse(page, status=500)
