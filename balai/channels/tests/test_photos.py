"""Files of pictures go to whoever may see what they belong to, and to nobody else."""

from io import BytesIO

import pytest
from django.core.files.storage import InMemoryStorage
from django.urls import resolve, reverse
from django_tasks_db.models import DBTaskResult
from PIL import Image

from balai.catalogue import kept
from balai.catalogue.actions.pictures import remove_picture
from balai.catalogue.models import Listing, Picture
from balai.catalogue.paths import thumbs_path
from balai.channels.drawing import SharePicture, share_picture
from balai.channels.tasks import draw_pictures, draw_pictures_anew
from balai.core import pagecache
from balai.photos import shelves
from balai.photos.darkroom import developed
from balai.photos.files import PictureFile, picture_path
from balai.photos.tests.sent_photos import as_bytes, make_photo
from tests.factories import NOON, make_listing, make_person, make_picture, make_role

pytestmark = pytest.mark.django_db
FILE = f"/gambar/{'a' * 32}-960.jpg"


def test_addresses_are_those_of_the_routes():
    file = PictureFile("a" * 32, "320", "avif")

    assert picture_path(file.key, 320, "avif") == reverse("pictures:file", args=[file])
    assert resolve(f"/gambar/{file}").kwargs == {"file": file}
    assert thumbs_path([3, 14], "avif") == reverse("pictures:thumbs", args=[[3, 14]])
    assert thumbs_path([3, 14], "jpg") == reverse("pictures:old_thumbs", args=[[3, 14]])


@pytest.mark.parametrize(
    ("ending", "kind"), [("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")]
)
def test_a_file_is_sent_as_what_it_is_and_as_nothing_else(client, ending, kind):
    key = make_picture(make_listing()).key

    answer = client.get(picture_path(key, 960, ending))

    assert answer.content == f"{key} 960.{ending}".encode()
    assert answer["Content-Type"] == kind
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == f'inline; filename="{key}-960.{ending}"'
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_everyone_may_keep_a_public_picture_and_asks_again_each_time(client):
    make_picture(make_listing())
    first = client.get(FILE)

    again = client.get(FILE, headers={"If-None-Match": first["ETag"]})

    assert first["ETag"] == f'"{FILE.removeprefix("/gambar/")}"'
    assert first["Cache-Control"] == again["Cache-Control"] == "public, no-cache"
    assert not first.cookies
    assert (again.status_code, again.content) == (304, b"")


def test_a_copy_of_somebody_who_signed_in_is_theirs_alone(client):
    make_picture(make_listing())
    client.force_login(make_person())

    assert client.get(FILE)["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("gone", ["withdrawn", "removed", "not shown", "a draft"])
def test_what_may_not_be_seen_is_not_there_even_for_who_has_a_copy(client, gone):
    picture = make_picture(make_listing())
    tag = client.get(FILE)["ETag"]

    {
        "withdrawn": lambda: Listing.objects.update(withdrawn_at=NOON),
        "removed": lambda: remove_picture(
            picture, by=make_role("Mira", "operator", "64.03.01.2005").person, now=NOON
        ),
        "not shown": lambda: Picture.objects.update(shown_at=None),
        "a draft": lambda: Listing.objects.update(published_at=None),
    }[gone]()

    asked_again = client.get(FILE, headers={"If-None-Match": tag})
    assert (asked_again.status_code, asked_again.content) == (404, b"")
    assert asked_again["Cache-Control"] == "no-cache"
    assert client.get(thumbs_path([picture.pk], "avif")).status_code == 404


def test_the_operator_sees_what_waits(client):
    make_picture(make_listing(), shown_at=None)
    make_role("Tomas", "operator", "64.03.01.2005")
    client.force_login(make_person("Tomas"))

    assert client.get(FILE).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        f"{'a' * 32}-640.jpg", f"{'b' * 32}-960.jpg", f"{'a' * 32}-960.png",
        f"{'A' * 32}-960.jpg", f"{'a' * 32}-0960.jpg", f"{'a' * 32}.jpg", "..%2fsecret_key",
        f"{'a' * 32}-960.jpg%00", "1-2.png.svg", "0.avif.svg", "1-.avif.svg",
        "-".join("1" * 25) + ".avif.svg",
    ],
)  # fmt: skip
def test_other_names_are_no_pictures(client, name):
    make_picture(make_listing())

    assert client.get(f"/gambar/{name}").status_code == 404


def test_a_picture_costs_a_visitor_one_query(client, django_assert_num_queries):
    make_picture(make_listing())

    with django_assert_num_queries(1):
        client.get(FILE)


def test_the_thumbs_of_a_shelf_cost_one_query(client, django_assert_num_queries):
    listing = make_listing()
    pictures = [make_picture(listing, key=letter * 32) for letter in "abcdef"]
    address = thumbs_path([picture.pk for picture in pictures], "avif")

    with django_assert_num_queries(1):
        sheet = client.get(address)

    text = sheet.content.decode()
    assert sheet["Content-Type"] == "image/svg+xml"
    assert "img-src data:" in sheet["Content-Security-Policy"]
    assert [f'<view id="p{picture.pk}"' in text for picture in pictures] == [True] * 6
    assert [kept.thumb_in_text(picture.key, "avif") in text for picture in pictures] == [True] * 6


def test_a_sheet_shows_what_may_be_seen_and_is_another_one_then(client):
    listing, other = make_listing(), make_listing("Madu")
    pictures = [make_picture(listing), make_picture(other, key="b" * 32)]
    address = thumbs_path([picture.pk for picture in pictures], "avif")
    tag = client.get(address)["ETag"]

    Listing.objects.filter(pk=other.pk).update(withdrawn_at=NOON)

    sheet = client.get(address, headers={"If-None-Match": tag})
    assert sheet.status_code == 200
    assert f'id="p{pictures[0].pk}"' in sheet.content.decode()
    assert f'id="p{pictures[1].pk}"' not in sheet.content.decode()


def test_pictures_come_from_a_storage_that_is_no_folder(client, monkeypatch):
    monkeypatch.setattr(shelves, "default_storage", InMemoryStorage())
    make_picture(make_listing())

    assert client.get(FILE).content == f"{'a' * 32} 960.jpg".encode()
    assert client.get(FILE.replace("960", "480")).status_code == 404


@pytest.mark.slow
def test_a_share_picture_shows_the_photo_and_stays_light_enough_for_messengers():
    kept.keep("a" * 32, developed(as_bytes(make_photo((2000, 1500)))).files)
    bare = share_picture(SharePicture(title="Biji kakao"))

    drawn = share_picture(SharePicture(title="Biji kakao", photo=f"{'a' * 32}-960.jpg"))

    assert len(bare) < len(drawn) < 300_000
    red, green, blue = Image.open(BytesIO(drawn)).convert("RGB").crop((800, 30, 801, 31)).tobytes()
    assert red > 200 > 60 > max(green, blue)


def test_a_photo_whose_file_is_gone_gives_way_to_a_drawn_cover():
    gone = share_picture(SharePicture(title="Biji kakao", photo=f"{'a' * 32}-960.jpg"))

    assert len(gone) < 60_000
    assert Image.open(BytesIO(gone)).size == (1200, 630)


def test_no_drawing_of_a_removed_picture_stays(
    kept_files, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(
        "balai.channels.pictures.share_picture",
        lambda shows, *, seconds: f"{shows} IEND\xaeB`\x82".encode("latin-1"),
    )
    listing = make_listing()
    picture = make_picture(listing)
    draw_pictures.call(listing.pk)
    assert any(picture.key in text for text in drawings(kept_files))

    with django_capture_on_commit_callbacks(execute=True):
        remove_picture(picture, by=None, now=NOON)
    draw_pictures_anew.call(listing.pk)

    assert DBTaskResult.objects.filter(task_path__endswith=".draw_pictures_anew").count() == 1
    assert not any(picture.key in text for text in drawings(kept_files))


def drawings(kept_files):
    return [path.read_bytes().decode("latin-1") for path in kept_files() if "drawings" in str(path)]


def test_pictures_do_not_push_pages_out_of_the_memory(client, settings, monkeypatch):
    settings.PAGE_CACHE_SECONDS = 300
    make_picture(make_listing())
    put: list[str] = []
    monkeypatch.setattr(pagecache.pages, "set", lambda key, *_rest: put.append(key))

    assert client.get(FILE).status_code == 200

    assert put == []
