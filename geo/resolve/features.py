"""What speaks for and against reading a name as one place: small features, each with a fitted weight.

`prior` features know the name and its neighbours; `shared` features know what the text's other names mean.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import cos, radians, sqrt

from geo.gazetteer import Entry, Gazetteer, NameFacts
from geo.model import LonLat, Mention
from geo.text.toponyms.features import group

_POPULATIONS = (1, 1_000, 5_000, 20_000, 100_000, 300_000, 1_000_000, 5_000_000)
_SHARES = (0.01, 0.05, 0.12, 0.25, 0.45, 0.7)
_DISTANCES = (25.0, 80.0, 200.0, 500.0, 1500.0)
_NEIGHBOURS = 6
_AROUND = (-1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6)
_LIKELY = 0.4
_MAIN_PROVINCES = 6
_HOME_VOTES = 2.0
"""A local paper seldom names its own area, and writes of little else."""
_UNIT_HINTS = frozenset(("admin", "county"))
_OWN_HABITS = frozenset(("US", "CA", "AU", "GB", "NZ"))
"""Where a state and its city share a name, the corpora tell which of them is meant."""
_LARGE_TOWN, _SHADOW = 100_000, 50
"""A hamlet that bears a city's name as one of its other spellings is not what a text means by it."""
_LEAST_SEAT = 10_000
"""People of a town that a province could be named after; hamlets bear such names by chance."""
_SEAT_LEAD = 0.7
_WATERS = frozenset(("STM", "SEA", "OCN", "LK"))
MOST = 16
"""Entries weighed per name: those with the most people."""
KM_PER_DEGREE = 111.2


@dataclass(slots=True)
class Reading:
    """One mention with the entries it may mean and how likely each is."""

    mention: Mention
    key: str
    facts: NameFacts | None
    entries: tuple[Entry, ...]
    hints: frozenset[str]
    container: int
    chances: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    features: list[list[str]] = field(default_factory=list)
    inner: str = ""
    """The place named inside a building's name, where the building itself is not known."""
    fixed: bool = False
    """A demonym: it means what it means."""
    seated: bool = False
    """Some entry is a province that bears the name of its own town."""
    most_people: int = 0
    """Of the entry that has most."""
    names_water: bool = False
    """Some entry is a river or sea of that first name: a district may be called after it."""
    namesake: int = 0
    """People of the largest town that bears the name as its first, if it is a large one."""

    def take(self, entries: tuple[Entry, ...]) -> None:
        """Weigh these entries."""
        self.entries = entries
        self.most_people = max((entry.population for entry in entries), default=0)
        proper = (e.population for e in entries if e.quality == 0 and e.code.startswith("PPL"))
        largest = max(proper, default=0)
        self.namesake = largest if largest >= _LARGE_TOWN else 0
        self.names_water = any(e.quality == 0 and e.code in _WATERS for e in entries)


def prior(reading: Reading, entry: Entry, rank: int) -> list[str]:
    """Features of an entry from its name, its kind, its people and the words beside the mention."""
    kind = group(entry.code)
    facts = reading.facts
    found = [f"kind={kind}", f"quality={entry.quality}", f"quality={entry.quality}{kind}"]
    found += reached("people", entry.population, _POPULATIONS, kind[:4])
    found.append(f"rank={min(rank, 4)}")
    if facts and facts.how != "exact":
        found.append(f"found={facts.how}{kind}")
    if rank and reading.most_people > 20 * max(entry.population, 1):
        found.append("dwarfed")
    if entry.quality and reading.namesake > _SHADOW * max(entry.population, 1):
        found.append("shadowed")
    for hint in reading.hints:
        found.append(f"hint={hint}-{kind}")
    if not reading.hints:
        found.append(f"nohint={kind}")
    unhinted = kind in ("adm1", "adm2") and not reading.hints & _UNIT_HINTS
    if unhinted and entry.country not in _OWN_HABITS and any(_seat(o, entry) for o in reading.entries):
        found.append("seat_named")
    if kind != "water" and entry.quality and reading.names_water:
        found.append("behind_river")
    if entry.vouched and kind not in ("country", "region", "water"):
        found.append("vouched")
    for other in reading.entries[:MOST] if entry.country in _OWN_HABITS else ():
        if other.admin1 == entry.admin1 and other.row != entry.row and other.country == entry.country:
            found.append(f"beside={group(other.code)}-{kind}")
            break
    if entry.country == "US" and kind in ("town", "adm2"):
        found.append(f"us{kind}")
    return found


def reached(template: str, value: float, steps: Sequence[float], ending: str) -> tuple[str, ...]:
    """One feature for each of the steps that a value reaches."""
    return _of_steps(template, tuple(steps[: bisect_right(steps, value)]), ending)


@lru_cache(maxsize=2048)
def _of_steps(template: str, steps: tuple[float, ...], ending: str) -> tuple[str, ...]:
    return tuple(f"{template}>={step}{ending}" for step in steps)


def behind_seat(reading: Reading, scores: list[float]) -> list[float]:
    """Scores in which no province outdoes the town of its name, unless a word for the area stands by."""
    if not reading.seated:
        return scores
    seats = [at for at, entry in enumerate(reading.entries) if entry.population >= _LEAST_SEAT]
    limited = list(scores)
    for at, unit in enumerate(reading.entries):
        own = [scores[i] for i in seats if _seat(reading.entries[i], unit)]
        if own and "seat_named" in reading.features[at]:
            limited[at] = min(scores[at], max(own) - _SEAT_LEAD)
    return limited


def _seat(place: Entry, unit: Entry) -> bool:
    return place.code.startswith("PPL") and (place.country, place.admin1) == (unit.country, unit.admin1)


@dataclass(slots=True)
class Votes:
    """How much of the text's names speaks for each country and province, one vote per name."""

    countries: dict[str, float]
    provinces: dict[str, float]
    named: dict[str, float]
    """Countries and provinces that the text names outright, by "SY" or "SY.07"."""
    by_key: dict[str, list[tuple[str, str, str, float]]]
    whole: float


def count_votes(readings: Sequence[Reading], home: str) -> Votes:
    """Votes of all names, each split by how likely its entries are; a home area votes as if it was named."""
    by_key: dict[str, list[tuple[str, str, str, float]]] = {}
    for reading in readings:
        if reading.key not in by_key and reading.entries:
            by_key[reading.key] = [
                (e.country, e.admin1, group(e.code), c)
                for e, c in zip(reading.entries, reading.chances, strict=False)
                if c > 0.02
            ]
    countries: dict[str, float] = defaultdict(float)
    provinces: dict[str, float] = defaultdict(float)
    named: dict[str, float] = defaultdict(float)
    for votes in by_key.values():
        for country, province, kind, chance in votes:
            countries[country] += chance
            if province:
                provinces[province] += chance
            if kind == "country":
                named[country] += chance
            elif kind == "adm1":
                named[province] += chance
    if home:
        country = home.partition(".")[0]
        countries[country] += _HOME_VOTES
        provinces[home] += _HOME_VOTES
        named[home] += 1.0
        named[country] = max(named[country], 1.0)
    return Votes(countries, provinces, named, by_key, len(by_key) + (_HOME_VOTES if home else 0.0))


def main_provinces(readings: Sequence[Reading]) -> set[str]:
    """The provinces that likely readings of the text's names lie in or name, the most often named ones."""
    counts: Counter[str] = Counter()
    for key, reading in {reading.key: reading for reading in readings if not reading.fixed}.items():
        for entry, chance in zip(reading.entries, reading.chances, strict=True):
            if entry.admin1 and chance > _LIKELY and key:
                counts[entry.admin1] += 1
    return {province for province, _ in counts.most_common(_MAIN_PROVINCES)}


def shared(reading: Reading, entry: Entry, votes: Votes) -> list[str]:
    """Features from the other names of the text; the name's own vote is left out."""
    own = votes.by_key.get(reading.key, ())
    country = votes.countries.get(entry.country, 0.0)
    province = votes.provinces.get(entry.admin1, 0.0)
    for o, p, _, c in own:
        if o == entry.country:
            country -= c
        if p == entry.admin1:
            province -= c
    others = max(votes.whole - 1, 1.0)
    kind = group(entry.code)
    small = "a" if kind == "country" else "p"
    found = [*reached("country", country / others, _SHARES, small)]
    if entry.admin1:
        found += reached("province", province / others, _SHARES, kind[:4])
    if kind != "country":
        named = votes.named.get(entry.country, 0.0) - sum(
            c for o, _, k, c in own if k == "country" and o == entry.country
        )
        if named > 0.5:
            found.append("countrynamed")
        elif votes.whole > 2:
            found.append("countrynotnamed")
    if kind not in ("country", "adm1") and entry.admin1:
        named = votes.named.get(entry.admin1, 0.0) - sum(
            c for _, p, k, c in own if k == "adm1" and p == entry.admin1
        )
        if named > 0.5:
            found.append("provincenamed")
    return found


def at_home(entry: Entry, home: str) -> list[str]:
    """Features of an entry in the reader's home area, a country ("US") or a province of one ("US.PA")."""
    if home in (entry.country, entry.admin1):
        return ["home"]
    return ["homecountry"] if entry.country == home.partition(".")[0] else []


def at_dateline(reading: Reading, entry: Entry, dated: Reading) -> list[str]:
    """Features of an entry near the place that the report is dated from; weak, for it may be a capital."""
    if reading.key == dated.key or not dated.chances:
        return []
    chance = max(dated.chances)
    place = dated.entries[dated.chances.index(chance)]
    if chance < _LIKELY or group(entry.code) == "country" or entry.country != place.country:
        return []
    near = bool(place.admin1) and entry.admin1 == place.admin1
    return ["dateline"] if near else ["datelinecountry"]


def contained(reading: Reading, entry: Entry, readings: Sequence[Reading]) -> list[str]:
    """ "Springfield, Illinois": the next name contains the entry, or does not."""
    if reading.container < 0:
        return []
    outer = readings[reading.container]
    if not outer.entries:
        return []
    chance = 0.0
    for other, likely in zip(outer.entries, outer.chances, strict=False):
        kind = group(other.code)
        inside = (kind == "country" and other.country == entry.country) or (
            kind in ("adm1", "adm2", "town", "capital")
            and other.admin1 != ""
            and other.admin1 == entry.admin1
        )
        if inside and other.row != entry.row:
            chance = max(chance, 1.0 if kind in ("country", "adm1") else likely)
    return ["contained"] if chance > 0.3 else ["notcontained"]


def neighbours(readings: Sequence[Reading], gazetteer: Gazetteer) -> dict[str, dict[str, LonLat]]:
    """For each name the positions that the names beside it stand for, by their names."""
    tops = [_top(reading, gazetteer) for reading in readings]
    found: dict[str, dict[str, LonLat]] = {}
    for at, reading in enumerate(readings):
        beside = found.setdefault(reading.key, {})
        for i in _AROUND:
            if len(beside) >= _NEIGHBOURS:
                break
            if 0 <= at + i < len(readings) and readings[at + i].key != reading.key:
                top = tops[at + i]
                if top is not None:
                    beside.setdefault(readings[at + i].key, top)
    return found


def near_others(entry: Entry, beside: Iterable[LonLat], gazetteer: Gazetteer) -> list[str]:
    """How far the entry is from the nearest of the positions beside it."""
    if group(entry.code) in ("country", "region", "water"):
        return []
    lon, lat = gazetteer.position(entry.row)
    scale = cos(radians(lat))
    best = min((((x - lon) * scale) ** 2 + (y - lat) ** 2 for x, y in beside), default=None)
    if best is None:
        return ["alone"]
    km = sqrt(best) * KM_PER_DEGREE
    return [f"within{int(step)}" for step in _DISTANCES if km <= step]


def _top(reading: Reading, gazetteer: Gazetteer) -> LonLat | None:
    if not reading.chances or reading.fixed:
        return None
    chance = max(reading.chances)
    entry = reading.entries[reading.chances.index(chance)]
    if chance < _LIKELY or group(entry.code) in ("country", "region", "water"):
        return None
    return gazetteer.position(entry.row)
