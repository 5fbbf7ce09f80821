"""An event says when it is, was, or usually is."""

from datetime import date, time

import pytest
from django.utils import translation

from balai.catalogue.models import Event
from balai.catalogue.queries.cards import when_of

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"status": "undated"}, "Tanggal belum diketahui"),
        ({"status": "past", "last_held": "2021-12"}, "Desember 2021 (sudah lewat)"),
        (
            {"status": "past", "start_on": date(2021, 12, 2), "end_on": date(2021, 12, 4)},
            "2–4 Desember 2021 (sudah lewat)",
        ),
        ({"status": "scheduled", "start_on": date(2027, 4, 20)}, "20 April 2027"),
        (
            {"status": "scheduled", "start_on": date(2027, 4, 30), "end_on": date(2027, 5, 1)},
            "30 April 2027 – 1 Mei 2027",
        ),
        ({"status": "postponed", "start_on": date(2027, 4, 20)}, "Ditunda, semula 20 April 2027"),
        ({"status": "postponed"}, "Ditunda"),
        ({"status": "cancelled"}, "Dibatalkan"),
        ({"status": "cancelled", "start_on": date(2027, 4, 20)}, "Dibatalkan. 20 April 2027"),
        (
            {"status": "scheduled", "start_on": date(2026, 11, 23), "end_on": date(2026, 11, 23)},
            "23 November 2026 (sudah lewat)",
        ),
        (
            {"status": "scheduled", "start_on": TODAY, "end_on": TODAY, "start_time": time(9)},
            "24 November 2026, 09.00 WITA",
        ),
        (
            {
                "status": "scheduled",
                "start_on": TODAY,
                "end_on": TODAY,
                "start_time": time(9),
                "end_time": time(15, 30),
            },
            "24 November 2026, 09.00–15.30 WITA",
        ),
        ({"status": "undated", "recurrence": "setahun sekali"}, "Setahun sekali"),
    ],
)
def test_when(said, words):
    assert when_of(Event(**said), today=TODAY) == words


def test_when_in_english():
    event = Event(status="past", last_held="2021-12", recurrence="x", recurrence_en="yearly")

    with translation.override("en"):
        assert when_of(event, today=TODAY) == "December 2021 (past). Yearly"
