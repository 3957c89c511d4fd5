"""Resolution: all mentions of a text together in, one place each (or none) out, with candidates and reasons.

Each entry of the gazetteer that bears the name is weighed by small features: first by its kind, its people
and the words beside the mention, then twice more with what the text's other names turned out to mean.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from math import exp
from pathlib import Path

from geo.gazetteer import Entry, Gazetteer, NameFacts, load_gazetteer
from geo.gazetteer.names import LONGEST_NAME, fold
from geo.model import Mention, MentionKind, Reason, Resolution, Span
from geo.resolve.context import containers, dateline_of, directions, hints, says_near
from geo.resolve.displacement import displace
from geo.resolve.features import (
    MOST,
    Reading,
    at_dateline,
    at_home,
    behind_seat,
    contained,
    count_votes,
    main_provinces,
    near_others,
    neighbours,
    prior,
    shared,
)
from geo.resolve.reasons import Worded, grounds_of, reasons_of, worded_features
from geo.resolve.standins import stand_in
from geo.text.toponyms import mention_at, recognize_toponyms
from geo.text.toponyms.features import group

__all__ = ["Weights", "read_mentions", "read_toponyms", "resolve_toponyms"]

Weights = Mapping[str, Mapping[str, float]]
_ROUNDS = 2
_SHOWN = 8
_SHORTEST, _KNOWN = 3, 50_000
"""A name inside a name counts from this length and these people on."""
_RULED_OUT = 0.001
_STAND_IN = 0.5
"""How far a town is believed that stands in for a place within or beside it."""
_WEIGHTS = Path(__file__).resolve().parents[1] / "data" / "gazetteer" / "weights.json"


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Weights as `python -m geo.data.build.resolution_weights` fitted them."""
    raw = json.loads(_WEIGHTS.read_text("utf-8"))
    return {"prior": raw["resolution_prior"], "full": raw["resolution_full"]}


@lru_cache(maxsize=1)
def _load_worded() -> Worded:
    return worded_features(load_weights()["full"])


def read_toponyms(
    text: str,
    *,
    home: str = "",
    spans: Sequence[Span] | None = None,
    gazetteer: Gazetteer | None = None,
    explain: bool = True,
) -> tuple[Resolution, ...]:
    """Places that a text names, each with its gazetteer entry or the reason why none was found.

    `home`: country, or country and province ("US.PA"), of a local paper. `spans`: resolve just these.
    `gazetteer`: another one than the installation's, such as an OwnGazetteer. Where nobody reads the reasons
    and the other candidates, `explain=False` leaves them out.
    """
    gazetteer = gazetteer or load_gazetteer()
    if spans is None:
        country = home.partition(".")[0]
        mentions = recognize_toponyms(text, gazetteer, home=country, explain=explain)
        mentions = _with_own(text, mentions, gazetteer)
    else:
        mentions = tuple(mention_at(text, span, gazetteer) for span in spans)
    return resolve_toponyms(text, mentions, gazetteer, home=home, explain=explain)


def _with_own(text: str, mentions: tuple[Mention, ...], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The mentions with the names that a list of own places spells out; a longer name keeps what it holds."""
    longer = [mention.span for mention in mentions]
    own = [
        span
        for span in gazetteer.own_spans(text)
        if not any(other != span and other.contains(span) for other in longer)
    ]
    if not own:
        return mentions
    kept = [mention for mention in mentions if not any(mention.span.overlaps(span) for span in own)]
    told = Reason("own", 1.0, "the list of own places spells it so")
    added = [replace(mention_at(text, span, gazetteer), reasons=(told,)) for span in own]
    return tuple(sorted((*kept, *added), key=lambda mention: mention.span))


def resolve_toponyms(
    text: str,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    *,
    home: str = "",
    explain: bool = True,
) -> tuple[Resolution, ...]:
    """One Resolution per mention, in order; `home` is the reader's area: ISO country ("SY") or "SY.07"."""
    readings = read_mentions(text, mentions, gazetteer, load_weights(), home=home)
    resolved = _resolution if explain else _bare_resolution
    return displace(text, [resolved(text, at, readings, gazetteer) for at in range(len(readings))])


def read_mentions(
    text: str,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    weights: Weights,
    *,
    home: str = "",
) -> list[Reading]:
    """Mentions with every entry weighed: what resolving chooses from and fitting learns from."""
    outer = containers(text, mentions)
    readings = [_reading(text, m, o, gazetteer) for m, o in zip(mentions, outer, strict=True)]
    _try_skeletons(readings, gazetteer, home)
    local = [_alone(reading, home) for reading in readings]
    for reading, found in zip(readings, local, strict=True):
        _look_at(reading, found, weights["prior"])
    _widen(readings, local, gazetteer, weights["prior"], home)
    alone = [_sums(found, weights["full"]) for found in local]
    dateline = dateline_of(text, mentions)
    for _ in range(_ROUNDS):
        scores = _look_around(readings, local, alone, gazetteer, weights["full"], home, dateline)
        for reading, reached in zip(readings, scores, strict=True):
            _settle(reading, reached)
    return readings


def _alone(reading: Reading, home: str) -> list[list[str]]:
    """Features of each entry without the text's other names."""
    found = [prior(reading, entry, rank) for rank, entry in enumerate(reading.entries)]
    if not home:
        return found
    return [alone + at_home(e, home) for alone, e in zip(found, reading.entries, strict=True)]


def _look_at(reading: Reading, found: list[list[str]], weights: Mapping[str, float]) -> None:
    reading.features = found
    reading.seated = any("seat_named" in features for features in found)
    _settle(reading, _sums(found, weights))


def _reading(text: str, mention: Mention, outer: int, gazetteer: Gazetteer) -> Reading:
    if mention.kind is MentionKind.DEMONYM:
        row = gazetteer.demonym_row(mention.text)
        if row is not None:
            entry = gazetteer.entry(row)
            people = Reading(mention, f"{entry.country} people", None, (entry,), frozenset(), -1, fixed=True)
            people.take((entry,))
            return people
    facts = gazetteer.facts(mention.value) or gazetteer.facts(mention.value.removeprefix("the "))
    inner = inner_name(mention.value, gazetteer) if facts is None else None
    if inner is not None:
        facts = gazetteer.facts(inner)
    key = facts.key if facts and facts.how == "lookalike" else fold(inner or mention.value)
    reading = Reading(mention, key, facts, (), hints(text, mention), outer, inner=inner or "")
    entries = _entries(facts)
    waters = tuple(entry for entry in entries if group(entry.code) == "water")
    reading.take(waters if waters and "bank" in reading.hints else entries)  # "the left bank of the Congo"
    return reading


def inner_name(name: str, gazetteer: Gazetteer) -> str | None:
    """The place inside a longer name: "Raqqa" of "Raqqa National Hospital", "Florida" of "South Florida"."""
    if len(name) > LONGEST_NAME:
        return None
    words = name.split(" ")
    if words[0].lower() in directions():
        words = words[1:]
        if gazetteer.facts(" ".join(words)):
            return " ".join(words)
    for count in range(len(words) - 1, 0, -1):
        for piece in (words[:count], words[-count:] if "of" in words[:-count] else ()):
            part = " ".join(piece)
            usable = len(part) > _SHORTEST and part.lower() not in directions()
            facts = gazetteer.facts(part) if usable else None
            if facts and facts.how == "exact" and _is_known(facts.entries[0]):
                return part
    return None


def _is_known(entry: Entry) -> bool:
    return entry.population > _KNOWN and group(entry.code) != "adm2"


def _entries(facts: NameFacts | None) -> tuple[Entry, ...]:
    if facts is None:
        return ()
    waters = tuple(entry for entry in facts.entries[MOST:] if group(entry.code) == "water")
    return facts.entries[:MOST] + waters


def _try_skeletons(readings: list[Reading], gazetteer: Gazetteer, home: str) -> None:
    """A spelling nobody knows is compared by its consonants, within the countries of the text."""
    countries = {r.entries[0].country for r in readings if r.entries} | {home.partition(".")[0]} - {""}
    for reading in readings:
        if not reading.entries and not reading.fixed:
            reading.facts = gazetteer.facts_within(reading.mention.value, countries)
            reading.take(_entries(reading.facts))


def _widen(
    readings: list[Reading],
    local: list[list[list[str]]],
    gazetteer: Gazetteer,
    weights: Mapping[str, float],
    home: str,
) -> None:
    """Common names get their bearers in the text's own provinces too, however small: Paris, Ky."""
    provinces = main_provinces(readings) | ({home} if home else set())
    for at, reading in enumerate(readings):
        if reading.fixed or not reading.facts or reading.facts.total <= MOST:
            continue
        known = {entry.row for entry in reading.entries}
        more = tuple(e for e in gazetteer.bearers(reading.facts.key, provinces) if e.row not in known)
        if more:
            reading.take(reading.entries + more[:MOST])
            local[at] = _alone(reading, home)
            _look_at(reading, local[at], weights)


def _look_around(
    readings: list[Reading],
    local: list[list[list[str]]],
    alone: list[list[float]],
    gazetteer: Gazetteer,
    weights: Mapping[str, float],
    home: str,
    dateline: int,
) -> list[list[float]]:
    """Scores with what the other names say; a name's neighbours are looked at once, however often it stands.

    `local` and `alone` are features and scores of each reading's entries without the other names;
    `dateline` is the index of the name that the report is dated from, or -1.
    """
    votes = count_votes(readings, home)
    dated = readings[dateline] if dateline >= 0 else None
    beside = neighbours(readings, gazetteer)
    inside: dict[str, list[list[str]]] = {}
    around: dict[str, tuple[list[list[str]], list[float]]] = {}
    for reading in readings:
        if reading.container >= 0 and reading.key not in inside:
            inside[reading.key] = [contained(reading, e, readings) for e in reading.entries]
    found = []
    for at, reading in enumerate(readings):
        if reading.fixed or len(reading.entries) < 2:
            found.append(alone[at])
            continue
        if reading.key not in around:
            positions = tuple(beside[reading.key].values())
            told = [
                shared(reading, e, votes)
                + near_others(e, positions, gazetteer)
                + (at_dateline(reading, e, dated) if dated else [])
                for e in reading.entries
            ]
            around[reading.key] = told, _sums(told, weights)
        told, said = around[reading.key]
        scores = [a + b for a, b in zip(alone[at], said, strict=True)]
        reading.features = [a + b for a, b in zip(local[at], told, strict=True)]
        own = [contained(reading, e, readings) for e in reading.entries] if reading.container >= 0 else None
        held = own or inside.get(reading.key)
        if held:
            scores = [a + b for a, b in zip(scores, _sums(held, weights), strict=True)]
            reading.features = [a + b for a, b in zip(reading.features, held, strict=True)]
        found.append(scores)
    return found


def _sums(features: Sequence[Sequence[str]], weights: Mapping[str, float]) -> list[float]:
    return [sum([weights.get(f, 0.0) for f in found]) for found in features]


def _settle(reading: Reading, scores: list[float]) -> None:
    if len(scores) == 1:
        reading.scores, reading.chances = scores, [1.0]
        return
    scores = behind_seat(reading, scores)
    reading.scores = scores
    if scores:
        top = max(scores)
        powers = [exp(score - top) for score in scores]
        whole = sum(powers)
        reading.chances = [power / whole for power in powers]


def _resolution(text: str, at: int, readings: Sequence[Reading], gazetteer: Gazetteer) -> Resolution:
    reading = readings[at]
    other = _stand_in_for(at, readings)
    if other is not None:
        return _stood_in(reading, other, gazetteer)
    if not reading.entries:
        unknown = Reason("unknown", 0.0, "no place of that name is known")
        return Resolution(reading.mention, None, reasons=(unknown,), near=says_near(text, reading.mention))
    order = _by_chance(reading)
    candidates = tuple(gazetteer.place(reading.entries[i].row) for i in order[:_SHOWN])
    return Resolution(
        reading.mention,
        candidates[0],
        round(reading.chances[order[0]], 3),
        reasons_of(reading, order[0], candidates, _load_worded()),
        candidates,
        chances=tuple(round(reading.chances[i], 3) for i in order[:_SHOWN]),
        grounds=tuple(_grounds(reading, i) for i in order[:_SHOWN]),
        near=bool(reading.inner) or says_near(text, reading.mention),
    )


def _bare_resolution(text: str, at: int, readings: Sequence[Reading], gazetteer: Gazetteer) -> Resolution:
    """The place and its score alone, without reasons and candidates."""
    reading = readings[at]
    if not reading.entries or reading.inner:
        return _resolution(text, at, readings, gazetteer)
    best = _most_likely(reading)
    place, near = gazetteer.place(reading.entries[best].row), says_near(text, reading.mention)
    return Resolution(reading.mention, place, round(reading.chances[best], 3), near=near)


def _stand_in_for(at: int, readings: Sequence[Reading]) -> Reading | None:
    reading = readings[at]
    needed = not reading.entries or (reading.inner and reading.container >= 0)
    return stand_in(at, readings) if needed else None


def _most_likely(reading: Reading) -> int:
    return reading.chances.index(max(reading.chances))


def _grounds(reading: Reading, number: int) -> tuple[str, ...]:
    """What spoke for an entry; nothing is said for one that is as good as ruled out."""
    return grounds_of(reading, number, _load_worded()) if reading.chances[number] >= _RULED_OUT else ()


def _stood_in(reading: Reading, other: Reading, gazetteer: Gazetteer) -> Resolution:
    best = _by_chance(other)[0]
    place = gazetteer.place(other.entries[best].row)
    why = Reason("stands_in", 0.0, f"its own place is not known; {place.name} is named with it")
    score = round(_STAND_IN * other.chances[best], 3)
    return Resolution(reading.mention, place, score, (why,), (place,), (score,), ((why.detail,),), near=True)


def _by_chance(reading: Reading) -> list[int]:
    return sorted(range(len(reading.entries)), key=lambda i: (-reading.chances[i], i))
