"""With a token a program writes what its owner may write, and nothing else."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from balai.accounts.actions.tokens import make_token
from balai.catalogue.actions.sectors import save_sector
from balai.catalogue.models import Listing, Revision
from tests.factories import NOON, make_listing, make_region, make_role

pytestmark = pytest.mark.django_db
MERASA, PELA = "64.03.01.2005", "64.02.08.2009"


class Program:
    """Asks in somebody's name."""

    def __init__(self, client, person):
        lasts = timedelta(days=1)
        now = timezone.now()
        made = make_token(name="Program", lasts=lasts, key=uuid4(), by=person, now=now)
        self.client, self.headers = client, {"Authorization": f"Bearer {made.secret}"}

    def ask(self, method, path, body=None, *, kind="application/json", **headers):
        sent = body if isinstance(body, bytes | str) else json.dumps(body)
        return self.client.generic(
            method,
            f"/api/v1/{path}",
            b"" if body is None else sent,
            content_type=kind if method in {"POST", "PATCH"} else "",
            headers=self.headers | headers,
        )

    def begin(self, body=None, *, key=None):
        said = body or {"kind": "product", "village": MERASA}
        return self.ask("POST", "drafts", said, **{"Idempotency-Key": str(key or uuid4())})


@pytest.fixture
def mira(client):
    make_region()
    return Program(client, make_role("Mira", "operator", MERASA).person)


@pytest.fixture
def ines(client):
    make_region(PELA)
    return Program(client, make_role("Ines", "operator", PELA).person)


def stored():
    return list(Revision.objects.order_by("pk").values("state", "content", "version"))


def test_a_draft_is_begun_saved_and_sent(mira):
    save_sector(code="kakao", name="Kakao", name_en="Cocoa", by=None, now=NOON)
    begun = mira.begin()
    number = begun.json()["number"]
    words = {"title": "Kakao", "text": "Dari Merasa."}

    half = mira.ask("PATCH", f"drafts/{number}", {"words": words, "version": 0})
    early = mira.ask("POST", f"drafts/{number}/submission", {})
    whole = mira.ask("PATCH", f"drafts/{number}", {"sectors": ["kakao"]})
    sent = mira.ask("POST", f"drafts/{number}/submission", {"version": whole.json()["version"]})

    assert (begun.status_code, begun["Location"]) == (
        201,
        f"http://balai.example/api/v1/drafts/{number}",
    )
    assert half.json()["words"] == words
    assert [one["at"] for one in half.json()["missing"]] == ["body.sectors"]
    assert (early.status_code, early.json()["code"]) == (422, "incomplete")
    assert early.json()["errors"][0]["says"] == "Pilih setidaknya satu sektor."
    assert (sent.status_code, sent.json()["state"]) == (200, "submitted")
    assert not Listing.objects.public().exists()


def test_what_is_missing_is_said_in_the_language_of_the_caller(mira):
    number = mira.begin().json()["number"]

    told = mira.ask("POST", f"drafts/{number}/submission?bahasa=en", {}).json()

    assert told["title"].startswith("Something is still missing")
    assert told["errors"][0] == {
        "at": "body.title",
        "rule": "missing",
        "says": "Say what it is called.",
    }


def test_a_draft_begun_twice_is_one(mira):
    key = uuid4()

    first, again = mira.begin(key=key), mira.begin(key=key)

    assert first.json() == again.json()
    assert len(stored()) == 1


def test_a_listing_is_changed_beside_what_everyone_sees(mira, client):
    listing = make_listing("Kakao")

    begun = mira.begin({"listing": listing.pk}).json()
    mira.ask("PATCH", f"drafts/{begun['number']}", {"words": {"title": "Cokelat"}})

    assert begun["words"]["title"] == "Kakao"
    told = client.get(f"/api/v1/listings/{listing.pk}").json()
    assert told["title"]["id"] == "Kakao"
    own = mira.ask("GET", "own-listings").json()["items"]
    assert [one["number"] for one in own] == [listing.pk]
    assert mira.ask("GET", "drafts").json()["items"][0]["title"] == "Cokelat"


def test_drafts_go_on_by_the_page(mira):
    numbers = [mira.begin().json()["number"] for _time in range(3)]

    first = mira.ask("GET", "drafts?limit=2").json()
    rest = mira.ask("GET", f"drafts?limit=2&after={numbers[1]}").json()

    assert [one["number"] for one in first["items"]] == numbers[:0:-1]
    assert first["next"].endswith(f"drafts?limit=2&after={numbers[1]}")
    assert ([one["number"] for one in rest["items"]], rest["next"]) == (numbers[:1], None)
    assert mira.ask("GET", "drafts?after=x").json()["code"] == "cursor_unclear"


def test_a_neighbour_finds_nothing_and_writes_nothing(mira, ines):
    number = mira.begin().json()["number"]
    before = stored()

    answers = [
        ines.ask("GET", f"drafts/{number}"),
        ines.ask("PATCH", f"drafts/{number}", {"words": {"title": "Theirs"}}),
        ines.ask("POST", f"drafts/{number}/submission", {}),
        ines.ask("DELETE", f"drafts/{number}"),
        ines.begin({"listing": Revision.objects.get().listing_id}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert ines.ask("GET", "drafts").json()["items"] == []
    assert ines.begin({"kind": "product", "village": MERASA}).status_code == 403
    assert stored() == before


def test_an_officer_reads_what_waits_and_may_not_write_it(mira, client):
    number = mira.begin().json()["number"]
    officer = Program(client, make_role("Rahma", "regency_officer", "64.03").person)
    before = stored()

    told = officer.ask("GET", f"drafts/{number}")
    refused = officer.ask("PATCH", f"drafts/{number}", {"words": {"title": "Officer's"}})

    assert told.status_code == 200
    assert (refused.status_code, refused.json()["code"]) == (403, "may_not_write")
    assert officer.ask("GET", "drafts").json()["items"] == []
    assert stored() == before


def test_a_dropped_draft_takes_nothing_more(mira):
    number = mira.begin().json()["number"]

    dropped = mira.ask("DELETE", f"drafts/{number}")
    late = mira.ask("PATCH", f"drafts/{number}", {"words": {"title": "Late"}})

    assert (dropped.status_code, dropped.content) == (204, b"")
    assert (late.status_code, late.json()["code"]) == (409, "not_in_hand")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 30_000, 400),
        ("[" * 500 + "]" * 500, 422),
        (b"", 415),
        ({"words": {"title": {"deep": []}}}, 422),
        ({"words": {"nonsense": "x"}}, 422),
        ({"words": {"price_low": 10**40}}, 422),
        ('{"words": {"price_low": NaN}}', 422),
        ('{"words": {"price_low": 1e999}}', 422),
        pytest.param(f'{{"words": {{"price_low": 1{"0" * 400}}}}}', 422, id="400 digits"),
        pytest.param(f'{{"seller": 1{"0" * 400}}}', 422, id="seller of 400 digits"),
        pytest.param(f'{{"version": 1{"0" * 400}}}', 422, id="version of 400 digits"),
        pytest.param(f'{{"words": {{"price_low": {"9" * 5000}}}}}', 400, id="5000 digits"),
        ({"words": {"title": "x" * 10_001}}, 422),
        ({"words": [], "details": 3}, 422),
        ({"sectors": [["kakao"]]}, 422),
        ({"seller": 2**70}, 422),
        ({"seller": True}, 422),
        ({"version": -1}, 422),
        ({"unknown": 1}, 422),
        ({"words": {"text": "x" * 70_000}}, 413),
    ],
    ids=str,
)
def test_no_body_breaks_it(mira, body, status):
    number = mira.begin().json()["number"]
    before = stored()

    answer = mira.ask("PATCH", f"drafts/{number}", body)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert stored() == before


def test_what_no_keyboard_types_is_left_out(mira):
    number = mira.begin().json()["number"]

    told = mira.ask("PATCH", f"drafts/{number}", '{"words": {"title": "Ka\\u0000kao\\ud800"}}')

    assert (told.status_code, told.json()["words"]) == (200, {"title": "Kakao"})


@pytest.mark.parametrize("key", ["", "1", "not-a-key"])
def test_a_draft_is_begun_with_a_key_only(mira, key):
    body = {"kind": "product", "village": MERASA}

    answer = mira.ask("POST", "drafts", body, **({"Idempotency-Key": key} if key else {}))

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"] == "header.Idempotency-Key"
    assert stored() == []


def test_only_json_is_read_so_that_no_form_of_another_site_writes(mira):
    body = {"kind": "product", "village": MERASA}

    answer = mira.ask("POST", "drafts", body, kind="text/plain")

    assert (answer.status_code, answer.json()["code"]) == (415, "not_json")
    assert stored() == []


def test_a_session_does_not_open_drafts_and_no_page_elsewhere_may_ask(client, mira):
    client.force_login(make_role("Tomas", "operator", MERASA).person)

    answer = client.get("/api/v1/drafts")
    preflight = client.options("/api/v1/drafts", headers={"Origin": "https://elsewhere.example"})

    assert answer.status_code == 401
    assert "Access-Control-Allow-Origin" not in preflight
    assert "Access-Control-Allow-Origin" not in mira.ask("GET", "drafts")


def test_a_key_of_another_is_refused(mira, ines):
    key = uuid4()
    mira.begin(key=key)

    answer = ines.begin({"kind": "product", "village": PELA}, key=key)

    assert (answer.status_code, answer.json()["code"]) == (409, "sent_by_another")
    assert len(stored()) == 1
