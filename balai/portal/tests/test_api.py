"""The API shows what the pages show, by the page, and says plainly what it refuses."""

import json
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from balai.catalogue.actions.listings import publish_listing, put_in_sectors, withdraw_listing
from balai.catalogue.actions.sectors import save_sector
from balai.catalogue.models import Listing
from balai.portal.api.assembled import api, views
from balai.portal.api.problems import PROBLEMS
from balai.portal.api.routes import ROUTES
from tests.factories import NOON, make_listing, make_organisation, make_person, make_region

pytestmark = pytest.mark.django_db
PELA = "64.02.08.2009"


def read(client, address, **headers):
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, answer.content
    return answer.json()


def followed(client, address):
    """Read a list to its end, page by page."""
    pages = []
    while address:
        parts = urlsplit(address)
        pages.append(read(client, f"{parts.path}?{parts.query}"))
        address = pages[-1]["next"]
    return [[item.get("number", item.get("code")) for item in page["items"]] for page in pages]


def test_the_light_list_of_addresses_is_that_of_the_operations():
    built = api.get_openapi_schema(path_prefix="")["paths"]

    assert {(f"/{route.path}", method) for route in ROUTES for method in route.methods} == {
        (path, method.upper()) for path, operations in built.items() for method in operations
    }
    assert {route.name for route in ROUTES} <= set(views)


def test_a_listing_says_all_in_both_languages(client):
    listing = make_listing(
        "Kakao",
        title_en="Cocoa",
        seller=make_organisation(whatsapp_number="6281234567890"),
        price_low=35000,
        price_high=40000,
        price_unit="kg",
        price_as_of="2026-06",
        longitude=117.5,
        latitude=1.25,
        example=True,
        details={"materials": "biji", "materials_en": "beans", "stock_count": 3},
    )

    told = read(client, f"/api/v1/listings/{listing.pk}")

    assert told["title"] == {"id": "Kakao", "en": "Cocoa"}
    assert told["text"] == {"id": "Kakao dari Merasa.", "en": None}
    assert told["price"] == {
        "low": 35000,
        "high": 40000,
        "currency": "IDR",
        "unit": {"id": "kg", "en": None},
        "note": None,
        "as_of": "2026-06",
        "valid_until": None,
        "current_until": "2026-12-27",
    }
    assert told["position"] == {"longitude": 117.5, "latitude": 1.25}
    assert told["example"] is True
    assert told["facts"] == [
        {"name": "materials", "value": {"id": "biji", "en": "beans"}},
        {"name": "made_to_order", "value": False},
        {"name": "stock_count", "value": 3},
    ]
    assert told["page"]["en"] == f"http://balai.example/en/produk/{listing.pk}/kakao/"
    assert client.get(urlsplit(told["share_picture"]["id"]).path).status_code == 200
    assert "6281234567890" not in json.dumps(told)


def test_an_event_says_its_days(client):
    details = {"status": "scheduled", "start_on": "2026-12-01", "start_time": "09:00"}
    listing = make_listing("Erau", kind="event", details=details)

    told = read(client, f"/api/v1/listings/{listing.pk}")

    assert told["event"] == {
        "status": "scheduled",
        "start_on": "2026-12-01",
        "start_time": "09:00:00",
        "end_on": "2026-12-01",
        "end_time": None,
    }


def test_a_village_whose_code_has_ended_names_what_followed(client):
    old, new = make_region(), make_region("64.03.01.2006")
    old.valid_until, old.ended_by = NOON.date(), old.opened_by
    old.save()
    old.successors.add(new)

    told = read(client, f"/api/v1/villages/{old.code}")

    assert (told["valid_until"], told["successors"]) == ("2026-11-24", [new.code])
    assert followed(client, "/api/v1/villages") == [[new.code]]


def test_a_list_goes_on_where_it_was_whatever_is_published_meanwhile(client):
    numbers = [make_listing(refreshed_at=NOON - timedelta(days=day)).pk for day in range(5)]
    first = read(client, "/api/v1/listings?limit=2")

    make_listing(refreshed_at=NOON + timedelta(days=1))

    assert [item["number"] for item in first["items"]] == numbers[:2]
    assert followed(client, first["next"]) == [numbers[2:4], numbers[4:]]


def test_the_header_names_the_next_page_too(client):
    make_listing()
    make_listing()

    answer = client.get("/api/v1/listings?limit=1&kind=product")

    assert answer["Link"] == f'<{answer.json()["next"]}>; rel="next"'
    assert answer.json()["next"].startswith("http://balai.example/api/v1/listings?limit=1&kind=")


def test_villages_go_on_after_a_code(client):
    for number in (2005, 2006, 2007):
        make_region(f"64.03.01.{number}")
    make_region(PELA)

    assert followed(client, "/api/v1/villages?regency=64.03&limit=2") == [
        ["64.03.01.2005", "64.03.01.2006"],
        ["64.03.01.2007"],
    ]


def test_a_search_goes_on_after_what_was_last_even_if_it_is_gone(client):
    for _number in range(3):
        publish_listing(make_listing("Kakao", published_at=None), by=None, now=NOON)
    first = read(client, "/api/v1/search?q=kakao&limit=1")
    last = first["items"][0]["number"]
    whole = followed(client, first["next"])

    withdraw_listing(Listing.objects.get(pk=last), by=None, now=NOON)

    assert [first["total"], len(whole)] == [3, 2]
    assert followed(client, first["next"]) == whole[1:]


@pytest.mark.parametrize(
    ("narrowing", "titles"),
    [
        ("kind=event", ["Erau"]),
        ("regency=64.02", ["Erau"]),
        (f"village={PELA}", ["Erau"]),
        ("sector=kakao", ["Biji kakao fermentasi"]),
        ("sector=kakao&regency=64.02", []),
        ("sector=unknown", []),
        ("village=64.03.01.2099", []),
    ],
)
def test_a_list_is_narrowed(client, narrowing, titles):
    put_in_sectors(
        make_listing(),
        [save_sector(code="kakao", name="Kakao", name_en="Cocoa", by=None, now=NOON)],
    )
    make_listing("Erau", kind="event", village=make_region(PELA))

    told = read(client, f"/api/v1/listings?{narrowing}")

    assert [item["title"]["id"] for item in told["items"]] == titles


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("listings?limit=0", ("query.limit", "greater_than_equal")),
        ("listings?limit=101", ("query.limit", "less_than_equal")),
        ("listings?limit=1e9", ("query.limit", "int_parsing")),
        ("listings?kind=boat", ("query.kind", "enum")),
        ("listings?regency=Berau", ("query.regency", "string_pattern_mismatch")),
        ("listings?sector=%00", ("query.sector", "string_pattern_mismatch")),
        ("listings?offset=1000000000000", ("query.offset", "unknown")),
        ("listings?after=" + "9" * 61, ("query.after", "string_too_long")),
        ("listings/abc", ("path.number", "int_parsing")),
        ("search", ("query.q", "missing")),
        ("sectors?bahasa=fr", ("query.bahasa", "enum")),
    ],
)
def test_what_is_asked_wrongly_is_named(client, address, fault):
    answer = client.get(f"/api/v1/{address}")

    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert answer.json()["errors"] == [{"at": fault[0], "rule": fault[1], "says": ""}]
    assert answer.json()["code"] == "invalid"


@pytest.mark.parametrize(
    "address",
    [
        "listings?after=yesterday",
        "listings?after=9999-12-31T23:59:59-23:59_1",
        "villages?after=64.03",
        "search?q=kakao&after=1_x",
    ],
)
def test_what_is_no_place_in_a_list_is_refused(client, address):
    answer = client.get(f"/api/v1/{address}")

    assert (answer.status_code, answer.json()["code"]) == (422, "cursor_unclear")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nowhere",
        "listings/",
        "listings/99999999999999999999999999",
        "listings/0",
        "villages/64.03.01.2099",
        "villages/%00",
        "villages/%ff",
        "%C3%28",
    ],
)
def test_what_is_not_there_is_a_problem_too(client, address):
    answer = client.get(f"/api/v1/{address}")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"


def test_any_words_may_be_searched_for(client):
    assert read(client, "/api/v1/search?q=%00%ff%22*(")["items"] == []
    assert read(client, "/api/v1/search?q=")["items"] == []


@pytest.mark.parametrize(
    ("address", "accepted", "language", "sentence"),
    [
        ("/api/v1/nowhere", "", "id", "Di sini tidak ada"),
        ("/api/v1/nowhere", "en-GB,en;q=0.9", "en", "There is nothing here"),
        ("/api/v1/nowhere?bahasa=id", "en", "id", "Di sini tidak ada"),
    ],
)
def test_a_problem_speaks_the_language_of_the_caller(client, address, accepted, language, sentence):
    answer = client.get(address, headers={"Accept-Language": accepted})

    assert answer["Content-Language"] == language
    assert answer.json()["title"].startswith(sentence)
    assert answer.json()["type"] == "http://balai.example/api/#not_found"


def test_whatever_language_is_accepted_the_data_is_the_same(client):
    make_listing("Kakao", title_en="Cocoa")

    one, other = (
        client.get("/api/v1/listings", headers={"Accept-Language": code}) for code in ("id", "en")
    )

    assert one.content == other.content


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_is_public_is_only_read(client, method):
    answer = getattr(client, method)("/api/v1/listings")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json()["code"] == "method_not_allowed"


def test_a_head_is_that_of_the_whole(client):
    whole, head = client.get("/api/v1/sectors"), client.head("/api/v1/sectors")

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == whole["ETag"]


def test_who_has_it_is_told_that_it_still_holds_until_something_changes(client):
    listing = make_listing(published_at=None)
    publish_listing(listing, by=None, now=NOON)
    tag = client.get("/api/v1/listings")["ETag"]

    same = client.get("/api/v1/listings", headers={"If-None-Match": tag})
    withdraw_listing(listing, by=None, now=NOON)
    other = client.get("/api/v1/listings", headers={"If-None-Match": tag})

    assert (same.status_code, same["Access-Control-Allow-Origin"]) == (304, "*")
    assert (other.status_code, other.json()["items"]) == (200, [])


def test_a_kept_answer_may_be_read_from_other_sites_too(client, settings):
    settings.PAGE_CACHE_SECONDS = 300
    tag = client.get("/api/v1/sectors")["ETag"]

    same = client.get("/api/v1/sectors", headers={"If-None-Match": tag})

    assert (same.status_code, same["Access-Control-Allow-Origin"]) == (304, "*")


def test_any_site_may_read_what_is_public_and_only_that(client):
    answer = client.options(
        "/api/v1/listings",
        headers={"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"},
    )

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Credentials" not in answer
    assert "Authorization" not in answer["Access-Control-Allow-Headers"]


def test_cookies_count_for_nothing(client):
    make_listing()
    as_visitor = client.get("/api/v1/listings")
    client.force_login(make_person("Mira"))

    signed_in = client.get("/api/v1/listings")

    assert signed_in.content == as_visitor.content
    assert signed_in.cookies == {}


def test_a_huge_request_is_not_read(client):
    answer = client.generic("GET", "/api/v1/listings", b"x" * 65_537)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_too_many_fields_are_no_readable_request(client):
    answer = client.get("/api/v1/listings?" + "&".join(f"a{n}=1" for n in range(1001)))

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_what_breaks_is_a_problem_to_programs_and_a_page_to_people(client, monkeypatch):
    def break_down(*_args, **_named):
        raise RuntimeError

    client.raise_request_exception = False
    monkeypatch.setattr("balai.portal.api.listings.visible_listing", break_down)
    monkeypatch.setattr("balai.portal.views.listings.visible_listing", break_down)

    program, person = client.get("/api/v1/listings/1"), client.get("/produk/1/kakao/")

    assert (program.status_code, program["Content-Type"]) == (500, "application/problem+json")
    assert program.json()["code"] == "broken"
    assert (person.status_code, person["Content-Type"]) == (500, "text/html; charset=utf-8")


def test_a_list_asks_the_database_the_same_however_long_it_is(client, django_assert_num_queries):
    put_in_sectors(
        make_listing(),
        [save_sector(code="kakao", name="Kakao", name_en="Cocoa", by=None, now=NOON)],
    )
    read(client, "/api/v1/listings")
    with django_assert_num_queries(3):  # the version, listings, their sectors
        read(client, "/api/v1/listings")
    for _number in range(9):
        make_listing()
    read(client, "/api/v1/listings")

    with django_assert_num_queries(3):
        read(client, "/api/v1/listings")


def test_the_page_explains_every_address_and_every_problem(client):
    page = client.get("/api/").content.decode()

    assert [route.path for route in ROUTES if route.path not in page] == []
    assert [one.code for one in PROBLEMS if f'id="{one.code}"' not in page] == []


def test_the_description_is_openapi_3_1(client):
    told = read(client, "/api/v1/openapi.json")

    assert told["openapi"] == "3.1.0"
    assert {f"/api/v1/{route.path}" for route in ROUTES} == set(told["paths"])
