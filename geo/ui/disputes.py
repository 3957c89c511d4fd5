"""What the sources disagree on, place by place: pairs that may conflict, side by side, what was said first
first.

In: a case and the claims a filter keeps. Out: nodes for geo.ui.leaf, all texts as data. Nothing here says
which claim is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo import filters
from geo.claims import Said, said_on
from geo.model import Conflict, PlacedClaim, Resolution
from geo.scene import actor_of
from geo.ui import words
from geo.ui.claim_card import badges, quoted, speaker_line, when_line
from geo.ui.claim_list import local_node, who_node
from geo.ui.leaf import Node, data_text, node
from geo.ui.readings import Case


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that may conflict, in the order in which they were said, with the days of saying."""

    conflict: Conflict
    first: PlacedClaim
    second: PlacedClaim
    said: tuple[Said | None, Said | None] = (None, None)

    @property
    def claims(self) -> tuple[PlacedClaim, PlacedClaim]:
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class Dispute:
    """Pairs about one place, which is spelled as the text first spells it; empty where they name none."""

    place: str
    pairs: tuple[Pair, ...]


def disputes_of(case: Case, shown: Sequence[PlacedClaim]) -> tuple[Dispute, ...]:
    """The disputes of a case of which at least one claim is shown, the most disputed place first.

    In each pair what was said first comes first; where that is not known the earlier event, then the earlier
    in the text.
    """
    claims = {one.claim.id: one for one in case.placed}
    kept = {one.claim.id for one in shown}
    found: dict[str, list[Pair]] = {}
    spelled: dict[str, str] = {}
    for conflict in case.conflicts:
        if conflict.a in claims and conflict.b in claims and kept & {conflict.a, conflict.b}:
            pair = _pair_of(conflict, claims, case)
            place = _shared_place(*pair.claims)
            key = place.place.name if place and place.place else ""
            spelled.setdefault(key, place.mention.text if place else "")
            found.setdefault(key, []).append(pair)
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
            local_node(dispute.pairs[0].first) or local_node(dispute.pairs[0].second),
            node("span", "count", words.pairs_count(len(dispute.pairs))),
        ),
        *(_pair(pair, selected) for pair in dispute.pairs),
    )


def _pair_of(conflict: Conflict, claims: Mapping[str, PlacedClaim], case: Case) -> Pair:
    told = []
    for identity in (conflict.a, conflict.b):
        placed = claims[identity]
        said = said_on(placed.claim, case.report_of(placed.claim))
        day = said.end if said else date.max
        told.append((day, placed.claim.when.start or date.max, placed.claim.span.start, placed, said))
    (*_, first, before), (*_, second, after) = sorted(told, key=lambda one: one[:3])
    return Pair(conflict, first, second, (before, after))


def order_words(pair: Pair) -> str:
    """Who said it first, and by what that is known."""
    before, after = pair.said
    if before is None or after is None:
        return words.ORDER_UNDATED
    if before.end < after.start:
        return words.said_first(speaker_line(pair.first.claim), said_words(before), said_words(after))
    if not before.words and not after.words:
        return words.order_by_report(filters.date_words(before.start, before.end))
    return words.order_unknown(said_words(before), said_words(after))


def said_words(said: Said | None) -> str:
    """The day of a statement, and whether it is only the report's."""
    if said is None:
        return words.SAID_UNDATED
    days = filters.date_words(said.start, said.end)
    return words.said_on(days, said.words) if said.words else words.said_by(days)


def _pair(pair: Pair, selected: str) -> Node:
    conflict = pair.conflict
    kind = node("span", f"badge {conflict.kind.value}", words.CONFLICT_KIND[conflict.kind])
    return node(
        "article",
        f"pair {conflict.kind.value}",
        node("p", "rule", kind, data_text("span", "", conflict.rule)),
        data_text("p", "order", order_words(pair)),
        node("div", "sides", *(_side(*one, selected) for one in zip(pair.claims, pair.said, strict=True))),
    )


def _side(placed: PlacedClaim, said: Said | None, selected: str) -> Node:
    claim = placed.claim
    return node(
        "button",
        "row",
        data_text("span", "words", quoted(claim)),
        who_node(placed, words.about_when(when_line(claim.when))),
        data_text("span", "who", said_words(said)),
        node("span", "marks", badges(claim)[0]),
        colour=actor_of(claim).colour,
        current=claim.id == selected,
        send=["claim", claim.id],
    )


def _shared_place(first: PlacedClaim, second: PlacedClaim) -> Resolution | None:
    """The place that the pair is about: the first claim's, else the second's; None where neither has one."""
    return first.place if first.place and first.place.place else second.place
