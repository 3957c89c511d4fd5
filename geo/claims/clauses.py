"""Propositions of a sentence: the sentence itself, or its clauses where it makes two.

A cut is made at a semicolon, or before "and", "but", "while", "whereas" where words with a finite verb
stand on both sides; at ", and" also where the second verb shares its subject. A half that names nobody
and nothing of the kinds stays with its neighbour.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from geo.claims.kinds import read_kind
from geo.claims.stance import hedge_start
from geo.claims.words import Word, closed, is_finite, is_noun, phrases, read_source, verb_forms
from geo.model import ClaimType, Span
from geo.text.segment import dateline_end

LONGEST = 400
"""Words of a sentence that are looked at for a cut; what runs on longer is no sentence."""
SUBJECT_REACH = 14
SEGMENT_REACH = 40
LONGEST_GAP = 24
MIN_WORDS = 3
SHORTEST_EVENT = 3
MAX_OPENING = 9
DATELINE_WORDS = 24
_EARLY = frozenset(("now", "then", "also", "later", "still", "again", "soon", "even"))
"""Words before the verb of a clause without a subject: "and now holds the bank"."""
_SUBJECTS = frozenset(("they", "it", "he", "she", "we"))
_MARKS = frozenset(",.;:!?…-–—()[]\"“”'‘’")


def split_clauses(words: Sequence[Word], weighty: Callable[[Span], bool]) -> list[tuple[Word, ...]]:
    """The propositions among `words`, each trimmed of marks and openers.

    `weighty` tells whether a stretch names an actor, a place, or an event.
    """
    cuts = _cuts(words)
    parts = [tuple(words[a:b]) for a, b in zip([0, *cuts], [*cuts, len(words)], strict=True)]
    parts = [trimmed for part in _rejoin(parts, weighty) if (trimmed := trim(part))]
    return [part for part in parts if any(word.is_word for word in part)]


def _cuts(words: Sequence[Word]) -> list[int]:
    cuts: list[int] = []
    start = 0
    finite = [at for at in range(len(words)) if is_finite(words, at)]
    for index in range(1, min(len(words) - 2, LONGEST)):
        if words[index].low in (",", ";", ":") or words[index].low in closed("coordinators"):
            at = index if words[index].low in closed("coordinators") else index + 1
            if index - start >= 2 and _is_cut(words, start, index, finite):
                cuts.append(index)
                start = at
    return cuts


def _is_cut(words: Sequence[Word], start: int, index: int, finite: Sequence[int]) -> bool:
    """Whether a clause ends at `index`; `finite` are the indexes of the finite verbs, in order."""
    low, after = words[index].low, words[index + 1].low
    if low == "and" and after == "that" and _is_clause(words, index + 1, shared=False):
        return True
    if low == "," and hedge_start(words[start : start + MIN_WORDS]) == 0:
        return _is_clause(words, index + 1, shared=False)
    if not _is_between(finite, start, index) and not (words[start].low == "to" and index > start + 2):
        return low == "," and _gap(words, index, finite)
    if low == ";":
        return _is_between(finite, index + 1, len(words))
    if low == ",":
        if after in closed("coordinators"):
            return _is_clause(words, index + 2, shared=True)
        return _gap(words, index, finite) or _is_spliced(words, start, index)
    if low == ":":
        return _is_clause(words, index + 1, shared=False)
    if words[index - 1].low == ",":
        return False
    if low == "and" and (
        _between_before(words, start, index) or not _is_between(finite, _segment(words, start, index), index)
    ):
        return False
    return _is_clause(words, index + 1, shared=False) or _adds_event(words, start, index)


def _is_spliced(words: Sequence[Word], start: int, comma: int) -> bool:
    """Whether a comma alone parts two main clauses: "The army sent tanks, they were seen at noon"."""
    first, after = words[start].low, words[comma + 1].low
    opens = first not in closed("subordinators") | closed("prepositions") | closed("coordinators")
    follows = comma + 2 < len(words) and after in _SUBJECTS and is_finite(words, comma + 2)
    return opens and follows and not _is_verbal(words[start : start + 1], 0)


def _adds_event(words: Sequence[Word], start: int, joint: int) -> bool:
    """Whether "and" joins a second event of the same subject: "… shelled a town and left for the hills"."""
    after = words[joint + 1]
    form = verb_forms().get(after.low)
    helped = after.low in closed("auxiliaries") - closed("pronoun_auxiliaries")
    plain = form is not None and form.shape in ("past", "s")
    if words[joint].low not in ("and", "but") or not (helped or plain):
        return False
    end = next((at for at in range(joint + 1, len(words)) if words[at].low in (",", ";")), len(words))
    noun = form is not None and form.shape == "s" and is_noun(after.low)
    if end - joint <= SHORTEST_EVENT or after.capital or noun:
        return False
    if helped and (words[joint + 2].low == "not" or after.low.endswith("n't")):
        return True
    if plain and words[joint + 2].low in ("no", "nobody", "nothing", "none", "neither"):
        return True
    first, second = read_kind(words[start:joint])[0], read_kind(words[joint + 1 : end])[0]
    return first is not second and first is not ClaimType.OTHER


def headline_end(words: Sequence[Word]) -> int | None:
    """Where an object without a verb ends, when a clause follows: "… victory, fight goes on"."""
    for index in range(MIN_WORDS, min(len(words) - 2, SUBJECT_REACH)):
        if words[index].low != ",":
            continue
        plain = words[0].low not in closed("prepositions") | closed("subordinators") and words[0].low != "to"
        if plain and not _has_finite(words, 0, index) and _is_clause(words, index + 1, shared=False):
            return index
        return None
    return None


def _segment(words: Sequence[Word], start: int, index: int) -> int:
    """Where the stretch behind the last comma before `index` begins."""
    for at in range(index - 1, max(start, index - SEGMENT_REACH), -1):
        if words[at].low == ",":
            return at + 1
    return start


def _is_between(offsets: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(offsets, start)
    return at < len(offsets) and offsets[at] < end


def _has_finite(words: Sequence[Word], start: int, end: int) -> bool:
    return any(is_finite(words, at) for at in range(start, min(end, start + LONGEST)))


def _is_clause(words: Sequence[Word], start: int, *, shared: bool) -> bool:
    """Whether a clause with its own finite verb begins at `start`; `shared`: the subject may be missing."""
    if start >= len(words):
        return False
    first = words[start].low
    if first in closed("subordinators") - {"that", "which", "who", "when", "where"}:
        return False
    if first in ("that", "which", "who", "when", "where", "to", "then"):
        start += 1
        shared = shared and first != "to"
    aside = False
    for at in range(start, min(start + SUBJECT_REACH, len(words))):
        low = words[at].low
        if low in (";", ":", ".", "(", "—", "–") or (low == "," and at > start + 6 and not aside):
            return False
        if low == "," and at + 1 < len(words) and words[at + 1].low in ("but", "while", "whereas"):
            return False
        aside = aside or low == ","
        if low in closed("subordinators") and at > start and not _is_measure(words, at):
            return False
        if low == "and" and at + 1 < len(words) and words[at + 1].low in _SUBJECTS:
            return False
        if is_finite(words, at) or (shared and at == start and _verb_first(words, at)):
            return shared or at > start
    return False


def _is_measure(words: Sequence[Word], at: int) -> bool:
    """Whether "than" belongs to a number: "more than 3,000 people"."""
    return words[at].low == "than" and words[at - 1].low in ("more", "less", "fewer", "rather")


def without_dateline(text: str, words: Sequence[Word]) -> Sequence[Word]:
    """Words behind "KYIV, March 3 (Agency) -", or behind a place in capitals up to a dash or a colon."""
    end = dateline_end(text, words[0].start, words[-1].end) if words else 0
    words = [word for word in words if word.start >= end]
    if (
        not words
        or not words[0].is_word
        or not text[words[0].start : words[0].end].isupper()
        or len(words[0].low) < MIN_WORDS
    ):
        return words
    for index in range(1, min(DATELINE_WORDS, len(words))):
        if words[index].low in ("-", "–", "—", "--"):
            return words[index + 1 :]
        if words[index].low == ":" and all(
            w.capital or not w.is_word or w.low[0].isdigit() for w in words[:index]
        ):
            return words[index + 1 :]
        if is_finite(words, index):
            return words
    return words


def has_finite(words: Sequence[Word]) -> bool:
    """Whether a finite verb stands among the words."""
    return _has_finite(words, 0, len(words))


def has_verb(words: Sequence[Word]) -> bool:
    """Whether any word can be a verb, finite or not."""
    return any(is_finite(words, at) or _is_verbal(words, at) for at in range(min(len(words), LONGEST)))


def _is_verbal(words: Sequence[Word], at: int) -> bool:
    """A verb form that no article makes a noun of."""
    before = words[at - 1].low if at else ""
    return words[at].low in verb_forms() and before not in closed("determiners")


def starts_with_verb(words: Sequence[Word]) -> bool:
    """Whether a clause begins with its verb: its subject stands in the clause before."""
    at = 0
    while at < len(words) - 1 and words[at].low in _EARLY:
        at += 1
    return bool(words) and (_verb_first(words, at) or words[at].low in closed("auxiliaries"))


def _verb_first(words: Sequence[Word], at: int) -> bool:
    form = verb_forms().get(words[at].low)
    plain = form is not None and form.shape == "base" and not is_noun(words[at].low)
    return plain or (form is not None and form.shape in ("s", "past"))


def _between_before(words: Sequence[Word], start: int, index: int) -> bool:
    """Whether this "and" joins the two parties of "between X and Y"."""
    return any(words[at].low in ("between", "both") for at in range(index - 1, max(start, index - 8) - 1, -1))


def _gap(words: Sequence[Word], index: int, finite: Sequence[int]) -> bool:
    """A clause without its verb after a comma: "…, the rebels the south"."""
    if len(words) - index > LONGEST_GAP:
        return False
    tail = [word.low for word in words[index + 1 :] if word.is_word]
    if not 3 <= len(tail) <= 9 or _is_between(finite, index + 1, len(words)):
        return False
    articles = [at for at, low in enumerate(tail) if low in ("the", "its", "their")]
    sides = {
        "north",
        "south",
        "east",
        "west",
        "left",
        "right",
        "northern",
        "southern",
        "eastern",
        "western",
        "other",
    }
    return tail[0] in ("the", "and") and len(articles) >= 2 and bool(sides & set(tail[articles[-1] :]))


def _rejoin(parts: list[tuple[Word, ...]], weighty: Callable[[Span], bool]) -> list[tuple[Word, ...]]:
    """Parts of less than three words, or that name nothing, go back to their neighbour."""
    kept: list[tuple[Word, ...]] = []
    for part in parts:
        own = (
            "that" in [word.low for word in part[:3]]
            and len(part) > MIN_WORDS + 2
            and _has_finite(part, 0, len(part))
        ) or (part[:1] and part[0].low == ";" and len(part) > MIN_WORDS + 1)
        small = sum(word.is_word for word in part) < MIN_WORDS or not (own or _weighs(part, weighty))
        if kept and (small or not _weighs(kept[-1], weighty)):
            kept[-1] = kept[-1] + part
        else:
            kept.append(part)
    return kept


def _weighs(part: tuple[Word, ...], weighty: Callable[[Span], bool]) -> bool:
    return bool(part) and weighty(Span(part[0].start, part[-1].end))


def trim(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words without outer marks, coordinators, and openers such as "Well," and "As you know,"."""
    start, end = 0, len(words)
    while end > start and words[end - 1].low in _MARKS:
        end -= 1
    while start < end:
        stop = _opened(words, start, end)
        if stop == start:
            break
        start = stop
    return tuple(words[start:end])


def _opened(words: Sequence[Word], start: int, end: int) -> int:
    """Index after one opener at `start`, or `start`."""
    low = words[start].low
    if (
        low == "that"
        and start == 0
        and end - start > MIN_WORDS
        and words[start + 1].low not in closed("auxiliaries")
    ):
        return start + 1
    if low in _MARKS or (low in closed("coordinators") and low != "while"):
        return start + 1
    stop = phrases("claims_words.toml", "", "opening_phrases").starts(words, start)
    if start < stop < end:
        return stop
    if (
        low in closed("openers")
        and start + 1 < end
        and (words[start + 1].low == "," or low in ("also", "well", "yet"))
    ):
        return start + 1
    if low == "as" and start + 1 < end and words[start + 1].low in ("you", "we", "i"):
        for at in range(start, min(start + MAX_OPENING, end)):
            if words[at].low == ",":
                return at + 1
    return start


def openers() -> frozenset[str]:
    """Words that may open a sentence without belonging to it."""
    return frozenset(read_source("claims_words.toml")["openers"].split())
