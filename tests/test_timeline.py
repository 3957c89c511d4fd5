"""Claims over time: how they are counted in steps, and what the strip is told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.filters import Step, columns_of, make_timeline
from geo.model import Bank, Filter, Precision, TimeSpan
from geo.ui import words
from geo.ui.timeline import timeline_data
from tests.factories import claim, placed, when
from tests.test_pages import open_app

CLAIMS = [
    placed(claim("One.", when=when("2017-11-05", "2017-11-05"))),
    placed(claim("Two.", when=when("2017-11-20", "2018-01-10")), Bank.LEFT),
    placed(claim("Three.")),
    placed(claim("Four.", when=TimeSpan(date(2017, 12, 1), None, "since December", Precision.OPEN))),
]


def counts(strip):
    return [(one.start.isoformat(), one.within, one.across) for one in strip.bins]


def test_claims_count_where_their_days_lie():
    strip = make_timeline(Filter(), CLAIMS, step=Step.MONTH)
    assert counts(strip) == [("2017-11-01", 1, 1), ("2017-12-01", 0, 2), ("2018-01-01", 0, 2)]
    assert strip.undated == 1


def test_the_chosen_days_do_not_empty_the_strip_but_other_filters_do():
    days = Filter(since=date(2018, 1, 1), until=date(2018, 1, 2))
    assert make_timeline(days, CLAIMS) == make_timeline(Filter(), CLAIMS)
    assert make_timeline(days, CLAIMS, columns=columns_of(CLAIMS)) == make_timeline(days, CLAIMS)
    assert counts(make_timeline(Filter(banks=frozenset({Bank.LEFT})), CLAIMS, step=Step.YEAR)) == [
        ("2017-01-01", 0, 1),
        ("2018-01-01", 0, 1),
    ]


@pytest.mark.parametrize(
    ("first", "last", "asked", "step"),
    [
        ("2018-01-01", "2018-01-20", None, Step.DAY),
        ("2018-01-01", "2018-12-20", None, Step.WEEK),
        ("2015-01-01", "2018-12-20", None, Step.MONTH),
        ("1900-01-01", "2018-12-20", None, Step.YEAR),
        ("2018-01-01", "2018-01-20", Step.MONTH, Step.MONTH),
        ("1900-01-01", "2018-12-20", Step.DAY, Step.YEAR),
        ("0001-01-01", "9999-12-31", None, Step.YEAR),
    ],
)
def test_the_step_is_clear_enough(first, last, asked, step):
    strip = make_timeline(Filter(), [placed(claim(when=when(first, last)))], step=asked)
    assert strip.step is step
    assert strip.bins[0].start <= date.fromisoformat(first)
    assert strip.bins[-1].end >= date.fromisoformat(last)


def test_no_dates_no_bins():
    assert make_timeline(Filter(), CLAIMS[2:3], published=[date(2018, 1, 1)]).bins == ()


DAYS = st.dates(date(2000, 1, 1), date(2004, 12, 31))


@given(st.lists(st.tuples(DAYS, st.integers(0, 90)), min_size=1, max_size=8), st.sampled_from(list(Step)))
def test_bins_join_without_gap_and_hold_every_claim(spans, step):
    claims = [
        placed(claim(f"{n}.", when=TimeSpan(start, start + timedelta(days=more), "then", Precision.DAY)))
        for n, (start, more) in enumerate(spans)
    ]
    strip = make_timeline(Filter(), claims, step=step)
    for one, following in zip(strip.bins, strip.bins[1:], strict=False):
        assert following.start - one.end == timedelta(days=1)
    for start, more in spans:
        assert any(one.start <= start <= one.end for one in strip.bins)
        assert any(one.start <= start + timedelta(days=more) <= one.end for one in strip.bins)


def test_the_strip_is_told_what_is_chosen_and_when_the_report_came_out():
    wanted = Filter(since=date(2017, 12, 1), until=date(2017, 12, 31))
    strip = make_timeline(wanted, CLAIMS, published=[date(2018, 1, 15)], step=Step.MONTH)
    bins = timeline_data(strip, wanted)["bins"]
    assert [one["chosen"] for one in bins] == [False, True, False]
    assert [one["said"] for one in bins] == [False, False, True]
    assert bins[0]["title"] == "Nov 2017: 1 claim, 1 more in a longer time"


def test_the_page_has_the_strip():
    pieces = {piece.key for piece in open_app().get("bidi_component")}
    assert "timeline" in pieces


def test_a_case_without_dates_says_so():
    assert "3 claims without a date" in words.no_dates(3)
