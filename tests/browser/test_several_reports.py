"""A case of three reports in a real browser: one report's claims alone, and what two of them tell."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from geo import filters
from geo.cases import load_sample
from geo.model import PlacedClaim
from geo.pipeline import report_name
from geo.ui import words
from geo.ui.readings import Case, read_case
from tests.browser.acting import choose_from, press, rested
from tests.browser.conftest import Visit
from tests.browser.test_map import wait_for_claims


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(load_sample("ferry").documents, "", own=False)


def pins(claims: Sequence[PlacedClaim]) -> int:
    return sum(claim.position is not None for claim in claims)


def test_the_claims_of_one_report_alone(visit: Callable[..., Visit], app: str, case: Case) -> None:
    visited = visit(f"{app}/?case=ferry")
    frame = visited.map_frame()
    wait_for_claims(frame, pins(case.kept(filters.START)))
    for report in case.documents[1:]:
        kept = case.kept(replace(filters.START, report=report.id))
        assert 0 < pins(kept) < pins(case.kept(filters.START))
        choose_from(
            visited.page.get_by_role("combobox", name=words.IN_REPORT, exact=True),
            visited.page.get_by_role("option", name=report_name(report)),
        )
        wait_for_claims(frame, pins(kept))
        rested(visited.page)
        expect(visited.page.locator("button.row")).to_have_count(len(kept))
    assert visited.outside == []


def test_what_two_reports_tell_is_one_claim_and_can_be_taken_apart(
    visit: Callable[..., Visit], app: str, case: Case
) -> None:
    once, apart = case.kept(filters.START), case.kept(replace(filters.START, once=False))
    again = sum(bool(claim.claim.repeats) for claim in case.placed)
    told = case.repeats[0]
    assert pins(apart) > pins(once)
    visited = visit(f"{app}/?case=ferry&claim={told.of}")
    page, frame = visited.page, visited.map_frame()
    wait_for_claims(frame, pins(once))
    also = page.locator(".card .also")
    expect(also).to_contain_text(words.ALSO_IN)
    other = next(claim for claim in case.repeats_of(told.of) if claim.id == told.claim)
    expect(also.get_by_role("button", name=report_name(case.report_of(other)))).to_be_visible()
    toggle = page.get_by_test_id("stSidebar").get_by_text(words.once(again))
    press(toggle)
    wait_for_claims(frame, pins(apart))
    rested(page)
    press(toggle)
    wait_for_claims(frame, pins(once))
    press(also.get_by_role("button", name=report_name(case.report_of(other))))
    expect(page.locator(".card .said")).to_contain_text(" ".join(other.text.split())[:40])
    assert visited.outside == []
