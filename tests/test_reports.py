"""Several reports in one case: whose claim is whose, what is said twice, what may conflict across reports."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from geo import filters
from geo.cases import load_sample
from geo.conflicts import find_repeats, mark_repeats
from geo.conflicts.pairs import _same_speaker
from geo.model import Bank, Document, Filter, Repeat
from geo.pipeline import place_claims, read_document, read_documents, report_name
from geo.river import load_rivers
from geo.tables.rows import rows_of
from geo.ui.downloads import export_of
from geo.ui.readings import read_case

FIRST = Document.of(
    "Harbour master Ilija Brestov said that the bridge at Raqqa was hit by two shells on Monday.",
    publisher="The Ferry Post",
    published=date(2018, 2, 6),
)
AGAIN = Document.of(
    "According to harbour master Ilija Brestov, the bridge at Raqqa was hit by two shells on Monday.",
    publisher="Bank Notes",
    published=date(2018, 2, 7),
)
OTHERS = {
    "another speaker": "Vera Kostan said that the bridge at Raqqa was hit by two shells on Monday.",
    "denied": "Ilija Brestov denied that the bridge at Raqqa was hit by two shells on Monday.",
    "not so": "Ilija Brestov said that the bridge at Raqqa was not hit by two shells on Monday.",
    "another day": "Ilija Brestov said that the bridge at Raqqa was hit by two shells on 3 January 2018.",
    "other words": "Ilija Brestov said that ferries from Raqqa would stop until the fog lifts on Monday.",
    "the report itself": "The bridge at Raqqa was hit by two shells on Monday.",
}


def test_the_same_claim_in_two_reports_is_one_with_two_sources() -> None:
    claims = read_documents((FIRST, AGAIN))
    (repeat,) = find_repeats(claims)
    first, again = claims
    assert repeat == Repeat(again.id, first.id)
    assert (first.report, again.report) == ("The Ferry Post, 2018-02-06", "Bank Notes, 2018-02-07")


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_not_quite_the_same_stays_apart(name: str) -> None:
    other = replace(AGAIN, text=OTHERS[name], id="0" * 12)
    assert find_repeats(read_documents((FIRST, other))) == ()


def test_said_twice_in_one_report_is_no_repeat() -> None:
    twice = Document.of(f"{FIRST.text}\n\n{AGAIN.text}", published=FIRST.published)
    assert find_repeats(read_document(twice)) == ()


def test_no_two_claims_of_a_case_have_one_id() -> None:
    copy = replace(FIRST, id="0" * 12)
    claims = read_documents((FIRST, copy, FIRST))
    assert len({claim.id for claim in claims}) == len(claims)
    assert claims[0].id == read_document(FIRST)[0].id
    assert [claim.id.partition("-")[2] for claim in claims] == ["", "2", "3"]


def test_one_report_alone_is_read_as_before() -> None:
    assert read_documents((FIRST,)) == read_document(FIRST)


def test_the_voices_of_two_reports_are_two() -> None:
    one, two = (Document.of(f"Shells hit the bridge at Raqqa on {day}.") for day in ("Monday", "Tuesday"))
    first, second = read_documents((one, two))
    assert not _same_speaker(first, second)
    again = Document.of(f"{one.text}\n\n{two.text}")
    assert _same_speaker(*read_document(again))


def test_a_report_is_a_filter_with_its_name_in_the_caption() -> None:
    placed = place_claims(read_documents((FIRST, AGAIN)), load_rivers()["euphrates"])
    wanted = Filter(report=AGAIN.id)
    assert [one.claim.document_id for one in filters.apply(wanted, placed)] == [AGAIN.id]
    assert "in Bank Notes, 2018-02-07" in filters.describe(wanted, placed)
    assert filters.from_query(filters.to_query(wanted))[0] == wanted
    assert dict(filters.facet_counts(wanted, filters.columns_of(placed)).reports) == {
        FIRST.id: 1,
        AGAIN.id: 1,
    }


@pytest.mark.parametrize(
    ("document", "name"),
    [
        (FIRST, "The Ferry Post, 2018-02-06"),
        (Document.of("x", title="Shells"), "Shells"),
        (Document.of("x", title="Shells", publisher="Bank Notes"), "Bank Notes"),
        (Document.of("x"), ""),
    ],
)
def test_the_name_of_a_report(document: Document, name: str) -> None:
    assert report_name(document) == name


def test_the_sample_of_three_reports_shows_it_all() -> None:
    sample = load_sample("ferry")
    claims = read_documents(sample.documents)
    assert len({claim.document_id for claim in claims}) == 3
    assert len(find_repeats(claims)) >= 2


def test_a_table_names_the_other_reports_of_the_same_claim() -> None:
    case = read_case(load_sample("ferry").documents, "", own=False)
    rows = rows_of(export_of(case, Filter(), datetime(2026, 1, 1, tzinfo=UTC)))
    told = {row["id"]: row["also_in"] for row in rows}
    assert case.repeats
    for repeat in case.repeats:
        others = {report_name(case.report_of(one)) for one in case.repeats_of(repeat.claim)}
        assert others
        assert all(name in told[repeat.claim] for name in others)
        assert told[repeat.of]
    assert sum(not text for text in told.values()) > 0


def test_what_two_reports_tell_counts_once_and_can_be_taken_apart() -> None:
    claims = read_documents((FIRST, AGAIN))
    placed = mark_repeats(place_claims(claims, load_rivers()["euphrates"]), find_repeats(claims))
    first, again = placed
    assert (first.claim.repeats, again.claim.repeats) == ("", first.claim.id)
    assert filters.apply(filters.START, placed) == (first,)
    assert filters.describe(filters.START, placed) == "1 of 2 claims · 1 told again by another report"
    assert filters.apply(replace(filters.START, once=False), placed) == placed
    assert filters.apply(replace(filters.START, report=AGAIN.id), placed) == (again,)
    assert dict(filters.facet_counts(filters.START, filters.columns_of(placed)).reports) == {
        FIRST.id: 1,
        AGAIN.id: 1,
    }


def test_a_repeat_that_stands_elsewhere_stays_a_claim_of_its_own() -> None:
    claims = read_documents((FIRST, AGAIN))
    first, again = place_claims(claims, load_rivers()["euphrates"])
    elsewhere = replace(again, call=replace(again.call, bank=Bank.LEFT))
    assert first.call.bank is not Bank.LEFT
    assert mark_repeats((first, elsewhere), find_repeats(claims)) == (first, elsewhere)


def test_of_many_reports_that_tell_the_same_the_first_are_named_and_the_others_counted() -> None:
    text = "Rebels hit a ferry on the Euphrates near Mayadin on Friday, the River Guard said."
    documents = [Document.of(f"{text}\n\nNo {n}", title="Ferry", publisher=f"Paper {n}") for n in range(12)]
    case = read_case(documents, "", own=False)
    told = case.also_in()[case.placed[-1].claim.id]
    assert told == "; ".join([*(f"Paper {n}" for n in range(8)), "and 3 more"])
