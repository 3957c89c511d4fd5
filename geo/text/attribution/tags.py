"""Tags: "…," Ruel said · "…," said Ruel · The bridge, she said, was gone."""

from __future__ import annotations

from collections.abc import Sequence

from geo.text.attribution.complements import skip_addressee
from geo.text.attribution.contents import (
    Found,
    Sentence,
    content_end,
    content_start,
    new_speech,
    opens_adjunct,
    opens_utterance,
)
from geo.text.attribution.cues import Cue
from geo.text.attribution.phrases import (
    DASHES,
    Range,
    is_adverb,
    is_finite,
    is_informant,
    is_office,
    is_scare,
    subject_after,
    subject_before,
)
from geo.text.attribution.tokens import QUOTED, Token
from geo.text.attribution.words import word_class

OPENER = 5
"""Most tokens of "Overall, she said": what follows the comma then is no apposition of the clause before."""
SHORT_BEGUN = 6
"""Most tokens of "He had seen, he said": its object stands behind the tag."""
_LOOSE_ADJUNCTS = frozenset(("when", "as", "after", "before", "while", "where", "and"))


def read_inverted_tag(sentence: Sentence, cue: Cue) -> Found | None:
    """ "…," said Ruel · …, said Ruel."""
    if not cue.verb.takes("tag") or cue.start != cue.head or cue.verb.takes("person"):
        return None
    if cue.inflection == "base":  # ", state television reported"
        return None
    if cue.start == 0:
        return _opening_tag(sentence, cue)
    edge = _edge_before(sentence.tokens, cue.start)
    if edge is None:
        return None
    source = subject_after(sentence.tokens, cue.end)
    if (
        source is None
        or _clause_follows(sentence, source[1])
        or _reads_as_clause(sentence, cue, edge, source)
    ):
        return None
    return _tag(sentence, edge, cue, source, source[1])


def _opening_tag(sentence: Sentence, cue: Cue) -> Found | None:
    """Said Ruel, "…" · Said Ruel: "…"."""
    tokens = sentence.tokens
    source = subject_after(tokens, cue.end)
    at = source[1] + 1 if source else sentence.end
    if source is None or at >= sentence.end or tokens[at - 1].low not in (",", ":"):
        return None
    if not tokens[at].utterance:
        return None
    return Found(((at, at + 1),), (cue.start, cue.end), source, "cue, quote", cue.verb.class_for("tag"))


def _reads_as_clause(sentence: Sentence, cue: Cue, edge: int, source: Range) -> bool:
    """Whether the words before the comma are the subject with its apposition: "Ruel, a guard, said …"."""
    tokens = sentence.tokens
    if tokens[edge - 1].low == QUOTED and tokens[edge - 1].utterance:
        return False
    if not _may_speak(tokens[slice(*source)]):
        return True
    if tokens[source[0]].cap and (source[1] >= sentence.end or not tokens[source[1]].word):
        return False
    subject = subject_before(tokens, cue.start)
    return (
        subject is not None
        and subject[1] == cue.start - 1
        and "," in [t.low for t in tokens[subject[0] : edge]]
    )


def _may_speak(words: Sequence[Token]) -> bool:
    """Whether a noun phrase names somebody who can speak: a name, a pronoun, an office, an organisation."""
    first = words[0]
    named = first.cap or first.low in word_class("personal") or first.low in word_class("plurals")
    return named or any(is_office(word) or is_informant(word) or word.cap for word in words)


def _clause_follows(sentence: Sentence, at: int) -> bool:
    """Whether what seemed an inverted subject has a verb of its own: "…, said the bridge was lost"."""
    tokens = sentence.tokens
    for index in range(at, min(sentence.end, at + 12)):
        if (
            tokens[index].low in word_class("stop_clause")
            or not tokens[index].word
            or tokens[index].low == QUOTED
        ):
            return False
        if is_finite(tokens, index):
            return True
    return False


def read_tag(sentence: Sentence, cue: Cue) -> Found | None:
    """ "…," Ruel said · …, Ruel said · The bridge, she said, was gone."""
    if not (cue.verb.takes("tag") or cue.verb.takes("aside")):
        return None
    source = subject_before(sentence.tokens, cue.start)
    if source is None:
        return None
    edge = _edge_before(sentence.tokens, source[0])
    if edge is None:
        return None
    quoted = sentence.tokens[edge - 1].low == QUOTED and sentence.tokens[edge - 1].utterance
    if not quoted and (not _may_end(sentence, cue) or _that_follows(sentence, cue.end)):
        return None
    after = skip_addressee(sentence.tokens, cue) if cue.verb.takes("person") else cue.end
    return _tag(sentence, edge, cue, source, after)


def _edge_before(tokens: Sequence[Token], at: int) -> int | None:
    """Token index where the words before a tag end: behind a quotation, or before a comma; else None."""
    if at == 0:
        return None
    if tokens[at - 1].low == QUOTED and (tokens[at - 1].utterance or tokens[at - 1].pause):
        return at
    if (tokens[at - 1].low == "," or tokens[at - 1].low in DASHES) and at > 1:
        return at - 1
    return None


def _may_end(sentence: Sentence, cue: Cue) -> bool:
    """Whether no clause follows the verb: a tag is over after it, save for an addressee or an adjunct."""
    tokens = sentence.tokens
    at = skip_addressee(tokens, cue) if cue.verb.takes("person") else cue.end
    if at >= len(tokens):
        return True
    low = tokens[at].low
    if not tokens[at].word or low == QUOTED or low in _LOOSE_ADJUNCTS:
        return True
    if low in ("that", "to") or (
        low == "at" and tokens[min(at + 1, len(tokens) - 1)].low in ("least", "most")
    ):
        return False
    return low in word_class("prepositions") or low in word_class("times") or is_adverb(low)


def _that_follows(sentence: Sentence, at: int) -> bool:
    """Whether the content comes behind the verb after all: "he said on Friday that …"."""
    for index in range(at, min(sentence.end, at + 15)):
        token = sentence.tokens[index]
        if token.low == "that":
            return True
        if token.low in (",", QUOTED) or is_finite(sentence.tokens, index):
            return False
    return False


def _tag(sentence: Sentence, edge: int, cue: Cue, source: Range, after: int) -> Found | None:
    """Content before the tag, and behind it where the tag only interrupts."""
    tokens = sentence.tokens
    start = content_start(tokens, edge)
    if start >= edge:
        return _behind_opener(sentence, edge, cue, source, after)
    last = edge - 1 if tokens[edge - 1].low != "," else edge - 2
    direct = tokens[last].low == QUOTED and not is_scare(tokens[last])
    if not direct:
        if not _is_aside(sentence, cue, start, edge, after):
            return None
        start = _after_dash(tokens, start, edge)
    contents = [(_before_quotation(tokens, start, last) if direct else start, edge)]
    behind = None if direct else _clause_behind(sentence, after, start=start)
    behind = behind or _quotation_behind(sentence, after)
    if behind is not None:
        contents.append(behind)
    where = "inside" if behind is not None else "after"
    rule = f"{'quote' if direct else 'clause'}, tag {where}"
    return Found(tuple(contents), (cue.start, cue.end), source, rule, cue.verb.class_for("tag"))


def _behind_opener(sentence: Sentence, edge: int, cue: Cue, source: Range, after: int) -> Found | None:
    """ "But, he said, it is late": only a conjunction stands before the tag."""
    behind = _clause_behind(sentence, after, start=edge) if cue.verb.takes("aside") else None
    if behind is None or edge == 0 or not sentence.tokens[edge - 1].word:
        return None
    cls = cue.verb.class_for("tag")
    return Found((behind,), (cue.start, cue.end), source, "clause, tag inside", cls)


def _before_quotation(tokens: Sequence[Token], start: int, quotation: int) -> int:
    """Start of a content that ends in a quotation: words that lead up to it in the same clause count."""
    if start == quotation:
        return start
    colon = next((i for i in range(quotation - 1, start, -1) if tokens[i].low == ":"), None)
    return colon + 1 if colon is not None else start


def _is_aside(sentence: Sentence, cue: Cue, start: int, edge: int, after: int) -> bool:
    """Whether unquoted words before the comma are what is said, not an adverbial clause or an apposition."""
    tokens = sentence.tokens
    if not cue.verb.takes("aside") or _asks(sentence, start):
        return False
    introduces = opens_adjunct(tokens, start) or tokens[start].low in word_class("subordinators")
    if introduces and opens_utterance(tokens, after, sentence.end):
        return False
    if _clause_behind(sentence, after, start=start) is not None:
        return True
    words = range(start, edge)
    said = any(is_finite(tokens, i) or _is_past(tokens[i]) or _is_utterance(tokens[i]) for i in words)
    first = start + 1 if start + 1 < edge and is_adverb(tokens[start].low) else start
    plain = edge - first > 4 and cue.verb.takes("speech") and not opens_adjunct(tokens, first)
    return (said or plain) and not _is_adverbial(sentence, start, edge, after)


def _asks(sentence: Sentence, start: int) -> bool:
    """ "Asked whether it stood, Ruel said …": the question is nothing Ruel says."""
    opening = sentence.starts.get(start)
    return opening is not None and opening.verb.takes("question") and opening.inflection == "past"


def _is_adverbial(sentence: Sentence, start: int, edge: int, after: int) -> bool:
    """A subordinate clause alone before the tag ("As the vote began, he said the …")."""
    tokens = sentence.tokens
    if tokens[start].low not in word_class("subordinators") or tokens[start].low in word_class(
        "content_openers"
    ):
        return False
    if any(tokens[i].low == "," for i in range(start, edge)):
        return False
    return not (after < sentence.end and tokens[after].low == ",")


def _is_past(token: Token) -> bool:
    return not token.cap and token.low.endswith("ed")


def _is_utterance(token: Token) -> bool:
    return token.quotation is not None and token.utterance


def _after_dash(tokens: Sequence[Token], start: int, edge: int) -> int:
    """Start of an unquoted content: behind the last dash or semicolon, where a clause follows it."""
    for index in range(edge - 1, start, -1):
        mark = tokens[index].low
        if (mark == ";" or mark in DASHES) and any(is_finite(tokens, i) for i in range(index, edge)):
            single = mark == ";" or sum(tokens[i].low in DASHES for i in range(start, edge)) == 1
            return index + 1 if single else start
    return start


def _quotation_behind(sentence: Sentence, after: int) -> Range | None:
    """The quotation that goes on behind a tag."""
    tokens, end = sentence.tokens, sentence.end
    at = next((i for i in range(after, min(after + 25, end)) if tokens[i].low == QUOTED), None)
    if (
        at is None
        or (is_scare(tokens[at]) and at + 1 < end)
        or tokens[at - 1].low in word_class("prepositions")
    ):
        return None
    if any(is_finite(tokens, i) or i in sentence.starts for i in range(after, at)):
        return None
    return at, end if at + 1 >= end else content_end(sentence, at)


def _clause_behind(sentence: Sentence, after: int, *, start: int) -> Range | None:
    """The rest of an unquoted content behind the comma that closes the tag; the content began at `start`."""
    tokens, end = sentence.tokens, sentence.end
    if after >= end or not (tokens[after].low == "," or tokens[after].low in DASHES):
        return None
    first = after + 1
    if first >= end or first in sentence.starts:
        return None
    if tokens[first].low in word_class("stop_clause"):
        return None
    if tokens[first].low in ("a", "an") and after - start > OPENER:
        return None
    if tokens[first].low in ("and", "but") and new_speech(sentence, first + 1, saying=False):
        return None
    begun = tokens[start].low in word_class("personal") and after - start <= SHORT_BEGUN
    whole = not begun and any(is_finite(tokens, i) for i in range(start, after - 1))
    says = any(is_finite(tokens, i) or _is_utterance(tokens[i]) for i in range(first, min(first + 12, end)))
    if whole and not says:
        return None
    return first, content_end(sentence, first)
