"""What speaks for and against reading a candidate as a place: small features, each with a sentence.

The first look knows only the words around; the second knows what the first made of the rest of the text.
A feature is a string, "template=value"; its weight is fitted (`python -m geo.data.build.toponym_weights`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import exp
from operator import or_

from geo.text.toponyms.candidates import Candidate, NameEntry, Reading
from geo.text.toponyms.lexicon import Lexicon
from geo.text.toponyms.persons import (
    begins_full_name,
    count_persons,
    introduced_words,
    is_full_name,
    placed_words,
)
from geo.text.toponyms.words import Word

Tally = defaultdict[str, float]

_POPULATIONS = (1, 1_000, 5_000, 20_000, 100_000, 500_000, 2_000_000)
_COUNTS = (1, 2, 4, 9)
_SHARES = (0.001, 0.05, 0.2, 0.5)
_NOT_LOCAL = ("person_here", "inside=", "upper", "fullname")
_NOT_OWN = (
    "person_here",
    "person_only",
    "fullname",
    "before=title",
    "before=given",
    "before=-",
    "lower",
    "is=",
)
"""What speaks against a name of an analyst's list: there it is a person or an everyday word."""
_SEAT_SHARE = 4
_UNITS = ("ADM1", "ADM2")
_OTHER_SCRIPTS, _SHORT_NATIVE = 0x370, 3
_PASSIVE = 6
"""Words between a name and the end of what is done to it."""
_HYPHENS = ("-", "–", "—", " – ", " - ")
_NOTHING = 0.01
_CHANCES = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)


@lru_cache(maxsize=512)
def group(code: str) -> str:
    """The kind of a place, as coarse as recognition and resolution need it."""
    if code.startswith(("PCL", "TERR")):
        return "country"
    if code.startswith("PPL"):
        return "capital" if code == "PPLC" else "town"
    if code in ("ADM1", "ADM2"):
        return code.lower()
    if code in ("CONT", "RGN", "AREA", "LCTY"):
        return "region"
    if code in ("STM", "OCN", "SEA", "LK", "LKS", "GULF", "BAY", "STRT", "CHN", "CNL", "RSV"):
        return "water"
    return "site"


def first_look(reading: Reading) -> None:
    """Fill `features` of every candidate from the words alone."""
    counts = Counter(candidate.key for candidate in reading.candidates)
    persons = count_persons(reading)
    introduced = introduced_words(reading) if persons else frozenset()
    placed = placed_words(reading) if introduced else frozenset()
    named = {best_country(reading, candidate) for candidate in reading.candidates} - {""} | reading.home
    covering = _covering(reading.candidates)
    for candidate in reading.candidates:
        out = candidate.features
        out.append("bias")
        _name(candidate, out)
        _spelling(reading, candidate, persons, out)
        if candidate.kind == "name" and candidate.name.lower() in introduced:
            out.append("person_placed" if candidate.name.lower() in placed else "person_only")
        _around(reading, candidate, out)
        _run(reading, candidate, out)
        _overlaps(candidate, covering, out)
        if candidate.facts and candidate.kind == "name":
            unlike = _unlike_others(reading, candidate)
            _spelt(reading, candidate, unlike, out)
            out += _country_features(reading, candidate, named, unlike)
            if _joins_ways(reading, candidate):
                out.append("joined_way")
            if candidate.facts.how == "own" and not any(f.startswith(_NOT_OWN) for f in out):
                out.append("own")
        out.append(f"repeated={bucket(counts[candidate.key], _COUNTS)}")


def bucket(value: float, steps: Sequence[float]) -> int:
    """How many of the steps the value reaches."""
    return bisect_right(steps, value)


def _name(candidate: Candidate, out: list[str]) -> None:
    if candidate.kind == "demonym":
        out.append("kind=demonym")
        return
    if candidate.facts is None:
        head, word, begun = candidate.head.split(":")
        out += [
            f"pattern={head}{begun}",
            f"headword={word}",
            f"patternwords={min(candidate.last - candidate.first, 4)}",
        ]
        return
    entries = candidate.facts.entries
    best = best_entry(entries)
    if candidate.head:
        out += ["directed", f"directed={group(best.code)}"]
    single = candidate.first == candidate.last
    kind = group(best.code)
    out += [
        f"kind={kind}",
        f"kind={kind}{'1' if single else '2'}",
        f"found={'exact' if candidate.facts.how == 'own' else candidate.facts.how}{'1' if single else '2'}",
    ]
    out.append(f"bearers={bucket(candidate.facts.total, _COUNTS)}")
    people = bucket(best.population, _POPULATIONS)
    out.append(f"people={kind if kind in ('adm1', 'adm2') else 'town'}{people}{'s' if single else 'm'}")
    out += dict.fromkeys(f"also={group(entry.code)}" for entry in entries[1:6])


def _spelt(reading: Reading, candidate: Candidate, unlike: bool | None, out: list[str]) -> None:
    """Whether the spelling is the place's first; nothing against it where English never writes that one."""
    assert candidate.facts is not None
    entries = candidate.facts.entries
    best, single = best_entry(entries), candidate.first == candidate.last
    proper = max((e.population for e in entries if e.quality == 0), default=-1)
    otherwise = best.country.lower() in reading.lexicon.classes["written_otherwise"]
    if unlike and otherwise and best.quality == 1:
        out.append("written_otherwise")
        return
    step = bucket(proper, _POPULATIONS) if proper >= 0 else "no"
    out += [
        f"quality={min(entry.quality for entry in entries)}",
        f"bestquality={best.quality}",
        f"properpeople={step}{'s' if single else 'm'}",
    ]


def best_entry(entries: Sequence[NameEntry]) -> NameEntry:
    """The entry that a name most likely means: a unit that is named otherwise does not hide its town."""
    first = entries[0]
    if first.code in _UNITS and first.quality:
        others = (e for e in entries[1:4] if e.quality <= first.quality and e.code not in _UNITS)
        return next((e for e in others if e.population * _SEAT_SHARE > first.population), first)
    return first


def _spelling(reading: Reading, candidate: Candidate, persons: Counter[str], out: list[str]) -> None:
    lexicon, words = reading.lexicon, reading.words[candidate.first : candidate.last + 1]
    count = len(words)
    out.append(f"words={min(count, 4)}")
    first = words[0]
    if any(word.shouted for word in words):
        out.append("shouted")
    elif all(word.upper for word in words) and len(first.text) > 1:
        out.append(f"upper={min(len(candidate.name), 5)}")
    if first.sentence_start:
        out.append(f"sentencestart={min(count, 2)}")
    if count > 1:
        _many_words(reading, words, candidate, out)
        return
    word = first.lower
    out.append(f"length={min(len(word), 6)}")
    out.append(f"common={lexicon.levels.get(word, 0)}{'S' if first.sentence_start else ''}")
    if word in reading.lower_words:
        out.append("lowercase_too")
    if word in lexicon.given_names:
        out.append("given")
    if word in lexicon.surnames:
        out.append("surname")
    if persons[word]:
        out.append(f"person_here={min(persons[word], 3)}")
    for name in ("months", "titles", "directions", "person_verbs", "connectors", "known_others"):
        if word in lexicon.classes[name]:
            out.append(f"is={name}")
    if word in lexicon.head_of:
        out.append(f"is={lexicon.head_of[word]}")
    if not first.capital:
        out.append("lower")


def _many_words(reading: Reading, words: Sequence[Word], candidate: Candidate, out: list[str]) -> None:
    lexicon = reading.lexicon
    if all(lexicon.levels.get(word.lower, 0) for word in words):
        out.append("all_common")
    if words[0].lower in lexicon.classes["connectors"]:
        out.append(f"begins={words[0].lower}")
    elif words[0].lower in lexicon.given_names:
        out.append("given_first")
        if words[-1].lower in lexicon.surnames:
            out.append("given_surname")
    if words[0].lower in lexicon.classes["directions"]:
        out.append("direction_first")
    if words[0].lower in lexicon.classes["titles"]:
        out.append("title_first")
    head = lexicon.head_of.get(words[-1].lower)
    if head:
        out.append(f"ends={head}")
    if candidate.kind == "pattern":
        if any(word.lower in lexicon.classes["organisations"] for word in words):
            out.append("pattern_org")
        if words[0].lower in lexicon.classes["months"]:
            out.append("month_first")


def _around(reading: Reading, candidate: Candidate, out: list[str]) -> None:
    words = reading.words
    before = words[candidate.first - 1] if candidate.first else None
    after = words[candidate.last + 1] if candidate.last + 1 < len(words) else None
    out.append(f"before={_before(reading, before, words[candidate.first])}")
    if candidate.kind == "name" and _undergoes(reading, candidate.last):
        out.append("undergone")
    else:
        out.append(f"after={_after(reading, candidate, after)}")
    if after is not None and begins_full_name(reading, candidate, after):
        out.append("fullname")
        first, last = reading.run_of[candidate.first]
        if first == candidate.first and is_full_name(reading, first, last):
            out.append("fullname_whole")
    if after is not None and after.joined and not after.capital and _has_division(candidate):
        out += ["division_word"] * (reading.lexicon.head_of.get(after.lower) == "division")
    if _has_water(candidate):
        if before is not None and before.lower == "the":
            out.append("the_water")
        if after is not None and after.joined and after.lower in reading.lexicon.classes["landforms"]:
            out.append("water_word")
    if before is not None:
        earlier = words[candidate.first - 2] if candidate.first > 1 else None
        if before.lower in ("the", "of", "and") and earlier is not None:
            known = earlier.lower in reading.lexicon.classes["before"]
            if before.lower == "of" and earlier.lower in reading.lexicon.classes["place_nouns"]:
                out.append("placenoun_of")
            if before.lower == "of" and earlier.lower in reading.lexicon.head_of:
                out.append(f"headof={reading.lexicon.head_of[earlier.lower]}")
            out.append(f"before2={earlier.lower if known else 'other'}-{before.lower}")
    if after is not None and after.text in ("'s", "’s"):
        out.append("possessed")


def _undergoes(reading: Reading, last: int) -> bool:
    """Whether the words behind tell what is done to towns: "X was shelled", "X and Y have been retaken"."""
    words, classes = reading.words, reading.lexicon.classes
    at, end = last + 1, min(last + _PASSIVE, len(words))
    begun = False
    while at < end and words[at].lower in classes["undergoing"] and words[at].gap == " ":
        begun = begun or words[at].lower in ("was", "were", "is", "are", "been", "being")
        at += 1
    return begun and at < end and words[at].lower in classes["undergone"]


def _has_division(candidate: Candidate) -> bool:
    entries = candidate.facts.entries if candidate.facts and candidate.kind == "name" else ()
    return any(entry.code in ("ADM1", "ADM2") for entry in entries)


def _has_water(candidate: Candidate) -> bool:
    entries = candidate.facts.entries if candidate.facts and candidate.kind == "name" else ()
    return any(group(entry.code) == "water" for entry in entries)


def _before(reading: Reading, before: Word | None, word: Word) -> str:
    if before is None:
        return "start"
    gap = word.gap.strip()
    if word.sentence_start or "\n" in word.gap:
        return "sentence"
    if gap and gap not in ("-", "–"):
        cap = "C" if before.capital else "l"
        return f"sign{gap[0] if gap[0] in ',(/—' else '?'}{cap}"
    hyphen = "-" if gap else ""
    lexicon = reading.lexicon
    lower = before.lower
    if lower in lexicon.classes["place_verbs"]:
        return hyphen + "placeverb"
    if lower in lexicon.classes["before"] and (not before.capital or before.sentence_start or before.shouted):
        return hyphen + lower
    if lower in lexicon.classes["titles"]:
        return hyphen + "title"
    if lower in lexicon.classes["directions"]:
        return hyphen + "direction"
    if before.capital and not before.plain:
        if lower in lexicon.given_names and lower not in reading.lower_words:
            return hyphen + "given"
        if before.text in reading.names.demonyms:
            return hyphen + "demonym"
        return hyphen + "capital" + ("S" if before.sentence_start else "")
    if before.text.isdigit():
        return hyphen + "number"
    head = lexicon.head_of.get(lower)
    if head:
        return f"{hyphen}head{head}"
    return hyphen + ("possessive" if before.text in ("'s", "’s") else "other")


def _after(reading: Reading, candidate: Candidate, after: Word | None) -> str:
    gap = reading.text[candidate.span.end : after.start] if after else ""
    sign = gap.strip()
    if after is None or "\n" in gap:
        return "end"
    lexicon = reading.lexicon
    if sign and sign not in ("-", "–"):
        cap = "C" if after.capital else "d" if after.text.isdigit() else "l"
        return f"sign{sign[0] if sign[0] in ',.();:—/' else '?'}{cap}"
    hyphen = "-" if sign else ""
    lower = after.lower
    if after.capital and not after.plain:
        head = lexicon.head_of.get(lower)
        if head:
            return f"{hyphen}Head{head}"
        if lower in lexicon.classes["person_verbs"]:
            return hyphen + "personverb"
        if after.text in reading.names.demonyms:
            return hyphen + "Demonym"
        return hyphen + ("Surname" if lower in lexicon.surnames else "Capital")
    if lower in lexicon.classes["person_verbs"]:
        return hyphen + "personverb"
    if lower in lexicon.classes["after"]:
        return hyphen + lower
    head = lexicon.head_of.get(lower)
    return hyphen + (f"head{head}" if head else "number" if after.text.isdigit() else "other")


def _run(reading: Reading, candidate: Candidate, out: list[str]) -> None:
    first, last = reading.run_of[candidate.first]
    head = reading.lexicon.head_of.get(reading.words[last].lower, "no")
    opening = reading.lexicon.head_of.get(reading.words[first].lower, "no")
    begins, ends = candidate.first <= first, candidate.last >= last
    part = "whole" if begins and ends else "head" if begins else "tail" if ends else "middle"
    if not begins and ends and _opens_sentence(reading, first, candidate.first):
        part += "S"
    out += [f"run={part}", f"run={part}:{head}", f"runlength={min(last - first, 4)}{part}"]
    if not begins:
        out.append(f"opening={opening}")
    if candidate.kind == "name":
        classes = reading.lexicon.classes
        if begins and not ends and reading.words[last].lower in classes["media"]:
            out.append("medium")
        if not begins and reading.words[first].lower in classes["owners_of"]:
            out.append("owned_by")


def _opens_sentence(reading: Reading, first: int, at: int) -> bool:
    """Whether what stands before `at` in its run has its capital from the sentence: "Residents of Kapan"."""
    words, lexicon = reading.words, reading.lexicon
    if not words[first].sentence_start:
        return False
    connected = all(words[i].lower in lexicon.classes["connectors"] for i in range(first + 1, at))
    return first == at - 1 or (connected and words[first].lower in lexicon.classes["place_nouns"])


def _covering(candidates: Sequence[Candidate]) -> Mapping[int, list[Candidate]]:
    at: defaultdict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        for i in range(candidate.first, candidate.last + 1):
            at[i].append(candidate)
    return at


def _overlaps(candidate: Candidate, covering: Mapping[int, list[Candidate]], out: list[str]) -> None:
    seen = set()
    for i in {candidate.first, candidate.last}:
        for other in covering[i]:
            if other is candidate:
                continue
            seen.add(_overlap(candidate, other))
    out += sorted(seen)


def _overlap(candidate: Candidate, other: Candidate) -> str:
    kind = (
        other.kind if other.facts is None or other.kind == "demonym" else group(other.facts.entries[0].code)
    )
    if other.first <= candidate.first and other.last >= candidate.last:
        return f"inside={kind}"
    if candidate.first <= other.first and candidate.last >= other.last:
        return f"contains={kind}"
    return f"crosses={kind}"


def second_look(reading: Reading) -> None:
    """Add features that ask what the first look made of the rest of the text."""
    chances = [1 / (1 + exp(-max(-30.0, min(30.0, candidate.score)))) for candidate in reading.candidates]
    best: dict[str, float] = {}
    countries: Tally = defaultdict(float)
    provinces: Tally = defaultdict(float)
    for candidate, chance in zip(reading.candidates, chances, strict=True):
        best[candidate.key] = max(best.get(candidate.key, 0.0), chance)
        if chance > 0.5 and candidate.kind == "demonym":
            countries[reading.names.demonyms[candidate.name]] += chance
        elif chance > 0.5 and candidate.facts:
            _count(candidate.facts.entries, chance, countries, provinces)
    whole = max(sum(countries.values()), 1e-9)
    ends = {c.last: p for c, p in zip(reading.candidates, chances, strict=True) if p > 0.5}
    begins = {c.first: p for c, p in zip(reading.candidates, chances, strict=True) if p > 0.5}
    for candidate, chance in zip(reading.candidates, chances, strict=True):
        out = candidate.features
        out.append(f"self={bucket(chance, _CHANCES)}")
        out.append(f"elsewhere={bucket(best[candidate.key], _CHANCES)}")
        if candidate.first - 1 in ends or candidate.first - 2 in ends:
            out.append("after_place")
        if candidate.last + 1 in begins or candidate.last + 2 in begins:
            out.append("before_place")
        if candidate.facts and candidate.kind == "name":
            _shares(candidate, chance, countries, provinces, whole, out)


def best_country(reading: Reading, candidate: Candidate) -> str:
    """The country that a candidate names outright or as a people, if it is not an English-speaking one."""
    country = ""
    if candidate.kind == "demonym":
        country = reading.names.demonyms[candidate.name]
    elif candidate.facts:
        entries = candidate.facts.entries[:2]  # Georgia is a state and a country
        country = next((e.country for e in entries if group(e.code) == "country"), "")
    return "" if country.lower() in reading.lexicon.classes["english_countries"] else country


def _country_features(
    reading: Reading, candidate: Candidate, named: set[str], unlike: bool | None
) -> list[str]:
    """What the countries that the text names say of the name, and whether the word is anything else."""
    assert candidate.facts is not None
    entries = candidate.facts.entries
    out = []
    if any(e.vouched and (not e.country or e.country in named) for e in entries):
        out.append("vouched")
    elif any(e.vouched for e in entries):
        out.append("vouched_elsewhere")
    if (
        ord(candidate.name[0]) >= _OTHER_SCRIPTS
        and len(candidate.name) > _SHORT_NATIVE
        and reading.mostly_latin
    ):
        out.append("native_script")
    if unlike and "vouched_elsewhere" in out:
        out.append("vouched_odd")
    if candidate.first != candidate.last and any(e.vouched and group(e.code) == "site" for e in entries):
        out.append("vouched_site")
    if unlike:
        many = "m" if candidate.first != candidate.last else ""
        part = "" if "run=whole" in candidate.features else "part"
        out.append(f"odd{part}={bucket(best_entry(entries).population, _POPULATIONS)}{many}")
    if not any(e.country in named for e in entries if e.country and e.code[:3] != "PCL"):
        return out
    if unlike:
        out.append(f"local{min(candidate.last - candidate.first, 1)}")
    elif unlike is None:
        out.append("local_surname")
    return out


def _unlike_others(reading: Reading, candidate: Candidate) -> bool | None:
    """Neither an English word nor a person's name; None where only a surname is spelt like it."""
    lexicon = reading.lexicon
    words = [word.lower for word in reading.words[candidate.first : candidate.last + 1]]
    classes = lexicon.classes
    if len(words) > 1 and words[0] in classes["articles"]:  # "Al" is a given name too
        del words[0]
    if any(w in classes["known_others"] or w in classes["months"] for w in words):
        return False
    if any(f.startswith(_NOT_LOCAL) for f in candidate.features):
        return False
    ordinary = [w in lexicon.levels or w in lexicon.given_names or _contracted(w, lexicon) for w in words]
    named = [w in lexicon.surnames for w in words]
    if words[0] not in lexicon.given_names and not all(map(or_, ordinary, named)) and len(words) > 1:
        return True
    return False if any(ordinary) else None if any(named) else True


def _contracted(word: str, lexicon: Lexicon) -> bool:
    """ "I've", "they'd"."""
    stem, sign, ending = word.replace("’", "'").partition("'")
    return bool(sign) and ending in lexicon.classes["contractions"] and stem in lexicon.levels


def _joins_ways(reading: Reading, candidate: Candidate) -> bool:
    """One of two names that a hyphen joins, with a word for a way behind them: "the Homs-Palmyra road"."""
    words, first, last = reading.words, candidate.first, candidate.last
    if last + 1 < len(words) and words[last + 1].gap in _HYPHENS:
        end = reading.run_of[last + 1][1] + 1
        hyphened = words[last + 1].capital
    else:
        end = last + 1
        hyphened = words[first].gap in _HYPHENS and first > 0 and words[first - 1].capital
    return hyphened and end < len(words) and words[end].lower in reading.lexicon.classes["ways"]


def _count(entries: Sequence[NameEntry], chance: float, countries: Tally, provinces: Tally) -> None:
    best = entries[0]
    countries[best.country] += chance
    if best.admin1:
        provinces[best.admin1] += chance


def _shares(
    candidate: Candidate,
    chance: float,
    countries: Tally,
    provinces: Tally,
    whole: float,
    out: list[str],
) -> None:
    own = chance if chance > 0.5 else 0.0
    assert candidate.facts is not None
    if whole - own < _NOTHING:
        out.append("alone")
        return
    entries = candidate.facts.entries
    top = entries[0]
    country = max(countries[e.country] - (own if e is top else 0.0) for e in entries) / whole
    province = (
        max(provinces[e.admin1] - (own if e is top else 0.0) if e.admin1 else 0.0 for e in entries) / whole
    )
    out.append(f"country={bucket(country, _SHARES)}")
    out.append(f"province={bucket(province, _SHARES)}{'s' if candidate.first == candidate.last else 'm'}")
