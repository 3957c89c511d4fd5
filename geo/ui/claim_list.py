"""The list of claims: every visible claim in the text's order, those not on the map apart, page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from geo.model import Bank, PlacedClaim
from geo.scene import actor_of, own_script
from geo.ui import words
from geo.ui.claim_card import badges, place_line, quoted, review_badges, speaker_line, when_line
from geo.ui.leaf import Node, data_text, node

PAGE = 60


@dataclass(frozen=True, slots=True)
class Rows:
    """What rows show beside their claims: names of the banks, the claim selected, where else they stand."""

    sides: Mapping[Bank, str]
    selected: str = ""
    reports: Mapping[str, str] = field(default_factory=dict)
    """Names of the reports by id, where there are several."""
    also_in: Mapping[str, str] = field(default_factory=dict)
    """By claim id, names of the other reports that tell the same."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """By claim id, the number under which the map knows it: a row and its pin light up together."""


def list_nodes(
    shown: Sequence[PlacedClaim],
    sides: Mapping[Bank, str],
    *,
    selected: str = "",
    page: int = 0,
    reports: Mapping[str, str] | None = None,
    also_in: Mapping[str, str] | None = None,
    scene: Sequence[PlacedClaim] = (),
) -> list[Node]:
    """One page of the list; `page` counts from 0 and is brought into range.

    `reports` are names by id, written into each row where there are several; `scene` the map's claims.
    """
    ordered = in_order(shown)
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(max(page, 0), pages - 1)
    part = ordered[page * PAGE : (page + 1) * PAGE]
    rows = Rows(sides, selected, reports or {}, also_in or {}, _numbers(part, scene))
    on_map = sum(claim.position is not None for claim in shown)
    groups = [
        (words.ON_MAP, on_map, "", [claim for claim in part if claim.position is not None]),
        (
            words.OFF_MAP,
            len(shown) - on_map,
            words.OFF_MAP_NOTE,
            [claim for claim in part if claim.position is None],
        ),
    ]
    sections = [_section(title, count, note, claims, rows) for title, count, note, claims in groups if claims]
    return [node("div", "list", *sections, pager(page, pages))]


def in_order(shown: Sequence[PlacedClaim]) -> list[PlacedClaim]:
    """Claims on the map first, each group in the text's order: so go the rows, and next and previous."""
    return sorted(shown, key=lambda claim: claim.position is None)


def _numbers(part: Sequence[PlacedClaim], scene: Sequence[PlacedClaim]) -> dict[str, int]:
    """Where the claims on the map stand in the scene; the search ends with the last one found."""
    wanted = {claim.claim.id for claim in part if claim.position is not None}
    found = ((claim.claim.id, n) for n, claim in enumerate(scene) if claim.claim.id in wanted)
    return dict(islice(found, len(wanted)))


def page_of(shown: Sequence[PlacedClaim], claim_id: str) -> int:
    """The page on which a claim stands; 0 where it is not shown."""
    found = (n for n, claim in enumerate(in_order(shown)) if claim.claim.id == claim_id)
    return next(found, 0) // PAGE


def _section(
    title: str,
    count: int,
    note: str,
    claims: Sequence[PlacedClaim],
    rows: Rows,
) -> Node:
    return node(
        "section",
        "",
        node("h3", "", title, node("span", "count", words.claims_count(count))),
        node("p", "note", note) if note else None,
        node("ol", "", *(node("li", "", _row(claim, rows)) for claim in claims)),
    )


def _row(placed: PlacedClaim, rows: Rows) -> Node:
    claim = placed.claim
    return node(
        "button",
        "row",
        data_text("span", "words", quoted(claim)),
        who_node(
            placed,
            when_line(claim.when),
            rows.reports.get(claim.document_id, ""),
            rows.also_in.get(claim.id, ""),
        ),
        node(
            "span",
            "marks",
            badges(claim)[0],
            node("span", "badge side", words.title(rows.sides[placed.call.bank])),
            *review_badges(claim),
        ),
        colour=actor_of(claim).colour,
        current=claim.id == rows.selected,
        number=rows.numbers.get(claim.id),
        send=["claim", claim.id],
    )


def local_node(placed: PlacedClaim) -> Node | None:
    """The place's name in its own script, beside the one that the text has."""
    local = own_script(placed.place.place if placed.place else None)
    return data_text("span", "local", local) if local not in ("", place_line(placed)) else None


def who_node(placed: PlacedClaim, when: str, report: str = "", also_in: str = "") -> Node:
    """Speaker, place and time of a claim in one line, and its reports where there are several."""
    told = (words.in_report(report), words.also_in(also_in))
    beside = [part for part in (when, *told) if part]
    place = place_line(placed)
    return node(
        "span",
        "who",
        data_text("strong", "", speaker_line(placed.claim)),
        data_text("span", "", f" · {place}") if place else None,
        local_node(placed),
        data_text("span", "", "".join(f" · {part}" for part in beside)),
    )


def pager(page: int, pages: int) -> Node | None:
    """The way to the pages before and after; nothing where there is one page. Sends "page"."""
    if pages == 1:
        return None
    before = node("button", "", words.NEWER, send=["page", str(page - 1)]) if page else None
    after = node("button", "", words.OLDER, send=["page", str(page + 1)]) if page < pages - 1 else None
    return node("div", "pager", before, node("span", "", words.page_of(page + 1, pages)), after)
