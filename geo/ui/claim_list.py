"""The list of claims: every visible claim in the text's order, those not on the map apart, page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.model import Bank, PlacedClaim
from geo.scene import actor_of
from geo.ui import words
from geo.ui.claim_card import badges, place_line, quoted, review_badges, speaker_line, when_line
from geo.ui.leaf import Node, data_text, node

PAGE = 60


def list_nodes(
    shown: Sequence[PlacedClaim], sides: Mapping[Bank, str], *, selected: str = "", page: int = 0
) -> list[Node]:
    """One page of the list; `page` counts from 0 and is brought into range."""
    ordered = in_order(shown)
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(max(page, 0), pages - 1)
    part = ordered[page * PAGE : (page + 1) * PAGE]
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
    sections = [
        _section(title, count, note, claims, sides, selected)
        for title, count, note, claims in groups
        if claims
    ]
    return [node("div", "list", *sections, pager(page, pages))]


def in_order(shown: Sequence[PlacedClaim]) -> list[PlacedClaim]:
    """Claims on the map first, each group in the text's order: so go the rows, and next and previous."""
    return sorted(shown, key=lambda claim: claim.position is None)


def page_of(shown: Sequence[PlacedClaim], claim_id: str) -> int:
    """The page on which a claim stands; 0 where it is not shown."""
    found = (n for n, claim in enumerate(in_order(shown)) if claim.claim.id == claim_id)
    return next(found, 0) // PAGE


def _section(
    title: str,
    count: int,
    note: str,
    claims: Sequence[PlacedClaim],
    sides: Mapping[Bank, str],
    selected: str,
) -> Node:
    rows = [node("li", "", _row(claim, sides, current=claim.claim.id == selected)) for claim in claims]
    return node(
        "section",
        "",
        node("h3", "", title, node("span", "count", words.claims_count(count))),
        node("p", "note", note) if note else None,
        node("ol", "", *rows),
    )


def _row(placed: PlacedClaim, sides: Mapping[Bank, str], *, current: bool) -> Node:
    claim = placed.claim
    return node(
        "button",
        "row",
        data_text("span", "words", quoted(claim)),
        who_node(placed, when_line(claim.when)),
        node(
            "span",
            "marks",
            badges(claim)[0],
            node("span", "badge side", words.title(sides[placed.call.bank])),
            *review_badges(claim),
        ),
        colour=actor_of(claim).colour,
        current=current,
        send=["claim", claim.id],
    )


def who_node(placed: PlacedClaim, when: str) -> Node:
    """Speaker, place and time of a claim in one line."""
    beside = [part for part in (place_line(placed), when) if part]
    return node(
        "span",
        "who",
        data_text("strong", "", speaker_line(placed.claim)),
        data_text("span", "", "".join(f" · {part}" for part in beside)),
    )


def pager(page: int, pages: int) -> Node | None:
    """The way to the pages before and after; nothing where there is one page. Sends "page"."""
    if pages == 1:
        return None
    before = node("button", "", words.NEWER, send=["page", str(page - 1)]) if page else None
    after = node("button", "", words.OLDER, send=["page", str(page + 1)]) if page < pages - 1 else None
    return node("div", "pager", before, node("span", "", words.page_of(page + 1, pages)), after)
