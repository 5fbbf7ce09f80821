"""Give listings of an installation photographs, and show them.

    python benchmarks/photographs.py --data FOLDER [--listings 20] [--each 1] [--photos FOLDER]

The photographs are made up, but weigh what real ones do: shapes with hard edges, light that
falls off, and grain at every scale. With --photos, those of a folder are taken in turn.
"""

import random
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from io import BytesIO
from itertools import count, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import django_ready
from benchmarks.figures import say

if __name__ == "__main__":
    _PARSER = ArgumentParser(description=__doc__)
    _PARSER.add_argument("--data", type=Path, required=True, help="where this installation lives")
    _PARSER.add_argument("--listings", type=int, default=20, help="of the freshest products")
    _PARSER.add_argument("--each", type=int, default=1, help="photographs of each")
    _PARSER.add_argument("--photos", type=Path, metavar="FOLDER", help="take these instead")
    OPTIONS: Namespace = _PARSER.parse_args()
    django_ready.prepare(BALAI_DATA=str(OPTIONS.data))

from django.utils import timezone
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from balai.accounts.models import Person, Role
from balai.catalogue.actions.pictures import Words, add_picture, show_pictures
from balai.catalogue.models import Listing

SIZE = (1600, 1200)
_SCALES = (6, 12, 25, 50, 100, 200, 400)
_GRAIN = 0.2


def photograph(seed: int) -> bytes:
    """Make up one photograph, as a phone sends it."""
    chance = random.Random(seed)  # noqa: S311
    photo = Image.linear_gradient("L").resize(SIZE).convert("RGB")
    photo = Image.blend(photo, Image.new("RGB", SIZE, _colour(chance)), 0.6)
    for _shape in range(chance.randint(12, 30)):
        _put_shape(photo, chance)
    photo = photo.filter(ImageFilter.GaussianBlur(2))
    for scale in _SCALES:
        photo = _with_grain(photo, scale, chance)
    file = BytesIO()
    photo.save(file, "JPEG", quality=88)
    return file.getvalue()


def _colour(chance: random.Random) -> tuple[int, int, int]:
    return chance.randrange(30, 220), chance.randrange(40, 200), chance.randrange(20, 180)


def _put_shape(photo: Image.Image, chance: random.Random) -> None:
    width, height = SIZE
    x, y = chance.randrange(width), chance.randrange(height)
    reach = chance.randrange(40, 500)
    corners = [
        (x + chance.randint(-reach, reach), y + chance.randint(-reach, reach))
        for _corner in range(chance.randint(3, 9))
    ]
    ImageDraw.Draw(photo).polygon(corners, fill=_colour(chance))


def _with_grain(photo: Image.Image, scale: int, chance: random.Random) -> Image.Image:
    """Lay grain of one scale over a photo, more of it where it is light."""
    cells = scale, scale * SIZE[1] // SIZE[0]
    dots = Image.frombytes("L", cells, chance.randbytes(cells[0] * cells[1]))
    grain = dots.resize(SIZE, Image.Resampling.BICUBIC).convert("RGB")
    return Image.blend(photo, ImageChops.overlay(photo, grain), _GRAIN)


def photographs(folder: Path | None) -> Iterator[bytes]:
    """Make up photographs without end, or take those of a folder and then make some up."""
    if folder:
        yield from (file.read_bytes() for file in sorted(folder.iterdir()))
    yield from (photograph(seed) for seed in count(1))


def give(listings: int, each: int, folder: Path | None) -> None:
    by = Person.objects.filter(email="benchmark@balai.example").first()
    by = by or Person.objects.create_person(name="Benchmark", email="benchmark@balai.example")
    products = Listing.objects.standing().of_kind("product").freshest_first()[:listings]
    photos = photographs(folder)
    for listing in products.select_related("village"):
        held = {"person": by, "kind": "operator", "area_code": listing.village.code}
        Role.objects.get_or_create(**held, defaults={"given_at": timezone.now()})
        for sent in islice(photos, each):
            words = Words(alt="Biji kakao di atas tampah", credit="Sari")
            add_picture(listing, BytesIO(sent), words=words, by=by, now=timezone.now())
        show_pictures(listing, list(listing.pictures.standing().in_order()), now=timezone.now())
    say(f"{len(products)} listings have {each} photographs each")


if __name__ == "__main__":
    give(OPTIONS.listings, OPTIONS.each, OPTIONS.photos)
