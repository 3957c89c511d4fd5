"""The card of one claim: words as written, who says so, and what each finding rests on.

In: a placed claim and its case. Out: nodes for geo.ui.leaf, all texts as data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo import filters
from geo.model import (
    UNREVIEWED,
    AttributionKind,
    Bank,
    Basis,
    Claim,
    Document,
    ExtentKind,
    PlacedClaim,
    Reason,
    Resolution,
    Role,
    Span,
    Stance,
    TimeSpan,
)
from geo.pipeline import report_name
from geo.scene import actor_of
from geo.ui import words
from geo.ui.candidates import candidate_nodes
from geo.ui.leaf import Node, data_text, node
from geo.ui.readings import Case

_MOST_REASONS = 8
_MOST_OTHERS = 5
_MARKS = "“”\"‘’' "
SIDE_ORDER = (Bank.RIGHT, Bank.LEFT, Bank.ON_RIVER, Bank.BOTH, Bank.NONE)
_ROLE_ORDER = (Role.SPEAKS, Role.ACTS, Role.ACTED_ON, Role.MENTIONED)


def card_nodes(placed: PlacedClaim, case: Case, *, index: int, ids: Sequence[str]) -> list[Node]:
    """The card. `index` is the claim's number among the visible `ids`, -1 where it is not among them."""
    claim = placed.claim
    report = case.report_of(claim)
    rows = [
        _row(words.ROW_SIDE, *_side(placed, case.sides)),
        _row(words.ROW_PLACE, *_place(placed), *candidate_nodes(placed, case.inputs.corrections)),
        _row(words.ROW_WHEN, *_when(claim.when)),
        _row(words.ROW_WHO, *_who(claim)),
        _row(words.ROW_SURE, *_certainty(claim)),
        *([_row(words.ROW_REVIEW, *_review(claim))] if claim.review != UNREVIEWED else []),
    ]
    return [
        node(
            "article",
            "card",
            _tools(index, ids),
            node("div", "badges", *badges(claim)),
            _quotation(claim, report.text, case.sentences_of(report.id)),
            *_speaker(claim),
            _source(report),
            _also_in(claim.id, case),
            node("dl", "", *rows),
            _others(claim.id, case),
            node("footer", "", words.NOTICE),
            colour=actor_of(claim).colour,
        )
    ]


def invitation_nodes(placed: Sequence[PlacedClaim], sides: Mapping[Bank, str]) -> list[Node]:
    """What stands where the card will be: how to get one, and the claims by side."""
    counted = {bank: sum(claim.call.bank is bank for claim in placed) for bank in SIDE_ORDER}
    tally = [
        node("li", "", node("span", "", words.title(sides[bank])), node("span", "count", f"{count:,}"))
        for bank, count in counted.items()
        if count
    ]
    return [
        node(
            "article",
            "card empty",
            node("h3", "", words.PICK_TITLE),
            node("p", "", words.PICK),
            node("ul", "tally", *tally) if tally else None,
        )
    ]


def badges(claim: Claim) -> list[Node]:
    """Kind and stance; what is denied, doubted or said not to be so never looks like the rest."""
    stance = node("span", f"badge {claim.stance.value}", words.STANCE_BADGE[claim.stance])
    negated = node("span", "badge negated", words.NEGATED_BADGE)
    if claim.negated and claim.stance is Stance.ASSERTED:
        marks = [negated]
    else:
        marks = [stance, negated] if claim.negated else [stance]
    return [*marks, node("span", "badge", words.kind(claim.type.value)), *review_badges(claim)]


def review_badges(claim: Claim) -> list[Node]:
    """What people did with a claim, in a mark and words; nothing for one that was only read."""
    review = claim.review
    said = [words.BY_HAND[review.origin]] if review.origin in words.BY_HAND else []
    said += [words.REVIEW_BADGE[review.state]] if review.state in words.REVIEW_BADGE else []
    return [node("span", f"badge byhand {review.state.value}", one) for one in said]


def quoted(claim: Claim) -> str:
    """The claim's words for one line: marked where they begin amid a sentence or stand in a quotation."""
    line = " ".join(claim.text.split())
    if claim.attribution.kind is AttributionKind.DIRECT:
        return f"“{line.strip(_MARKS)}”"
    return f"… {line}" if line[:1].islower() else line


def speaker_line(claim: Claim) -> str:
    return filters.speaker_name(claim) or words.THE_REPORT


def place_line(placed: PlacedClaim) -> str:
    """The place as the text names it; empty where there is none."""
    return placed.place.mention.text if placed.place else ""


def place_line_of(claim: Claim) -> str:
    """The first place of a claim that is not yet on a map."""
    return next((r.place.name for r in claim.places if r.place), "")


def when_line(when: TimeSpan) -> str:
    """The days for one line; the words where they could not be turned into days."""
    return filters.date_words(when.start, when.end) or (when.text or "")


def _quotation(claim: Claim, text: str, sentences: Sequence[Span]) -> Node:
    """The whole sentence as written, the claim's own words standing out."""
    around = sentence_around(claim.span, sentences)
    before, after = text[around.start : claim.span.start], text[claim.span.end : around.end]
    return node(
        "blockquote",
        "",
        data_text("span", "around", before),
        data_text("span", "said", claim.span.of(text)),
        data_text("span", "around", after),
        dir="auto",
    )


def sentence_around(span: Span, sentences: Sequence[Span]) -> Span:
    """The sentences a span touches, as one span; the span itself where it lies in none."""
    touched = [sentence for sentence in sentences if sentence.overlaps(span)]
    if not touched:
        return span
    return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end))


def _also_in(claim_id: str, case: Case) -> Node | None:
    """The other reports in which the same claim stands, each leading there."""
    others = case.repeats_of(claim_id)
    if not others:
        return None
    links = [
        node("button", "link", report_name(case.report_of(one)) or words.UNTITLED, send=["claim", one.id])
        for one in others
    ]
    return node("p", "also", words.ALSO_IN, *links)


def _tools(index: int, ids: Sequence[str]) -> Node:
    where = words.position(index + 1, len(ids)) if index >= 0 else ""
    before = ids[index - 1] if index > 0 else ""
    after = ids[index + 1] if 0 <= index < len(ids) - 1 else ""
    return node(
        "div",
        "tools",
        node("span", "where", where),
        node("button", "", "‹", label=words.PREVIOUS, send=["claim", before]) if before else None,
        node("button", "", "›", label=words.NEXT, send=["claim", after]) if after else None,
        node("button", "", "×", label=words.CLOSE, send=["claim", "none"]),
    )


def _row(label: str, *content: Node | None) -> Node:
    return node("div", "", node("dt", "", label), node("dd", "", *content))


def _note(text: str) -> Node | None:
    return data_text("small", "", text) if text else None


def _speaker(claim: Claim) -> list[Node]:
    source = claim.attribution.source
    organisation = claim.speaker.name if claim.speaker else (source.organisation if source else "") or ""
    role = (source.role if source else "") or ""
    name = speaker_line(claim)
    beside = [part for part in (role, organisation) if part and part != name]
    found = [data_text("p", "speaker", name)]
    return [*found, data_text("p", "role", " · ".join(beside))] if beside else found


def _source(document: Document) -> Node:
    published = filters.date_words(document.published, document.published)
    parts = [document.title or words.UNTITLED, document.publisher, published]
    line = f"{words.SOURCE_IN} " + " · ".join(part for part in parts if part)
    link = node("a", "", words.OPEN_SOURCE, href=document.url) if document.url else None
    return node("p", "source", node("span", "", line, dir="auto"), " " if link else None, link)


def _side(placed: PlacedClaim, sides: Mapping[Bank, str]) -> list[Node | None]:
    call = placed.call
    facing = f" · {call.bank.value}" if call.bank in (Bank.LEFT, Bank.RIGHT) else ""
    stated = " … ".join(side.text for side in placed.claim.sides)
    basis = words.stated_as(stated) if call.basis is Basis.STATED and stated else words.BASIS[call.basis]
    if call.basis is Basis.STATED and call.detail:
        basis = call.detail
    certainty = words.CERTAINTY[call.certainty] if call.certainty and call.basis is not Basis.STATED else ""
    measured = call.distance_km is not None and call.basis is not Basis.STATED
    km = words.distance(call.distance_km) if measured and call.distance_km is not None else ""
    contradicted = None
    if call.contradicts and call.located:
        text = words.contradiction(place_line(placed), sides[call.located])
        contradicted = data_text("span", "badge warning", text)
    return [
        node("span", "", words.title(sides[call.bank]) + facing),
        _note("; ".join(part for part in (basis, certainty, km) if part)),
        _note(call.detail if call.basis is not Basis.STATED else ""),
        contradicted,
    ]


def _place(placed: PlacedClaim) -> list[Node | None]:
    resolution = placed.place
    if resolution is None:
        missing = [r.mention.text for r in placed.claim.places if r.place is None]
        return [node("span", "", words.NO_PLACE), *(_note(words.not_found(name)) for name in missing)]
    place = resolution.place
    if place is None:
        return [
            data_text("span", "", resolution.mention.text),
            _note(words.not_found(resolution.mention.text)),
        ]
    mention, local = resolution.mention.text, place.local_name
    if place.geonames_id is None and place.source:
        known_as = words.known_from(place.name, place.source)
    else:
        known_as = words.known_as(place.name) if mention != place.name else ""
    return [
        data_text("span", "", mention),
        data_text("span", "local", local) if local not in ("", mention, place.name) else None,
        _note("; ".join(part for part in (known_as, words.LINK[resolution.link], _extent(placed)) if part)),
        *_disguised(resolution),
        _why_place(resolution),
    ]


def _extent(placed: PlacedClaim) -> str:
    extent = placed.extent
    if extent is None:
        return ""
    is_circle = extent.kind is ExtentKind.CIRCLE and extent.radius_km
    radius = words.radius(extent.radius_km) if is_circle and extent.radius_km else ""
    return ", ".join(part for part in (radius, extent.detail) if part)


def _disguised(resolution: Resolution) -> list[Node]:
    """A name with letters that only look like its own: a search for it would not find it."""
    said = [reason.detail for reason in resolution.reasons if reason.feature == "lookalike"]
    return [data_text("span", "badge warning", words.title(detail)) for detail in said]


def _why_place(resolution: Resolution) -> Node | None:
    return _details(words.WHY_PLACE, resolution.reasons)


def _details(title: str, reasons: Sequence[Reason]) -> Node | None:
    ordered = sorted(reasons, key=lambda reason: -abs(reason.score))[:_MOST_REASONS]
    lines = [reason.detail or reason.feature for reason in ordered]
    if not lines:
        return None
    items = [data_text("li", "", line) for line in dict.fromkeys(lines)]
    return node("details", "", node("summary", "", title), node("ul", "", *items))


def _when(when: TimeSpan) -> list[Node | None]:
    days = filters.date_words(when.start, when.end)
    if not days and not when.text:
        return [node("span", "", words.NO_WHEN)]
    said = f"“{when.text}”" if when.text else ""
    return [node("span", "", days or words.NO_DAY), _note(said)]


def _who(claim: Claim) -> list[Node | None]:
    roles: dict[str, list[str]] = {}
    actors = {entry.actor.id: entry.actor for entry in claim.actors}
    for role in _ROLE_ORDER:
        for entry in claim.actors:
            if entry.role is role:
                roles.setdefault(entry.actor.id, []).append(words.ROLE_LABELS[role])
    lines: list[Node | None] = [
        node(
            "div",
            "",
            node("span", "dot", colour=actors[key].colour),
            data_text("span", "", f"{actors[key].name}: {', '.join(dict.fromkeys(held))}"),
        )
        for key, held in roles.items()
    ]
    return lines or [node("span", "", words.NO_WHO)]


def _review(claim: Claim) -> list[Node | None]:
    review = claim.review
    said = filters.review_words(review) or filters.REVIEW_WORDS[review.state]
    changed = words.changed_by_hand(review.changed) if review.changed else ""
    return [node("span", "", said[:1].upper() + said[1:]), _note(changed), _note(review.note)]


def _others(claim_id: str, case: Case) -> Node | None:
    """Claims that may conflict with this one, each a way to its own card."""
    pairs = [(c.b if c.a == claim_id else c.a, c) for c in case.conflicts if claim_id in (c.a, c.b)]
    wanted = {identity for identity, _ in pairs[:_MOST_OTHERS]}
    claims = {item.claim.id: item.claim for item in case.placed if item.claim.id in wanted}
    rows = [
        node(
            "button",
            f"other {conflict.kind.value}",
            data_text("span", "words", quoted(claims[identity])),
            data_text("small", "", f"{speaker_line(claims[identity])} · {conflict.rule}"),
            send=["claim", identity],
        )
        for identity, conflict in pairs[:_MOST_OTHERS]
        if identity in claims
    ]
    if not rows:
        return None
    more = words.more(len(pairs) - len(rows)) if len(pairs) > len(rows) else ""
    return node("section", "others", node("h3", "", words.MAY_CONFLICT), *rows, _note(more))


def _certainty(claim: Claim) -> list[Node | None]:
    return [
        node("span", "", words.CONFIDENCE[claim.confidence]),
        _note(words.CONFIDENCE_NOTE),
        _details(words.WHY_CLAIM, claim.reasons),
    ]
