"""The way from a document to its claims, and from claims to claims seen against a river.

In: a text or Document. Out: values of geo.model. The same text gives the same
claims.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count, groupby

from geo.actors import load_actors
from geo.banks import carry_banks, place_claim
from geo.claims import Reading, find_claims
from geo.claims.table import is_table, place_spans, read_table
from geo.conflicts import find_conflicts, find_repeats, mark_repeats
from geo.corrections import apply_corrections
from geo.errors import InputError
from geo.gazetteer import OwnGazetteer, OwnPlace, load_gazetteer
from geo.model import (
    Claim,
    Conflict,
    Document,
    LonLat,
    PlaceCorrection,
    PlacedClaim,
    PlaceKind,
    Repeat,
    Resolution,
    River,
    Span,
)
from geo.resolve import read_toponyms
from geo.river import distance_km, load_rivers
from geo.settings import read_settings
from geo.text.attribution import find_attributions
from geo.text.dates import find_dateline, find_dates
from geo.text.language import guess_language

MOST_TEXTS = 20
"""Reports read once more for a river, where no claim names one."""
BESIDE_KM = 100.0
"""How far from the river a town may lie whose reach a text speaks of."""
TOWN_BESIDE_KM, BOX_DEG = 15.0, 0.3
"""How near a town lies to the river that is its own, and how far around a river's box that can be."""
BINARY_LOOK = 20_000
BINARY_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Inputs:
    """What people add to a reading: their own places, which come first, corrections, the home area."""

    places: tuple[OwnPlace, ...] = ()
    corrections: tuple[PlaceCorrection, ...] = ()
    home: str = ""
    """The area the reports are written for, "SY" or "SY.07": of places of one name, its own come first."""


NO_INPUTS = Inputs()


def read_document(document: Document, inputs: Inputs = NO_INPUTS) -> tuple[Claim, ...]:
    """All claims of a document in text order."""
    if is_table(document.text):
        return _read_table(document, inputs)
    return find_claims(read_parts(document, inputs))


def _read_table(document: Document, inputs: Inputs) -> tuple[Claim, ...]:
    """The claims of a table as given; places without a point of their own are looked up."""
    gazetteer = OwnGazetteer(inputs.places) if inputs.places else None
    found = read_toponyms(
        document.text, home=inputs.home, spans=place_spans(document.text), gazetteer=gazetteer
    )
    resolutions = apply_corrections(found, inputs.corrections, document_id=document.id)
    return read_table(document, resolutions, load_actors())


def read_documents(documents: Sequence[Document], inputs: Inputs = NO_INPUTS) -> tuple[Claim, ...]:
    """All claims of a case, report by report in their order."""
    return join_reports(documents, [read_document(document, inputs) for document in documents])


def join_reports(documents: Sequence[Document], claims: Sequence[Sequence[Claim]]) -> tuple[Claim, ...]:
    """The claims of each report as those of one case: each names its report, no two have one id.

    Where two reports say the same in the same words, the later claim's id gets a number.
    """
    if len(documents) == 1:
        return tuple(claims[0])
    taken: set[str] = set()
    numbers: dict[str, Iterator[int]] = {}
    found = []
    for document, report in zip(documents, claims, strict=True):
        name = report_name(document)
        for claim in report:
            identity = _free_id(claim.id, taken, numbers)
            taken.add(identity)
            found.append(replace(claim, id=identity, report=name))
    return tuple(found)


def report_name(document: Document) -> str:
    """A report in a few words: who published it and when, else its title."""
    day = document.published.isoformat() if document.published else ""
    return ", ".join(filter(None, (document.publisher or document.title, day)))


def _free_id(identity: str, taken: Collection[str], numbers: dict[str, Iterator[int]]) -> str:
    """`numbers`: of each id those that were not tried yet; the same words can stand in a thousand reports."""
    base = identity.partition("-")[0]
    while identity in taken:
        identity = f"{base}-{next(numbers.setdefault(base, count(2)))}"
    return identity


def read_parts(document: Document, inputs: Inputs = NO_INPUTS) -> Reading:
    """What the rooms below find in a document: attributions, places, dates, parties."""
    text = document.text
    gazetteer = OwnGazetteer(inputs.places) if inputs.places else None
    read = read_toponyms(text, home=inputs.home, gazetteer=gazetteer)
    resolutions = apply_corrections(read, inputs.corrections, document_id=document.id)
    catalogue = load_actors()
    countries = main_countries(resolutions)
    return Reading(
        document=document,
        attributions=find_attributions(text),
        resolutions=resolutions,
        dates=find_dates(text, published=document.published or find_dateline(text)),
        parties=catalogue.find(text, countries=countries),
        catalogue=catalogue,
        countries=countries,
    )


def main_countries(resolutions: Sequence[Resolution]) -> tuple[str, ...]:
    """ISO codes of the countries a text is about, most often named first."""
    counts = Counter(r.place.country for r in resolutions if r.place and r.place.country)
    return tuple(country for country, _ in counts.most_common(3))


@dataclass(frozen=True, slots=True)
class Among:
    """What is found among all claims of a case, and in none of them alone."""

    suggested: str = ""
    """Id of the river they speak of most."""
    nearest: str = ""
    """Id of the river nearest to most places, where they name none."""
    boundary: str = ""
    """The word for the boundary that the conflicts are of; empty for none."""
    repeats: tuple[Repeat, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """The claims of a case against a boundary."""

    river: River | None
    placed: tuple[PlacedClaim, ...]
    among: Among


def see_claims(
    claims: Sequence[Claim],
    texts: Sequence[str],
    find: Callable[[str], River | None],
    *,
    boundary: str = "",
    known: Among | None = None,
) -> Seen:
    """The claims of all reports, joined, against the boundary of that word, else the one they speak of.

    `find` gives the line of a boundary's word. `known`: what was found among these very claims; where that
    was against another boundary, it is found again.
    """
    if known is not None and (boundary or known.suggested) == known.boundary and _is_of(known, claims):
        river = find(known.boundary)
        return Seen(river, mark_repeats(place_claims(claims, river), known.repeats), known)
    suggested = suggest_river(claims, texts) or ""
    nearest = "" if suggested else nearest_river(claims) or ""
    word = boundary or suggested
    river = find(word)
    repeats = find_repeats(claims)
    placed = mark_repeats(place_claims(claims, river), repeats)
    return Seen(river, placed, Among(suggested, nearest, word, repeats, find_conflicts(placed)))


def _is_of(known: Among, claims: Sequence[Claim]) -> bool:
    """Whether every claim that something is known of is there."""
    pairs = [(one.claim, one.of) for one in known.repeats] + [(one.a, one.b) for one in known.conflicts]
    return {name for pair in pairs for name in pair} <= {claim.id for claim in claims}


def place_claims(claims: Sequence[Claim], river: River | None) -> tuple[PlacedClaim, ...]:
    """Each claim with its bank and its place on the map, in the order given: one report's behind another's.

    A claim that names no town is read beside the one its report named last before it, or names most.
    """
    reports = groupby(claims, key=lambda claim: claim.document_id)
    return tuple(placed for _, report in reports for placed in _place_report(tuple(report), river))


def _place_report(claims: Sequence[Claim], river: River | None) -> tuple[PlacedClaim, ...]:
    area_of = load_gazetteer().area
    towns = [_town_beside(claim, river) for claim in claims]
    named = Counter(town for town in towns if town)
    context = named.most_common(1)[0][0] if named else None
    placed = []
    for claim, town in zip(claims, towns, strict=True):
        context = town or context
        placed.append(place_claim(claim, river, area_of=area_of, context=context))
    return carry_banks(placed, river) if river is not None else tuple(placed)


def _town_beside(claim: Claim, river: River | None) -> LonLat | None:
    """Longitude and latitude of the first town of a claim that lies near the river."""
    if river is None:
        return None
    points = [
        (r.place.lon, r.place.lat)
        for r in claim.places
        if r.place and r.place.kind in (PlaceKind.SETTLEMENT, PlaceKind.OTHER)
    ]
    return next((point for point in points if distance_km(point, river) <= BESIDE_KM), None)


def suggest_river(claims: Sequence[Claim], texts: Sequence[str] = ()) -> str | None:
    """Id of the river the claims speak of most, else of the one their `texts` name most, or None."""
    chosen = _most_named(r for claim in claims for r in claim.places)
    return chosen or _most_named(r for text in texts[:MOST_TEXTS] for r in read_toponyms(text))


def _most_named(resolutions: Iterable[Resolution]) -> str | None:
    """Id of the river that is named most often, the first of several."""
    counts = Counter(
        r.place.river_id
        for r in resolutions
        if r.place and r.place.kind is PlaceKind.RIVER and r.place.river_id
    )
    return counts.most_common(1)[0][0] if counts else None


def nearest_river(claims: Sequence[Claim]) -> str | None:
    """Id of the river beside which most of the claims' towns lie, for a text that names none; or None."""
    towns = {
        (r.place.lon, r.place.lat)
        for claim in claims
        for r in claim.places
        if r.place and r.place.kind is PlaceKind.SETTLEMENT
    }
    counts: Counter[str] = Counter()
    for town in sorted(towns):
        around = [river for river in load_rivers().values() if _is_around(town, _box_of(river.id))]
        near = [(distance_km(town, river), river.id) for river in around]
        away, river_id = min(near, default=(math.inf, ""))
        if away <= TOWN_BESIDE_KM:
            counts[river_id] += 1
    best = counts.most_common(1)
    return best[0][0] if best and 2 * best[0][1] > len(towns) else None


def _is_around(town: LonLat, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return west <= town[0] <= east and south <= town[1] <= north


@lru_cache(maxsize=256)
def _box_of(river_id: str) -> tuple[float, float, float, float]:
    """West, south, east, north of a river, a little widened: the quick first question about a town."""
    lons, lats = zip(*load_rivers()[river_id].line, strict=True)
    return min(lons) - BOX_DEG, min(lats) - BOX_DEG, max(lons) + BOX_DEG, max(lats) + BOX_DEG


def check_text(text: str) -> str:
    """`text`, where it can be read; otherwise InputError with a sentence that says why not."""
    limit = read_settings().max_text_chars
    if "\0" in text or _is_binary(text):
        raise InputError(
            "this is no plain text: it holds bytes that no writing has; paste the words themselves"
        )
    if not any(sign.isalnum() for sign in text[: limit + 1]):
        raise InputError("there are no words in this text; paste a report of at least one sentence")
    if len(text) > limit:
        raise InputError(f"this text has {len(text):,} characters; at most {limit:,} are read at once")
    language = guess_language(text)
    if language is not None:
        raise InputError(f"this reads as {language}; Thalweg reads English")
    return text


def _is_binary(text: str) -> bool:
    head = text[:BINARY_LOOK]
    odd = sum(
        unicodedata.category(sign) in ("Cc", "Cn", "Co", "Cs") and sign not in "\t\n\r\x0b\x0c\x85"
        for sign in head
    )
    odd += head.count("\ufffd")
    return odd > len(head) * BINARY_SHARE


_QUOTED = re.compile(r"“([^“”]{1,80})”")


def explain(document: Document, inputs: Inputs = NO_INPUTS) -> Iterator[str]:
    """For every claim, line by line, which rule made what, with the characters it rests on.

    Below each claim, and once more at the end, the pairs that may conflict with the rule that fired.
    """
    claims = read_document(document, inputs)
    by_id = {claim.id: claim for claim in claims}
    river_id = suggest_river(claims)
    conflicts = find_conflicts(place_claims(claims, load_rivers().get(river_id) if river_id else None))
    for claim in claims:
        yield f"{claim.span.start}–{claim.span.end}  {_one_line(claim.text)}"
        yield from (f"    {line}" for line in _explained(claim, document.text))
        for conflict in conflicts:
            if claim.id in (conflict.a, conflict.b):
                other = by_id[conflict.b if claim.id == conflict.a else conflict.a]
                where = _words(other.span, document.text)
                yield f"    may conflict ({conflict.kind.value}): {where}; {conflict.rule}"
    if conflicts:
        yield "pairs that may conflict:"
    for conflict in conflicts:
        one, other = sorted((by_id[conflict.a], by_id[conflict.b]), key=lambda claim: claim.span)
        both = f"{_words(one.span, document.text)} × {_words(other.span, document.text)}"
        yield f"    {conflict.kind.value}: {both}; {conflict.rule}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _explained(claim: Claim, text: str) -> Iterator[str]:
    source = claim.attribution.source
    if source is None:
        yield "speaker: the report itself"
    else:
        meant = f", meaning {source.name}" if source.name and source.name not in source.text else ""
        yield f"speaker: {_words(source.span, text)}{meant}; rule “{claim.attribution.rule}”"
        yield f"speaks for: {claim.speaker.name if claim.speaker else 'nobody named'}"
    if claim.claimant:
        yield f"passes on a claim of: {claim.claimant.name}"
    for role in claim.actors:
        where = _words(role.span, text) if role.span else "follows from the speaker or the clause before"
        yield f"actor: {role.actor.name} {role.role.value.replace('_', ' ')} ({where})"
    for place in claim.places:
        why = "; ".join(reason.detail for reason in place.reasons[:3])
        name = place.place.name if place.place else "unknown"
        yield f"place: {_words(place.mention.span, text)} is {name}, {place.link.value}: {why}"
    for side in claim.sides:
        yield f"side: {side.word.value} ({_words(side.span, text)})"
    if claim.when.span:
        when = claim.when
        yield f"when: {when.start} to {when.end}, {when.precision.value} ({_words(claim.when.span, text)})"
    if claim.attribution.cue:
        yield f"verb of saying: {_words(claim.attribution.cue, text)}"
    for reason in claim.reasons:
        yield f"{reason.feature}: {reason.detail}{_evidence(reason.detail, claim, text)}"


def _evidence(detail: str, claim: Claim, text: str) -> str:
    """Where the words that a reason quotes stand, in the claim or in its verb of saying: " (36–43)"."""
    low = text.lower().replace("’", "'")
    spans = [claim.span, *([claim.attribution.cue] if claim.attribution.cue else [])]
    found = []
    for quoted in _QUOTED.findall(detail):
        for word in quoted.removesuffix(" …").split(", "):
            starts = ((low.find(word, span.start, span.end), len(word)) for span in spans)
            found += [f"{at}–{at + length}" for at, length in starts if at >= 0][:1]
    return f" ({', '.join(found)})" if found else ""


def _words(span: Span, text: str) -> str:
    return f"“{' '.join(span.of(text).split())}” {span.start}–{span.end}"
