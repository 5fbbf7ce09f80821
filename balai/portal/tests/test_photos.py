"""Photos on shelves and on the pages of listings; what has none keeps its drawn cover."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.catalogue.actions.pictures import remove_picture
from balai.catalogue.models import Picture
from balai.catalogue.queries.cards import seed_of_listing
from tests.factories import NOON, make_listing, make_picture, make_region, make_role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def html_of(client, path):
    return client.get(path).content.decode()


def test_a_shelf_asks_for_all_its_thumbs_at_once_and_for_the_motifs_of_the_rest(client):
    bare = make_listing("Tikar rotan")
    pictures = [make_picture(make_listing(f"Madu {key}"), key=key * 32) for key in "abc"]

    html = html_of(client, "/produk/")

    sheet = "-".join(str(picture.pk) for picture in pictures)
    shown = [f"/gambar/{sheet}.avif.svg#p{picture.pk}" in html for picture in pictures]
    assert shown == [True] * 3
    assert html.count(f"/motif/1/{seed_of_listing(bare)}.svg#m0") == 1


def test_wide_screens_get_larger_files_and_every_format_has_a_way_back(client):
    picture = make_picture(make_listing())

    html = html_of(client, "/produk/")

    key = f"/gambar/{picture.key}"
    assert f'srcset="{key}-320.avif 320w, {key}-480.avif 480w"' in html
    assert f'<img src="/gambar/{picture.pk}.jpg.svg#p{picture.pk}" alt=""' in html


def test_photos_take_the_same_queries_with_few_and_with_many(client):
    make_picture(make_listing("Madu"))
    with_one = queries_of(client, "/produk/")

    for number in range(19):
        listing = make_listing(f"Madu {number}")
        for turn in range(3):
            make_picture(listing, key=f"{number:02}{turn}" + "f" * 29)

    assert queries_of(client, "/produk/") == with_one


def queries_of(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_the_page_of_a_listing_shows_its_cover_with_what_it_shows_and_whose_it_is(client):
    listing = make_listing()
    picture = make_picture(listing, alt="Biji di tampah", alt_en="Beans on a tray", credit="Sari")

    html = html_of(client, listing.get_absolute_url())

    key = f"/gambar/{picture.key}"
    assert f'<a href="{key}-960.jpg"><picture>' in html
    assert f'media="(max-width:40rem)" type="image/avif" srcset="{key}-480.avif"' in html
    assert f"{key}-480.avif 480w, {key}-960.avif 960w" in html
    assert 'alt="Biji di tampah" width="960" height="720"' in html
    assert "Foto: Sari" in html
    assert "/motif/" not in html.partition("</article>")[0]
    assert 'alt="Beans on a tray"' in html_of(client, f"/en{listing.get_absolute_url()}")


def test_words_that_have_no_english_say_so(client):
    listing = make_listing()
    make_picture(listing, alt="Biji di tampah")

    html = html_of(client, f"/en{listing.get_absolute_url()}")

    assert 'alt="Biji di tampah" lang="id"' in html


def test_a_photo_nobody_described_goes_by_the_name_of_its_listing(client):
    listing = make_listing()
    make_picture(listing, alt="")

    assert f'alt="{listing.title}"' in html_of(client, listing.get_absolute_url())


def test_a_phone_is_told_of_the_cover_before_the_style_sheet_and_of_the_same_file(client):
    listing = make_listing()
    make_picture(listing)

    html = html_of(client, listing.get_absolute_url())

    [early] = re.findall(r'<link rel="preload"[^>]* href="([^"]+)"', html.partition("<style>")[0])
    assert f'<source media="(max-width:40rem)" type="image/avif" srcset="{early}">' in html


def test_a_drawn_cover_is_not_asked_for_early(client):
    assert 'rel="preload"' not in html_of(client, make_listing().get_absolute_url())


def test_more_photos_are_links_to_their_larger_files(client):
    listing = make_listing()
    cover, *more = [make_picture(listing, key=letter * 32) for letter in "abc"]

    html = html_of(client, listing.get_absolute_url())

    gallery = html.partition('<ul class="photos">')[2].partition("</ul>")[0]
    links = [f'<a href="/gambar/{picture.key}-960.jpg">' in gallery for picture in more]
    assert links == [True, True]
    assert cover.key not in gallery
    assert "Foto lain" in html


def test_what_waits_is_on_no_page_not_even_for_its_operator(client):
    listing = make_listing()
    make_picture(listing, shown_at=None)
    client.force_login(make_role("Tomas", "operator", "64.03.01.2005").person)

    html = html_of(client, listing.get_absolute_url())

    assert "/gambar/" not in html
    assert seed_of_listing(listing) in html


def test_without_its_photo_a_listing_has_its_drawn_cover_again(client):
    listing = make_listing()
    picture = make_picture(listing)
    assert seed_of_listing(listing) not in html_of(client, "/produk/")

    remove_picture(picture, by=None, now=NOON)

    assert seed_of_listing(listing) in html_of(client, "/produk/")
    assert "/gambar/" not in html_of(client, listing.get_absolute_url())


def test_the_first_picture_that_is_shown_is_the_cover(client):
    listing = make_listing()
    first, second = [make_picture(listing, key=letter * 32) for letter in "ab"]
    Picture.objects.filter(pk=first.pk).update(shown_at=None)

    assert f"#p{second.pk}" in html_of(client, f"/desa/{make_region().code}/")
