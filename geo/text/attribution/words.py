"""The word lists of this room, read from geo/data/sources, and the look-up of cue verbs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_SOURCES = Path(__file__).resolve().parents[2] / "data" / "sources"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb (or verb phrase) by which something is attributed."""

    lemma: str
    frames: tuple[tuple[str, str], ...]
    """(frame, class) pairs, as sayings.toml explains them."""
    taken: frozenset[str]
    """The frames alone."""

    def takes(self, frame: str) -> bool:
        return frame in self.taken

    def class_for(self, frame: str) -> str:
        """The class under which the verb takes `frame`; its first class otherwise."""
        return next((cls for own, cls in self.frames if own == frame), self.frames[0][1])


class Form(NamedTuple):
    """One inflected form of a verb: the words after the first, and which form the first is."""

    rest: tuple[str, ...]
    shape: str
    """"base", "s", "past" or "ing"."""
    verb: Verb


@cache
def read_source(name: str) -> dict[str, Any]:
    """A TOML file of geo/data/sources."""
    return tomllib.loads((_SOURCES / name).read_text(encoding="utf-8"))


@cache
def word_class(name: str, source: str = "speech_grammar.toml") -> frozenset[str]:
    """The words of one closed class, lower case."""
    return frozenset(read_source(source)[name].split())


@cache
def verbs() -> dict[str, Verb]:
    """Every cue verb by lemma; a verb listed in several groups takes the frames of all."""
    frames: dict[str, list[tuple[str, str]]] = {}
    for group in read_source("sayings.toml")["verbs"]:
        for lemma in group["lemmas"].split(";"):
            own = frames.setdefault(" ".join(lemma.split()), [])
            own += [(f, group["class"]) for f in group["frames"] if f not in {g for g, _ in own}]
    return {lemma: Verb(lemma, tuple(own), frozenset(f for f, _ in own)) for lemma, own in frames.items()}


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Inflected first word -> the verbs it may begin, longest first."""
    table: dict[str, list[Form]] = {}
    for verb in verbs().values():
        first, *rest = verb.lemma.split()
        for shape, word in inflect(first):
            table.setdefault(word, []).append(Form(tuple(rest), shape, verb))
    return {word: tuple(sorted(own, key=lambda form: -len(form.rest))) for word, own in table.items()}


def inflect(lemma: str) -> list[tuple[str, str]]:
    """(shape, word) pairs of a verb: regular unless sayings.toml lists it as irregular.

    >>> inflect("state")
    [('base', 'state'), ('s', 'states'), ('past', 'stated'), ('ing', 'stating')]
    """
    listed = read_source("sayings.toml")["irregular"].get(lemma)
    if listed:
        return [(_shape(lemma, word), word) for word in listed.split()]
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    soft = lemma.endswith("y") and lemma[-2] not in "aeiou"
    third = (
        f"{lemma[:-1]}ies" if soft else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    )
    past = f"{lemma[:-1]}ied" if soft else f"{stem}ed"
    progressive = f"{lemma}ing" if lemma.endswith("ee") else f"{stem}ing"
    return [("base", lemma), ("s", third), ("past", past), ("ing", progressive)]


def _shape(lemma: str, word: str) -> str:
    if word == lemma or word == "are":
        return "base"
    if word.endswith("ing") and len(word) > 4:
        return "ing"
    return "s" if word.endswith("s") and word != "was" else "past"


@cache
def tag_forms() -> frozenset[str]:
    """Finite forms of the verbs of one word that may stand in a tag."""
    return frozenset(
        word
        for word, own in forms().items()
        for form in own
        if form.verb.takes("tag") and not form.rest and form.shape in ("past", "s")
    )


@cache
def phrases(kind: str = "phrases") -> tuple[tuple[tuple[str, ...], str], ...]:
    """(words, class) of the phrases that attribute without a verb, longest first."""
    found = [
        (tuple(form.split()), group["class"])
        for group in read_source("sayings.toml").get(kind, [])
        for form in group["forms"].split(";")
    ]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def phrases_by_word() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The source phrases by their first word."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, cls in phrases():
        table.setdefault(words[0], []).append((words, cls))
    return {word: tuple(own) for word, own in table.items()}


@cache
def nouns() -> dict[str, dict[str, str]]:
    """Noun (both numbers) -> the word that opens its content -> class."""
    table: dict[str, dict[str, str]] = {}
    for group in read_source("sayings.toml")["nouns"]:
        for lemma in group["lemmas"].split(";"):
            for form in _numbers(lemma.strip()):
                table.setdefault(form, {}).update(dict.fromkeys(group["opens"], group["class"]))
    return table


def _numbers(lemma: str) -> tuple[str, str]:
    return lemma, f"{lemma[:-1]}ies" if lemma.endswith("y") else f"{lemma}s"


_FRAME_OF_RULE = {
    "that-clause": "that",
    "zero-that clause": "bare",
    "wh-clause": "wh",
    "to-infinitive": "to",
    "object, to": "np_to",
    "object, as": "np_as",
    "object, of": "np_of",
    "object, predicate": "np_np",
    "object": "np",
    "hearsay verb": "raise",
    "question": "question",
    "finding": "finding",
    "relative clause": "that",
    "as-clause": "aside",
    "cue, quote": "tag",
    "quote, tag after": "tag",
    "quote, tag inside": "tag",
    "clause, tag after": "tag",
    "clause, tag inside": "tag",
}
_STRONG = ("denying", "doubting", "declaring", "promising")


def cue_class(cue: str, *, rule: str = "") -> str:
    """Class of a cue's words, as sayings.toml names it: "saying", "denying", "doubting" and so on.

    Takes the cue as written, with auxiliaries and adverbs: "has also denied" is "denying". A verb may have a
    class for each complement ("asked whether" asks, "asked them to" demands): `rule`, an attribution's own,
    tells which; without it a verb that can deny, doubt, declare or promise does. "" for words no list holds.

    >>> cue_class("has repeatedly denied"), cue_class("called on"), cue_class("according to")
    ('denying', 'demanding', 'saying')
    >>> cue_class("asked", rule="wh-clause"), cue_class("asked", rule="object, to")
    ('asking', 'demanding')
    """
    words = [word.strip(",:") for word in cue.lower().replace("’", "'").split()]
    if rule.startswith("noun, "):
        return nouns().get(words[-1] if words else "", {}).get(rule.split()[1], "")
    for at in range(len(words)):
        for form in forms().get(words[at], ()):
            if tuple(words[at + 1 : at + 1 + len(form.rest)]) == form.rest:
                return _class_of(form.verb, rule)
    for phrase, cls in (*phrases(), *phrases("hearsay")):
        if tuple(words[: len(phrase)]) == phrase:
            return cls
    return ""


def _class_of(verb: Verb, rule: str) -> str:
    frame = _FRAME_OF_RULE.get(rule.removeprefix("participle, ").removesuffix(", nested"))
    if frame and verb.takes(frame):
        return verb.class_for(frame)
    strong = next((cls for _, cls in verb.frames if cls in _STRONG), None)
    return strong or verb.class_for("tag")
