"""What the sources disagree on, place by place: pairs of claims that may conflict, side by side, by date.

In: a case and the claims a filter keeps. Out: nodes for geo.ui.leaf, all texts as data. Nothing here says
which claim is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from geo.model import Claim, Conflict, PlacedClaim, Resolution
from geo.scene import actor_of
from geo.ui import words
from geo.ui.claim_card import badges, quoted, when_line
from geo.ui.claim_list import who_node
from geo.ui.leaf import Node, data_text, node
from geo.ui.readings import Case


@dataclass(frozen=True, slots=True)
class Dispute:
    """Pairs about one place, which is spelled as the text first spells it; empty where they name none."""

    place: str
    pairs: tuple[tuple[Conflict, PlacedClaim, PlacedClaim], ...]


def disputes_of(case: Case, shown: Sequence[PlacedClaim]) -> tuple[Dispute, ...]:
    """The disputes of a case of which at least one claim is shown, the most disputed place first.

    In each pair the claim about the earlier event comes first; undated or equal, the earlier in the text.
    """
    claims = {one.claim.id: one for one in case.placed}
    kept = {one.claim.id for one in shown}
    found: dict[str, list[tuple[Conflict, PlacedClaim, PlacedClaim]]] = {}
    spelled: dict[str, str] = {}
    for conflict in case.conflicts:
        if conflict.a in claims and conflict.b in claims and kept & {conflict.a, conflict.b}:
            first, second = sorted((claims[conflict.a], claims[conflict.b]), key=_when_said)
            place = _shared_place(first, second)
            key = place.place.name if place and place.place else ""
            spelled.setdefault(key, place.mention.text if place else "")
            found.setdefault(key, []).append((conflict, first, second))
    ordered = sorted(found.items(), key=lambda entry: (not entry[0], -len(entry[1])))
    return tuple(Dispute(spelled[key], tuple(pairs)) for key, pairs in ordered)


def dispute_nodes(disputes: Sequence[Dispute], selected: str = "") -> list[Node]:
    """The disputes as sections, each pair with its rule; the empty state where there are none."""
    if not disputes:
        return [
            node(
                "article",
                "card empty",
                node("h3", "", words.NO_DISPUTES_TITLE),
                node("p", "", words.NO_DISPUTES),
            )
        ]
    return [node("div", "disputes", *(_section(dispute, selected) for dispute in disputes))]


def _section(dispute: Dispute, selected: str) -> Node:
    return node(
        "section",
        "",
        node(
            "h3",
            "",
            data_text("span", "", dispute.place or words.NO_ONE_PLACE),
            node("span", "count", words.pairs_count(len(dispute.pairs))),
        ),
        *(_pair(conflict, first, second, selected) for conflict, first, second in dispute.pairs),
    )


def _pair(conflict: Conflict, first: PlacedClaim, second: PlacedClaim, selected: str) -> Node:
    kind = node("span", f"badge {conflict.kind.value}", words.CONFLICT_KIND[conflict.kind])
    return node(
        "article",
        f"pair {conflict.kind.value}",
        node("p", "rule", kind, data_text("span", "", conflict.rule)),
        node("div", "sides", _side(first, selected), _side(second, selected)),
    )


def _side(placed: PlacedClaim, selected: str) -> Node:
    claim = placed.claim
    return node(
        "button",
        "row",
        data_text("span", "words", quoted(claim)),
        who_node(placed, when_line(claim.when) or words.UNDATED),
        node("span", "marks", badges(claim)[0]),
        colour=actor_of(claim).colour,
        current=claim.id == selected,
        send=["claim", claim.id],
    )


def _shared_place(first: PlacedClaim, second: PlacedClaim) -> Resolution | None:
    """The place that the pair is about: the first claim's, else the second's; None where neither has one."""
    return first.place if first.place and first.place.place else second.place


def _when_said(placed: PlacedClaim) -> tuple[date, int]:
    claim: Claim = placed.claim
    return claim.when.start or date.max, claim.span.start
