"""The words of a sentence, and the lists they are looked up in.

Word lists come from geo/data/sources (claims_*.toml, kinds.toml, hedges.toml); verbs are inflected here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from geo.model import ClaimType, Span

WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:-\w+)*|\w+(?:['’.,&-](?=\w)\w+)*|…|--(?!-)|([^\w\s])\1{3,}|[^\w\s]")
MAX_PHRASE = 8
MIN_PAST = 4
RECENT = 256
"""Stretches whose words are kept: several rules in a row ask for the same one."""
_VOWELS = frozenset("aeiou")


class Word(NamedTuple):
    """A word or punctuation mark: lower case, straight apostrophes, with its place in the text."""

    low: str
    start: int
    end: int
    capital: bool
    is_word: bool


@lru_cache(maxsize=RECENT)
def words_of(text: str, span: Span) -> tuple[Word, ...]:
    """Words and marks of `text` inside `span`; the last stretches asked for are kept."""
    found: list[Word] = []
    add, new = found.append, tuple.__new__  # quicker than Word(...), for what most of a text is
    for match in WORD.finditer(text, span.start, span.end):
        word, (start, end) = match[1] or match[0], match.span()
        low = word.lower()
        if "’" in low:
            low = low.replace("’", "'")
        add(new(Word, (low, start, end, word[0].isupper(), word[0].isalnum())))
    return tuple(found)


class Phrases:
    """A set of word sequences, found in linear time; "#" inside one stands for any figure."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(m[0] for m in WORD.finditer(phrase.lower().strip()))
            if words:
                self._by_first.setdefault(words[0], []).append(words)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return (phrase for phrases in self._by_first.values() for phrase in phrases)

    def find(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Ranges of word indexes (end exclusive) where a phrase stands."""
        return ((start, end) for start, end, _ in self.found(words))

    def found(self, words: Sequence[Word]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Ranges as `find` gives them, each with its phrase as listed."""
        by_first, figures = self._by_first, self._by_first.get("#", [])
        counts = closed("figures") if figures else frozenset()
        for index, word in enumerate(words):
            low = word[0]
            begins = by_first.get(low, ())
            if figures and (low in counts or low[0].isdigit()):
                begins = [*begins, *figures]
            for phrase in begins:
                end = index + len(phrase)
                if end <= len(words) and _matches(words, index, phrase):
                    yield index, end, phrase

    def __contains__(self, words: Sequence[Word]) -> bool:
        return next(self.find(words), None) is not None

    def starts(self, words: Sequence[Word], at: int) -> int:
        """Index after the longest phrase that begins at `at`, or `at`."""
        ends = [
            at + len(phrase)
            for phrase in self._by_first.get(words[at].low, ())
            if tuple(w.low for w in words[at : at + len(phrase)]) == phrase
        ]
        return max(ends, default=at)


def _matches(words: Sequence[Word], at: int, phrase: tuple[str, ...]) -> bool:
    return all(_fits(words[at + offset].low, phrase[offset]) for offset in range(1, len(phrase)))


def _fits(low: str, wanted: str) -> bool:
    return low == wanted or (wanted == "#" and (low[0].isdigit() or low in closed("figures")))


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb: "s", "past", "ing" or "base" (a past may be a participle)."""

    lemma: str
    shape: str


@dataclass(frozen=True, slots=True)
class KindWords:
    """What shows one kind of claim."""

    type: ClaimType
    verbs: dict[str, Form]
    nouns: frozenset[str]
    phrases: Phrases
    before_names: frozenset[str]
    """Verb forms that count only before a name: "left Kherson", not "left cellars under water"."""


@cache
def read_source(name: str) -> dict[str, Any]:
    """A TOML file of geo/data/sources."""
    source = resources.files("geo.data") / "sources" / name
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def closed(name: str) -> frozenset[str]:
    """A list of small words from claims_words.toml."""
    return frozenset(read_source("claims_words.toml")[name].split())


@cache
def phrases(source: str, table: str, name: str) -> Phrases:
    """A list of phrases, separated by bars; `table` "" is the file itself."""
    raw = read_source(source)
    return Phrases((raw[table] if table else raw)[name].split("|"))


@cache
def kinds() -> tuple[KindWords, ...]:
    """The kinds of claims in the order that breaks ties."""
    found = []
    for name, row in read_source("kinds.toml").items():
        forms = inflected(row["verbs"].split())
        nouns = frozenset(row["nouns"].split())
        before_names = frozenset(row.get("before_names", "").split())
        sequences = Phrases(row["phrases"].split("|"))
        found.append(KindWords(ClaimType(name), forms, nouns, sequences, before_names))
    return tuple(found)


@cache
def event_nouns() -> frozenset[str]:
    """Nouns that name an event somebody does: "strike", "shelling", "withdrawal"."""
    wanted = {ClaimType.STRIKE, ClaimType.FIGHTING, ClaimType.MOVEMENT, ClaimType.CONTROL, ClaimType.SUPPORT,
              ClaimType.PRESENCE, ClaimType.CROSSING}  # fmt: skip
    nouns = frozenset(noun for kind in kinds() if kind.type in wanted for noun in kind.nouns)
    return nouns - closed("suffering")


@cache
def verb_forms() -> dict[str, Form]:
    """Every form of every known verb."""
    raw = read_source("claims_words.toml")
    seldom = inflected(raw["verbs_past"].split())
    forms = {word: form for word, form in seldom.items() if form.shape in ("past", "ing")}
    forms |= inflected(raw["verbs"].split())
    for kind in kinds():
        forms |= kind.verbs
    return forms


def inflected(lemmas: Iterable[str]) -> dict[str, Form]:
    """Forms of verbs given as "lemma" or "lemma/past/participle"."""
    forms: dict[str, Form] = {}
    for entry in lemmas:
        lemma, *irregular = entry.split("/")
        for past in irregular or [_past(lemma)]:
            forms[past] = Form(lemma, "past")
        forms[_with_s(lemma)] = Form(lemma, "s")
        forms[_with_ing(lemma)] = Form(lemma, "ing")
        forms.setdefault(lemma, Form(lemma, "base"))
    return forms


def _doubles(lemma: str) -> bool:
    short = sum(sign in _VOWELS for sign in lemma) == 1 and len(lemma) > 2
    ends = lemma[-1] not in "aeiouwxy" and lemma[-2] in _VOWELS and lemma[-3:-2] not in _VOWELS
    return (short and ends) or lemma in closed("doubling")


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + lemma[-1] + "ed" if _doubles(lemma) else lemma + "ed"


def _with_s(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in _VOWELS else lemma + "s"


def _with_ing(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + "ing"
    return lemma + lemma[-1] + "ing" if _doubles(lemma) else lemma + "ing"


def is_finite(words: Sequence[Word], at: int) -> bool:
    """Whether the word at `at` can be the finite verb of its clause."""
    low = words[at].low
    if low in closed("auxiliaries"):
        return low not in ("been", "being", "having", "be")
    form = verb_forms().get(low)
    if form is None and low.endswith("ed") and len(low) > MIN_PAST and low not in closed("not_past"):
        form = Form(low, "past")
    if form is None or form.shape == "ing" or words[at].capital:
        return False
    before = words[at - 1].low if at else ""
    if before in closed("behind_subject") and at > 1:
        before = words[at - 2].low
    after = words[at + 1].low if at + 1 < len(words) else ""
    if before in closed("determiners") or before in closed("prepositions") or before == "to":
        return False
    if form.shape == "past":
        return after != "by" and before not in closed("be")
    if form.shape == "s":
        return low not in _nouns() or (after in closed("determiners") and before not in ("", ","))
    if low in _nouns() and after not in closed("determiners"):
        return False
    if after in closed("determiners") and before in closed("adverbs"):
        return True
    return before in closed("we") | closed("they") or _plural(before)


def is_noun(low: str) -> bool:
    """Whether a word is among the nouns of any kind: "strikes", "control"."""
    return low in _nouns()


@cache
def _nouns() -> frozenset[str]:
    return frozenset(noun for kind in kinds() for noun in kind.nouns)


def _plural(word: str) -> bool:
    return (word.endswith("s") and len(word) > 3) or word in closed("plural_names")
