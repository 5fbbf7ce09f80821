"""Two changes of one record go together where they can, and nothing is dropped."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balai.intake.rules.merging import Clash, merge

BASE = {"place": ["Balai"], "hour": ["09.00"], "note": ["Bawa HP"], "is_open": ["on"]}


def test_changes_of_different_fields_go_together_and_say_so():
    merged = merge(
        base=BASE, now=BASE | {"hour": ["10.00"]}, sent=BASE | {"place": ["Rumah Dayang"]}
    )

    assert merged.values == BASE | {"hour": ["10.00"], "place": ["Rumah Dayang"]}
    assert (merged.taken_over, merged.clashes) == (("hour",), ())


def test_two_changes_of_one_field_are_for_a_person_and_meanwhile_stand_as_they_are():
    merged = merge(base=BASE, now=BASE | {"hour": ["10.00"]}, sent=BASE | {"hour": ["11.00"]})

    assert merged.clashes == (Clash("hour", ["09.00"], ["10.00"], ["11.00"]),)
    assert merged.values["hour"] == ["10.00"]


def test_the_same_change_by_both_is_none():
    merged = merge(base=BASE, now=BASE | {"hour": ["10.00"]}, sent=BASE | {"hour": ["10.00"]})

    assert (merged.values["hour"], merged.taken_over, merged.clashes) == (["10.00"], (), ())


def test_a_box_whose_tick_was_taken_away_is_a_change():
    unticked = {name: values for name, values in BASE.items() if name != "is_open"}

    merged = merge(base=BASE, now=BASE | {"hour": ["10.00"]}, sent=unticked)

    assert (merged.values["is_open"], merged.clashes) == ([], ())


def test_line_ends_of_a_browser_are_no_change():
    merged = merge(
        base=BASE | {"note": ["a\nb"]},
        now=BASE | {"note": ["a\nb"]},
        sent=BASE | {"note": ["a\r\nb "]},
    )

    assert merged.clashes == ()
    assert merged.values["note"] == ["a\nb"]


def test_fields_that_are_not_of_the_record_are_left_alone():
    assert "csrf" not in merge(base=BASE, now=BASE, sent=BASE | {"csrf": ["x"]}).values


_records = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from("abc"), max_size=2) for name in ("one", "two", "three")}
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(base=_records, now=_records, sent=_records)
def test_no_change_of_either_side_is_ever_dropped(base, now, sent):
    merged = merge(base=base, now=now, sent=sent)
    clashing = {clash.name for clash in merged.clashes}

    for name in base:
        changed_there, changed_here = now[name] != base[name], sent[name] != base[name]
        if name in clashing:
            assert changed_there
            assert changed_here
            assert merged.values[name] == now[name]
        elif changed_here:
            assert merged.values[name] == sent[name]
        else:
            assert merged.values[name] == now[name]
