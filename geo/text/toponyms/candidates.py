"""Candidates: every stretch of words that could name a place, before anything is judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from geo.model import Span
from geo.text.toponyms.lexicon import Lexicon
from geo.text.toponyms.words import LONGEST_RUN, POSSESSIVE, Word, runs_of, words_of


class NameEntry(Protocol):
    """One place that a spelling may mean."""

    @property
    def row(self) -> int: ...
    @property
    def quality(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def admin1(self) -> str: ...
    @property
    def population(self) -> int: ...
    @property
    def vouched(self) -> bool: ...


class Facts(Protocol):
    """What a spelling could mean; entries with the most people first."""

    @property
    def entries(self) -> Sequence[NameEntry]: ...
    @property
    def how(self) -> str: ...
    @property
    def total(self) -> int: ...


class Names(Protocol):
    """The part of a gazetteer that recognition needs."""

    @property
    def demonyms(self) -> Mapping[str, str]: ...
    def facts(self, name: str) -> Facts | None: ...
    def opens(self, word: str) -> bool: ...
    def facts_within(self, name: str, countries: Iterable[str]) -> Facts | None: ...


_WIDE_POPULATION = 100_000
_LONGEST_MISSPELT = 3
_MOST_COUNTRIES = 8
_LONGEST = 6
_SAMPLE = 2_000


@dataclass(slots=True)
class Candidate:
    """A stretch of words [first, last] that could name a place."""

    first: int
    last: int
    span: Span
    name: str
    kind: str
    """"name", "demonym" or "pattern" (a street, a facility: known by its last word only)."""
    facts: Facts | None
    head: str = ""
    features: list[str] = field(default_factory=list)
    score: float = 0.0

    @property
    def key(self) -> str:
        """What two spellings of one name share: the first place they may mean, else the name itself."""
        return f"#{self.facts.entries[0].row}" if self.facts and self.kind == "name" else self.name


class Reading:
    """A text cut into words and candidates."""

    def __init__(self, text: str, names: Names, lexicon: Lexicon, home: str = "") -> None:
        self.text, self.names, self.lexicon = text, names, lexicon
        english = lexicon.classes["english_countries"]
        self.home = frozenset({home} - {"", *(code.upper() for code in english)})
        """The country whose small places count as named; an English-speaking one's are everyday words."""
        self.words = words_of(text, lexicon.levels)
        self.run_of = runs_of(self.words, lexicon)
        self.candidates = self._candidates()
        self.candidates += self._misspelt()

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """Words that the text also writes without a capital."""
        return frozenset(word.lower for word in self.words if not word.capital)

    @cached_property
    def mostly_latin(self) -> bool:
        """Whether names in another script stand out in the text."""
        piece = self.text[:_SAMPLE]
        return 2 * sum(map(str.isascii, piece)) > len(piece)

    def _candidates(self) -> list[Candidate]:
        found: list[Candidate] = []
        seen: set[tuple[int, int]] = set()
        articles = self._articles
        for first, word in enumerate(self.words):
            if word.capital or (word.lower in articles and self._hyphened(first)):
                for candidate in self._from(first):
                    if (candidate.first, candidate.last) not in seen:
                        seen.add((candidate.first, candidate.last))
                        found.append(candidate)
        return found

    def _misspelt(self) -> list[Candidate]:
        """Whole runs that nothing matches but the consonants of a place in a country of the text."""
        countries = self._countries()
        taken = {i for c in self.candidates for i in range(c.first, c.last + 1)}
        whole = {(c.first, c.last) for c in self.candidates}
        found = []
        for first, last in self._whole_runs() if countries else ():
            words = self.words[first : last + 1]
            if len(words) > _LONGEST_MISSPELT or words[0].shouted or (first, last) in whole:
                continue
            if not self._may_be_misspelt(words, any(i in taken for i in range(first, last + 1))):
                continue
            hyphened = first > 0 and words[0].gap == "-" and self.words[first - 1].lower in self._articles
            begin = first - 1 if hyphened else first
            start, end = self.words[begin].start, words[-1].end
            name = self.text[start:end]
            facts = self.names.facts_within(name, countries)
            if facts:
                found.append(Candidate(begin, last, Span(start, end), name, "name", facts))
        return found

    def _may_be_misspelt(self, words: Sequence[Word], partly_known: bool) -> bool:
        """Strange words; of several one may be known itself ("Ain Issa") or be English ("Um Rawaba")."""
        if len(words) == 1:
            return not partly_known and not self._ordinary(words[0])
        lower, classes = [word.lower for word in words], self.lexicon.classes
        others = classes["titles"] | classes["known_others"] | classes["months"]
        if (words[0].sentence_start and lower[0] in classes["before"]) or any(w in others for w in lower):
            return False
        if any(w in self.lexicon.given_names or w in self.lexicon.head_of for w in lower):
            return False
        strange = sum(w not in self.lexicon.levels and w not in self._articles for w in lower)
        return strange > 0 and not any(word.upper for word in words)

    def _whole_runs(self) -> Iterable[tuple[int, int]]:
        return dict.fromkeys(r for r, w in zip(self.run_of, self.words, strict=True) if w.capital)

    def _countries(self) -> tuple[str, ...]:
        """Countries that the text names, or two of whose larger towns it may name."""
        named: set[str] = set(self.home)
        towns: dict[str, set[str]] = {}
        for candidate in self.candidates:
            if candidate.kind == "demonym":
                named.add(self.names.demonyms[candidate.name])
            elif candidate.facts:
                best = candidate.facts.entries[0]
                if best.code.startswith("PCL"):
                    named.add(best.country)
                elif best.population > _WIDE_POPULATION:
                    towns.setdefault(best.country, set()).add(candidate.name)
        named |= {country for country, names in towns.items() if len(names) > 1}
        return tuple(sorted(named)) if len(named) < _MOST_COUNTRIES else ()

    def _ordinary(self, word: Word) -> bool:
        lower, classes = word.lower, self.lexicon.classes
        known = lower in self.lexicon.levels or lower in self.lexicon.given_names
        return known or lower in classes["known_others"] or lower in classes["titles"] or word.upper

    @cached_property
    def _articles(self) -> frozenset[str]:
        return self.lexicon.classes["articles"]

    def _hyphened(self, first: int) -> bool:
        """Whether a hyphen joins a capitalised word to this one."""
        follows = self.words[first + 1] if first + 1 < len(self.words) else None
        return follows is not None and follows.capital and follows.gap == "-"

    def _from(self, first: int) -> list[Candidate]:
        found = []
        words, connectors = self.words, self.lexicon.classes["connectors"]
        goes_on = True
        for last in range(first, min(first + LONGEST_RUN, len(words))):
            word = words[last]
            if last > first and not word.joined:
                break
            if not word.capital and last > first:
                if word.lower in connectors or word.text in POSSESSIVE:
                    continue
                if word.lower not in self.lexicon.classes["site_tails"]:
                    break
                site = self._named(first, last) if goes_on else None
                if site and site.facts and site.facts.entries[0].vouched:
                    found.append(site)
                continue
            if last == first + 1 and not self._goes_on(words[first]):
                goes_on = False
            if goes_on and last - first < _LONGEST:
                candidate = self._named(first, last)
                if candidate:
                    found.append(candidate)
                    continue
            pattern = self._pattern(first, last)
            if pattern:
                found.append(pattern)
        return found

    def _goes_on(self, word: Word) -> bool:
        """Whether a name of several words may begin with this one."""
        return word.lower in self.lexicon.classes["directions"] or self.names.opens(word.text)

    def _named(self, first: int, last: int) -> Candidate | None:
        start, end = self.words[first].start, self.words[last].end
        name = self.text[start:end]
        if name in self.names.demonyms:
            return Candidate(first, last, Span(start, end), name, "demonym", self.names.facts(name))
        if self.text[end : end + 1] == "." and end - start < 6:
            facts = self.names.facts(name + ".")
            if facts and facts.how == "abbreviation":
                return Candidate(first, last, Span(start, end + 1), name + ".", "name", facts)
        facts = self.names.facts(name)
        if facts is None and first < last:
            return self._directed(first, last)
        if facts is None or (facts.how == "article" and self._english_article(first, last)):
            return None
        return Candidate(first, last, Span(start, end), name, "name", facts)

    def _directed(self, first: int, last: int) -> Candidate | None:
        """A part of a known place: "South Florida", "West Wales"."""
        word, second = self.words[first], self.words[first + 1]
        if word.lower not in self.lexicon.classes["directions"] or not second.capital:
            return None
        facts = self.names.facts(self.text[second.start : self.words[last].end])
        if facts is None or facts.how == "article" or facts.entries[0].population < _WIDE_POPULATION:
            return None
        start, end = word.start, self.words[last].end
        return Candidate(first, last, Span(start, end), self.text[start:end], "name", facts, "direction")

    def _english_article(self, first: int, last: int) -> bool:
        """An "article" that is English or an abbreviation: "As ", "An ", "US"; or nothing follows it."""
        words, articles = self.words[first : last + 1], self.lexicon.classes["articles"]
        opening = words[0].lower in articles and words[0].lower in self.lexicon.levels
        spaced = last > first and words[1].gap != "-"
        return (opening and spaced) or words[-1].lower in articles or any(w.text == "US" for w in words)

    def _pattern(self, first: int, last: int) -> Candidate | None:
        """A run ended by a street's or building's word ("Mercy Hospital"), or begins ("University of X")."""
        if last == first or self.run_of[first][0] != first:
            return None
        head = self.lexicon.head_of.get(self.words[last].lower, "")
        begun = False
        if head not in ("street", "facility", "land", "division") and last == self.run_of[first][1]:
            head = self.lexicon.head_of.get(self.words[first].lower, "")
            begun = True
        if head not in ("street", "facility", "land", "division"):
            return None
        start, end = self.words[first].start, self.words[last].end
        word = self.words[first if begun else last].lower
        return Candidate(
            first,
            last,
            Span(start, end),
            self.text[start:end],
            "pattern",
            None,
            f"{head}:{word}:{int(begun)}",
        )
