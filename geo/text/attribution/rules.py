"""The rules: from one row of tokens to what is attributed in it, to whom, by which words.

Each rule is a small function from a row and a cue to a `Found` or None, tried in order; the first that fits
wins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from geo.model import AttributionKind, Span
from geo.text.attribution.cues import Cue, find_cues, find_source_phrases
from geo.text.attribution.phrases import (
    DASHES,
    Range,
    is_finite,
    is_scare,
    subject_after,
    subject_before,
)
from geo.text.attribution.tokens import QUOTED, Token
from geo.text.attribution.words import word_class

_TERMINAL = frozenset((".", "!", "?", "…", "؟"))
_WH = frozenset(["whether", "if", "how", "why", "what", "when", "where", "who"])


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution as token ranges of its row."""

    contents: tuple[Range, ...]
    cue: Range
    source: Range | None
    rule: str
    covers: frozenset[int] = frozenset()
    """Indexes of the quotations that are (part of) the content."""


def read_row(tokens: Sequence[Token]) -> list[Found]:
    """Everything attributed in a row, in the order of the cues."""
    cues = find_cues(tokens)
    found: list[Found] = []
    for cue in cues:
        hit = _read_cue(tokens, cue, cues, found)
        if hit is not None and _has_words(tokens, hit):
            found.append(_with_covers(tokens, hit))
    found += [_with_covers(tokens, hit) for hit in _according(tokens) if _has_words(tokens, hit)]
    found.sort(key=lambda hit: hit.cue)
    return found


def _has_words(tokens: Sequence[Token], hit: Found) -> bool:
    return any(tokens[i].word for start, end in hit.contents for i in range(start, end))


def _with_covers(tokens: Sequence[Token], hit: Found) -> Found:
    covers = {i for a, b in hit.contents for i in range(a, b) if tokens[i].low == QUOTED}
    return replace(hit, covers=frozenset(covers))


def _read_cue(tokens: Sequence[Token], cue: Cue, cues: Sequence[Cue], found: Sequence[Found]) -> Found | None:
    if cue.shape in ("infinitive", "gerund", "passive"):
        return None
    if cue.shape == "participle":
        return _participle(tokens, cue, cues, found)
    for rule in (_tag_inverted, _tag_after, _clause):
        hit = rule(tokens, cue, cues, found)
        if hit is not None:
            return hit
    return None


Rule = Callable[[Sequence[Token], Cue, Sequence[Cue], Sequence[Found]], Found | None]


def _tag_inverted(
    tokens: Sequence[Token], cue: Cue, cues: Sequence[Cue], found: Sequence[Found]
) -> Found | None:
    """ "…," said Ruel · …, said Ruel."""
    if not cue.verb.takes("tag") or cue.start != cue.head:
        return None
    edge = _edge_before(tokens, cue.start)
    if edge is None:
        return None
    source = subject_after(tokens, cue.end)
    if source is None:
        return None
    return _tag(tokens, edge, (cue.start, cue.end), source, source[1])


def _tag_after(
    tokens: Sequence[Token], cue: Cue, cues: Sequence[Cue], found: Sequence[Found]
) -> Found | None:
    """ "…," Ruel said · …, Ruel said · The bridge, she said, was gone."""
    if not cue.verb.takes("tag"):
        return None
    source = subject_before(tokens, cue.start)
    if source is None:
        return None
    edge = _edge_before(tokens, source[0])
    if edge is None or not _tag_may_end(tokens, cue):
        return None
    return _tag(tokens, edge, (cue.start, cue.end), source, cue.end)


def _edge_before(tokens: Sequence[Token], at: int) -> int | None:
    """Token index where the words before a tag end: behind a quotation, or before a comma; else None."""
    if at == 0:
        return None
    if tokens[at - 1].low == QUOTED and not _runs_into(tokens[at - 1]):
        return at
    if tokens[at - 1].low in (",", "—", "–", "--") and at > 1:
        return at - 1
    return None


def _runs_into(token: Token) -> bool:
    """Whether a quotation is a word of the phrase around it: no mark at its end, and short."""
    return is_scare(token)


def _tag_may_end(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether no clause follows the verb: a tag is over after it, save for an addressee or an adjunct."""
    at = _skip_addressee(tokens, cue) if cue.verb.takes("person") else cue.end
    if at >= len(tokens):
        return True
    nxt = tokens[at]
    if not nxt.word or nxt.low == QUOTED:
        return True
    if nxt.low in ("that", "to") or nxt.low in _WH - {"when", "where"}:
        return False
    return (
        nxt.low in word_class("prepositions")
        or nxt.low in word_class("times")
        or nxt.low in ("when", "as", "after", "before", "while", "where", "and")
        or _is_adverb(nxt.low)
    )


def _tag(tokens: Sequence[Token], edge: int, cue: Range, source: Range, after: int) -> Found | None:
    """Content before the tag, and behind it where the tag only interrupts."""
    start = _content_start(tokens, edge)
    if start >= edge:
        return None
    direct = tokens[edge - 1].low == QUOTED or (
        tokens[edge - 1].low == "," and tokens[edge - 2].low == QUOTED
    )
    if not direct and not any(is_finite(tokens, i) or _is_past(tokens, i) for i in range(start, edge)):
        return None
    contents = [(start, edge)]
    behind = _behind(tokens, max(after, cue[1]), direct=direct)
    if behind is not None:
        contents.append(behind)
    rule = "quote, tag after" if direct else "clause, tag after"
    if behind is not None:
        rule = "quote, tag inside" if direct else "clause, tag inside"
    return Found(tuple(contents), cue, source, rule)


def _is_past(tokens: Sequence[Token], index: int) -> bool:
    return not tokens[index].cap and tokens[index].low.endswith("ed")


def _content_start(tokens: Sequence[Token], edge: int) -> int:
    """Where the words before a tag begin: the row's start, or behind the last strong mark."""
    start = 0
    while start < edge and (not tokens[start].word or tokens[start].low in word_class("conjunctions")):
        start += 1
    return start


def _behind(tokens: Sequence[Token], after: int, *, direct: bool) -> Range | None:
    """The part of the content that goes on behind an interposed tag."""
    end = _row_end(tokens)
    if direct:
        at = next((i for i in range(after, min(after + 25, end)) if tokens[i].low == QUOTED), None)
        if at is None or (is_scare(tokens[at]) and at + 1 < end):
            return None
        if any(is_finite(tokens, i) for i in range(after, at)):
            return None
        return at, end if at + 1 >= end else _content_end(tokens, at, [])
    if after >= end or tokens[after].low not in (",", "—", "–", "--"):
        return None
    first = after + 1
    if first >= end or tokens[first].low in word_class("stop_clause") or tokens[first].low.endswith("ing"):
        return None
    if tokens[first].low in word_class("conjunctions") and tokens[first].low != "and":
        return None
    return first, _content_end(tokens, first, [])


def _row_end(tokens: Sequence[Token]) -> int:
    end = len(tokens)
    while end and tokens[end - 1].low in _TERMINAL:
        end -= 1
    return end


def _clause(tokens: Sequence[Token], cue: Cue, cues: Sequence[Cue], found: Sequence[Found]) -> Found | None:
    """Ruel said (that) … · told reporters that … · denied the charge · called on X to …."""
    source = subject_before(tokens, cue.start)
    if source is None:
        source = _shared_subject(tokens, cue, found)
    if source is None:
        return None
    return _complement(tokens, cue, source, cues)


def _shared_subject(tokens: Sequence[Token], cue: Cue, found: Sequence[Found]) -> Range | None:
    """Subject of the verb before, where "and" joins two verbs: "Ruel left and said"."""
    if cue.start == 0 or tokens[cue.start - 1].low not in ("and", "but", ",", "then"):
        return None
    for earlier in reversed(found):
        if earlier.source is not None and earlier.source[1] <= cue.start:
            return earlier.source
    first = next((i for i in range(cue.start) if is_finite(tokens, i)), None)
    return subject_before(tokens, first) if first else None


def _participle(
    tokens: Sequence[Token], cue: Cue, cues: Sequence[Cue], found: Sequence[Found]
) -> Found | None:
    """…, saying (that) …: the subject is that of the clause before."""
    source = next((f.source for f in reversed(found) if f.source and f.source[1] <= cue.start), None)
    if source is None:
        first = next((i for i in range(cue.start) if is_finite(tokens, i) or _is_past(tokens, i)), None)
        source = subject_before(tokens, first) if first else None
    hit = _complement(tokens, cue, source, cues)
    return replace(hit, rule=f"participle, {hit.rule}") if hit else None


def _complement(tokens: Sequence[Token], cue: Cue, source: Range | None, cues: Sequence[Cue]) -> Found | None:
    end = _row_end(tokens)
    at = _skip_addressee(tokens, cue) if cue.verb.takes("person") else cue.end
    at = _skip_adjuncts(tokens, at, end)
    if at < end and tokens[at].low in (":", ",") and at + 1 < end:
        if tokens[at].low == "," and tokens[at + 1].low != QUOTED:
            return None
        at += 1
    if at >= end:
        return None
    frame = _frame_at(tokens, cue, at, end)
    if frame is None:
        return None
    stop = _content_end(tokens, at, cues)
    return Found(((at, stop),), (cue.start, cue.end), source, frame)


def _frame_at(tokens: Sequence[Token], cue: Cue, at: int, end: int) -> str | None:
    """Which complement stands at `at`, if the verb takes it; the name of the rule."""
    verb, low = cue.verb, tokens[at].low
    if low == QUOTED and (verb.takes("tag") or verb.takes("script")):
        return "cue, quote"
    if low == "that" and (verb.takes("that") or verb.takes("bare")):
        return "that-clause"
    if low in _WH:
        return "wh-clause" if verb.takes("wh") or (low == "what" and verb.takes("np")) else None
    if low == "to":
        return "to-infinitive" if verb.takes("to") else None
    if not tokens[at].word or low in word_class("conjunctions"):
        return None
    return _open_frame(tokens, cue, at, end)


def _open_frame(tokens: Sequence[Token], cue: Cue, at: int, end: int) -> str | None:
    """The frame of a complement that nothing introduces."""
    verb = cue.verb
    stop = _content_end(tokens, at, ())
    clause = any(is_finite(tokens, i) for i in range(at, min(stop, at + 25)))
    lows = [t.low for t in tokens[at : min(stop, at + 15)]]
    if verb.takes("bare") and (clause or verb.lemma in ("say", "add", "note")):
        return "zero-that clause"
    for frame, word in (("np_to", "to"), ("np_as", "as"), ("np_of", "of")):
        if verb.takes(frame) and word in lows[1:]:
            return f"object, {word}"
    preposition = lows[0] in word_class("prepositions")
    if verb.takes("np_np") and len(lows) > 1 and not preposition:
        return "object, predicate"
    return "object" if verb.takes("np") and not preposition else None


def _skip_addressee(tokens: Sequence[Token], cue: Cue) -> int:
    """Past whom a speaker tells: "told reporters in Arda" ends before "in"."""
    at = cue.end
    limit = min(len(tokens), at + 20)
    while at < limit and tokens[at].word and tokens[at].low != QUOTED:
        low = tokens[at].low
        if low in word_class("subordinators") or low in word_class("prepositions") or is_finite(tokens, at):
            break
        if at > cue.end and low in word_class("personal"):
            break
        if at > cue.end and low in word_class("determiners"):
            break
        at += 1
        if tokens[at - 1].low in word_class("personal") | {"me", "him", "them", "us", "her"}:
            break
    return at


def _skip_adjuncts(tokens: Sequence[Token], at: int, end: int) -> int:
    """Past "on Monday in a statement" where "that", a colon or a quotation follows it; else `at`."""
    if at >= end or not (_opens_adjunct(tokens, at)):
        return at
    for index in range(at, min(end, at + 25)):
        token = tokens[index]
        if token.low in ("that", ":") or (token.low == QUOTED and not is_scare(token)):
            return index
        if is_finite(tokens, index) or token.low in _WH or token.low == ";":
            break
    return _skip_short_adjunct(tokens, at, end)


def _skip_short_adjunct(tokens: Sequence[Token], at: int, end: int) -> int:
    start = at
    times = word_class("times")
    while at < min(end, start + 6):
        low = tokens[at].low
        if (
            low in times
            or _is_adverb(low)
            or (low in ("on", "in") and at + 1 < end and tokens[at + 1].low in times)
        ):
            at += 1
        else:
            break
    return at


def _opens_adjunct(tokens: Sequence[Token], at: int) -> bool:
    low = tokens[at].low
    return low in word_class("prepositions") or low in word_class("times") or _is_adverb(low) or low == ","


def _is_adverb(low: str) -> bool:
    return low in word_class("adverbs") or (low.endswith("ly") and len(low) > 4)


def _content_end(tokens: Sequence[Token], start: int, cues: Sequence[Cue]) -> int:
    """Where a content that begins at `start` ends: the row's end, or where another attribution begins."""
    end = _row_end(tokens)
    by_start = {cue.start: cue for cue in cues}
    for index in range(start + 1, end):
        low = tokens[index].low
        if low == ";":
            return index
        if low == "," and _cuts(tokens, index, by_start):
            return index
        if low in ("and", "but") and index + 1 in by_start and by_start[index + 1].shape == "finite":
            return index - 1 if tokens[index - 1].low == "," else index
    return end


def _cuts(tokens: Sequence[Token], comma: int, by_start: dict[int, Cue]) -> bool:
    """Whether a comma parts the content from the next attribution ("…, adding that", "…, according to")."""
    nxt = comma + 1
    if nxt >= len(tokens):
        return False
    if tokens[nxt].low == "according" or tokens[nxt].low == "while":
        return True
    cue = by_start.get(nxt)
    return cue is not None and cue.shape == "participle"


def _according(tokens: Sequence[Token]) -> list[Found]:
    """…, according to Ruel · According to Ruel, …."""
    found = []
    end = _row_end(tokens)
    for phrase in find_source_phrases(tokens):
        source = _source_of_phrase(tokens, phrase.end, end)
        if source is None:
            continue
        cue = (phrase.start, phrase.end)
        if phrase.start <= 1 or not any(t.word for t in tokens[: phrase.start]):
            contents = _after_source(tokens, source[1], end)
        else:
            edge = phrase.start - 1 if not tokens[phrase.start - 1].word else phrase.start
            contents = ((_content_start(tokens, edge), edge),)
        if contents:
            found.append(Found(contents, cue, source, "according to"))
    return found


def _after_source(tokens: Sequence[Token], at: int, end: int) -> tuple[Range, ...]:
    while at < end and not tokens[at].word:
        at += 1
    return ((at, _content_end(tokens, at, [])),) if at < end else ()


def _source_of_phrase(tokens: Sequence[Token], start: int, end: int) -> Range | None:
    at = start
    while at < min(end, start + 40):
        low = tokens[at].low
        if low in (",", ";", ":", "—", "–", "--") or (low == QUOTED and not is_scare(tokens[at])):
            break
        at += 1
    return (start, at) if at > start else None


def spans_of(tokens: Sequence[Token], ranges: Sequence[Range]) -> tuple[Span, ...]:
    """Character spans of token ranges, without commas and dashes at their ends."""
    spans = []
    for start, end in ranges:
        first, last = start, end
        while last > first and tokens[last - 1].low in (",", ";", ":", *DASHES, *_TERMINAL):
            last -= 1
        while first < last and tokens[first].low in (",", ";", ":", *DASHES):
            first += 1
        if last > first:
            spans.append(Span(tokens[first].start, tokens[last - 1].end))
    return tuple(spans)


def kind_of(tokens: Sequence[Token], ranges: Sequence[Range]) -> AttributionKind:
    """Direct where all words are quoted, indirect where none are, mixed between."""
    words = [tokens[i] for start, end in ranges for i in range(start, end) if tokens[i].word]
    quoted = sum(token.quotation is not None for token in words)
    if quoted == 0:
        return AttributionKind.INDIRECT
    return AttributionKind.DIRECT if quoted == len(words) else AttributionKind.MIXED
