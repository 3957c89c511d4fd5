"""Complements: what stands behind a cue. Ruel said (that) … · told reporters that … · denied the charge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.text.attribution.contents import Found, Sentence, content_end, opens_adjunct, sentence_subject
from geo.text.attribution.cues import Cue
from geo.text.attribution.phrases import (
    DASHES,
    RELATIVES,
    Range,
    is_adverb,
    is_contraction,
    is_finite,
    is_informant,
    is_scare,
    subject_after,
    subject_before,
)
from geo.text.attribution.tokens import QUOTED, Token
from geo.text.attribution.words import word_class

_WH = frozenset(("whether", "if", "how", "why", "what", "when", "where", "who"))
_OBJECTS = frozenset(("me", "him", "them", "us", "her"))
_NAMING = frozenset(("what", "which", "that", "whom"))
"""Words that take the object's place: "what Ruel called the worst day"."""
SHORT_JUDGEMENT = 3
"""Words of "the accusation absurd": an object and what it is called."""
_GUESSED = frozenset(("likely", "probably", "possibly", "presumably"))
"""Before a verb of wanting these make it a guess of the report: "the army likely seeks to …"."""
_WISHES = frozenset(("should", "must", "ought"))
"""Before a verb of saying these make it the report's own wish: "Arda should ask Belo to pay"."""
_FIRST_PERSON = frozenset(("i", "we", "you"))


_NOMINATIVES = frozenset(("he", "she", "they", "we", "i", "it"))
_OCCASION_LEADS = frozenset(("in", "on", "at", "by", "via", "through", "during", "over"))
LONGEST_OCCASION = 8
"""Tokens of the longest phrase that says how or where something is said."""


def read_clause(sentence: Sentence, cue: Cue) -> Found | None:
    """Ruel said (that) … · told reporters that … · denied the charge · called on X to …."""
    if any(token.low in _WISHES for token in sentence.tokens[cue.start : cue.end]):
        return None
    source = subject_before(sentence.tokens, cue.start) or _shared_subject(sentence, cue)
    if source is None or _is_own_thought(sentence.tokens, source, cue):
        return None
    return _as_clause(sentence, cue, source) or _complement(sentence, cue, source)


def _as_clause(sentence: Sentence, cue: Cue, source: Range) -> Found | None:
    """As Ruel said, …."""
    tokens, at = sentence.tokens, cue.end + 1
    if source[0] == 0 or tokens[source[0] - 1].low != "as" or not cue.verb.takes("aside"):
        return None
    if at >= sentence.end or tokens[cue.end].low != "," or source[0] > 2:
        return None
    content = (at, content_end(sentence, at))
    return Found((content,), (cue.start, cue.end), source, "as-clause", cue.verb.class_for("aside"))


def _is_embedded(tokens: Sequence[Token], source: Range | None, cue: Cue) -> bool:
    """Whether a comma closes the cue's clause: "While he said …, …", "Ruel, who said …, left"."""
    if source is None or source[0] == 0:
        return False
    before = tokens[source[0] - 1]
    if tokens[source[0]].low in ("who", "which"):
        return before.low == ","
    if before.low in word_class("openers"):
        return source[0] < 3 or before.cap
    return tokens[0].low in word_class("openers") and not any(
        t.low == "," or t.pause for t in tokens[: cue.start]
    )


def _is_own_thought(tokens: Sequence[Token], source: Range, cue: Cue) -> bool:
    """ "I think": the words of whoever speaks already, no second speaker."""
    if tokens[source[1] - 1].low not in _FIRST_PERSON:
        return False
    return not (cue.verb.takes("tag") or cue.verb.takes("person"))


def _shared_subject(sentence: Sentence, cue: Cue) -> Range | None:
    """Subject of the verb before, where "and" joins two verbs: "Ruel left and said"."""
    tokens, before = sentence.tokens, cue.start - 1
    while before > 0 and (tokens[before].low in word_class("times") or tokens[before].low in ("on", "in")):
        before -= 1
    if before < 0 or tokens[before].low not in ("and", "but", ",", "then"):
        return None
    return _subject_so_far(sentence, cue)


def _subject_so_far(sentence: Sentence, cue: Cue) -> Range | None:
    """Subject of the clause that runs up to a cue without a subject of its own."""
    for earlier in reversed(sentence.found):
        if earlier.source is not None and earlier.source[1] <= cue.start and "participle" not in earlier.rule:
            return earlier.source
    return sentence_subject(sentence, cue.start)


def read_participle(sentence: Sentence, cue: Cue) -> Found | None:
    """…, saying (that) …: the subject is that of the clause before; "wrote a letter saying …": the writer."""
    if cue.start <= 1 and sentence.tokens[0].low in (
        "in",
        "by",
        "after",
        "before",
        sentence.tokens[cue.start].low,
    ):
        return _read_opening(sentence, cue)
    if sentence.tokens[cue.start - 1].low == "as":
        return _quoted_source(sentence, cue)
    source = _subject_so_far(sentence, cue)
    hit = _complement(sentence, cue, source)
    return replace(hit, rule=f"participle, {hit.rule}") if hit else None


def _quoted_source(sentence: Sentence, cue: Cue) -> Found | None:
    """The agency quoted a guard as saying …: the guard speaks."""
    for earlier in sentence.cues:
        if earlier.verb.takes("quoting") and earlier.shape == "finite" and earlier.end < cue.start - 1:
            return _complement(sentence, cue, (earlier.end, cue.start - 1))
    return None


def _read_opening(sentence: Sentence, cue: Cue) -> Found | None:
    """Warning that …, Ruel left: the subject is that of the clause behind the comma."""
    tokens = sentence.tokens
    hit = _complement(sentence, cue, None)
    comma = next((i for i in range(cue.end, sentence.end) if tokens[i].low == "," or tokens[i].pause), None)
    if hit is None or comma is None or hit.contents[0][0] > comma:
        return None
    source = sentence_subject(sentence, sentence.end, behind=comma)
    if source is None:
        return None
    content = (hit.contents[0][0], min(comma + tokens[comma].pause, hit.contents[-1][1]))
    return replace(hit, contents=(content,), source=source, rule=f"participle, {hit.rule}")


def _complement(sentence: Sentence, cue: Cue, source: Range | None) -> Found | None:
    tokens, end = sentence.tokens, sentence.end
    at = skip_addressee(tokens, cue) if cue.verb.takes("person") else cue.end
    at = _skip_town(tokens, at, end) if at > cue.end else at
    at = _skip_adjuncts(tokens, at, end)
    if at + 1 < end and tokens[at].low in (":", ","):
        if tokens[at].low == "," and tokens[at + 1].low != QUOTED and not _pauses(sentence, cue, source, at):
            return None
        at += 1
    if at >= end:
        return None
    if source is not None and source[0] and tokens[source[0] - 1].low in RELATIVES and _verb_at(sentence, at):
        return _relative_object(sentence, cue, source, at)
    at = _skip_judgement(tokens, at, end) if cue.verb.takes("that") else at
    frame = _frame_at(sentence, cue, at, source)
    if frame is None:
        return None
    name, taken = frame
    stop = at + 1 if tokens[at].low == QUOTED and _quotation_alone(sentence, at) else None
    closes = _is_embedded(tokens, source, cue) or sentence.headline
    clausal = not taken.startswith("np")
    content = (at, stop or content_end(sentence, at, cue=cue, comma_closes=closes, clausal=clausal))
    if taken == "raise":
        return _raised(cue, source, content)
    return Found((content,), (cue.start, cue.end), source, name, cue.verb.class_for(taken))


def _skip_judgement(tokens: Sequence[Token], at: int, end: int) -> int:
    """To the "that" of "thinks it likely that …"; `at` where there is none."""
    that = next((i for i in range(at + 2, min(at + 4, end)) if tokens[i].low == "that"), at)
    plain = all(t.word and not t.cap and not is_finite(tokens, i) for i, t in enumerate(tokens[at:that], at))
    return that if tokens[at].low == "it" and plain else at


def _pauses(sentence: Sentence, cue: Cue, source: Range | None, comma: int) -> bool:
    """Whether a comma only pauses before what is said: "Ruel says, flood or no flood, he will stay"."""
    opens = source is not None and source[0] == 0 and comma == cue.end and cue.verb.takes("speech")
    return opens and has_clause(sentence.tokens, comma + 1, sentence.end)


def _verb_at(sentence: Sentence, at: int) -> bool:
    past = sentence.tokens[at].low.endswith("ed") and not sentence.tokens[at].cap
    return past or is_finite(sentence.tokens, at)


def _relative_object(sentence: Sentence, cue: Cue, source: Range, at: int) -> Found:
    """ "Rules, which officials said will change, …": the relative pronoun belongs to what is said."""
    relative = (source[0] - 1, source[0])
    closes = source[0] > 1 and sentence.tokens[source[0] - 2].low == ","
    content = (at, content_end(sentence, at, cue=cue, comma_closes=closes))
    return Found(
        (relative, content), (cue.start, cue.end), source, "relative clause", cue.verb.class_for("that")
    )


def _raised(cue: Cue, source: Range | None, content: Range) -> Found | None:
    """ "The talks are expected to fail": nobody is named; the subject belongs to what is expected."""
    if source is None:
        return None
    return Found((source, content), (cue.start, cue.end), None, "hearsay verb", cue.verb.class_for("raise"))


def _frame_at(sentence: Sentence, cue: Cue, at: int, source: Range | None) -> tuple[str, str] | None:
    """(rule, frame) of the complement that stands at `at`, if the verb takes it."""
    verb, token = cue.verb, sentence.tokens[at]
    if token.low == QUOTED and verb.takes("tag") and (token.utterance or _quotation_alone(sentence, at)):
        return "cue, quote", "tag"
    if token.low == "that" and verb.takes("np_np") and _low_at(sentence, at + 1) in (QUOTED, "a", "an"):
        return "object, predicate", "np_np"
    if token.low == "that":
        return ("that-clause", "that") if verb.takes("that") else None
    if token.low in _WH:
        frame = next((f for f in ("wh", "np") if verb.takes(f) and (f == "wh" or token.low == "what")), None)
        return ("wh-clause", frame) if frame else None
    if token.low == "to":
        if cue.head and sentence.tokens[cue.head - 1].low in _GUESSED:
            return None
        frame = next((f for f in ("to", "raise") if verb.takes(f)), None)
        return ("to-infinitive", frame) if frame else None
    if not token.word or token.low in word_class("conjunctions"):
        return None
    if verb.takes("seem") and token.low not in word_class("prepositions"):
        return "seeming", "raise"
    if verb.takes("finding") and source and any(is_informant(t) for t in sentence.tokens[slice(*source)]):
        return "finding", "finding"
    return _open_frame(sentence, cue, at, source)


def _low_at(sentence: Sentence, at: int) -> str:
    return sentence.tokens[at].low if at < sentence.end else ""


def _quotation_alone(sentence: Sentence, at: int) -> bool:
    """Whether a quotation is all that is said: what follows joins on, or says where and when."""
    tokens, following = sentence.tokens, at + 1
    if following >= sentence.end:
        return True
    low = tokens[following].low
    return (
        low in (",", "and", "but", "as", "when", "while")
        or low in word_class("prepositions")
        or low in DASHES
    )


def _open_frame(sentence: Sentence, cue: Cue, at: int, source: Range | None) -> tuple[str, str] | None:
    """The frame of a complement that nothing introduces."""
    verb, tokens = cue.verb, sentence.tokens
    stop = content_end(sentence, at, comma_closes=sentence.headline)
    if (is_finite(tokens, at) and not is_contraction(tokens[at].low)) or (
        stop - at < 2 and verb.takes("speech")
    ):
        return None
    if verb.takes("bare") and (verb.takes("speech") or has_clause(tokens, at, stop)):
        return "zero-that clause", "bare"
    lows = [token.low for token in tokens[at : min(stop, at + 15)]]
    for frame, word in (("np_to", "to"), ("np_as", "as"), ("np_of", "of")):
        if verb.takes(frame) and word in lows[1:]:
            return f"object, {word}", frame
    if lows[0] in word_class("prepositions"):
        return None
    named = source is not None and source[0] > 0 and tokens[source[0] - 1].low in _NAMING
    if verb.takes("np_np") and named:
        return "object, predicate", "np_np"
    if verb.takes("np_np") and _has_predicate(tokens, at, min(stop, at + 15)):
        return "object, predicate", "np_np"
    return ("object", "np") if verb.takes("np") else None


def _has_predicate(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Whether a second phrase follows the object: "called the report a lie", "called it “bad”"."""
    pronoun = tokens[at].low in word_class("objects") or tokens[at].low in (
        "it",
        "himself",
        "herself",
        "this",
    )
    second = any(t.low in word_class("articles") or t.low == QUOTED for t in tokens[at + 1 : stop])
    if stop - at == SHORT_JUDGEMENT and tokens[at].low in word_class("articles"):
        return True
    return stop - at > 1 and (pronoun or second)


def has_clause(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Whether a finite verb stands soon behind `at`, before any word that opens a clause of its own."""
    if tokens[at].low in _NOMINATIVES and at + 1 < stop and tokens[at + 1].low in word_class("pasts"):
        return True
    for index in range(at + 1, min(stop, at + 25)):
        if tokens[index].low in word_class("stop_clause") or tokens[index].low in (":", ";", "that"):
            return False
        if is_finite(tokens, index) or tokens[index].utterance:
            return True
    return False


def skip_addressee(tokens: Sequence[Token], cue: Cue) -> int:
    """Past whom a speaker tells: "told reporters in Arda" ends before "in"."""
    at = cue.end
    limit = min(len(tokens), at + 20)
    while at < limit and tokens[at].word and tokens[at].low != QUOTED:
        low = tokens[at].low
        if low in word_class("subordinators") or low in word_class("prepositions") or is_finite(tokens, at):
            break
        if at > cue.end and (low in word_class("personal") or low in word_class("determiners")):
            break
        if low in word_class("times") or is_adverb(low):
            break
        at += 1
        if low in word_class("personal") or low in _OBJECTS:
            break
    return at


def _skip_adjuncts(tokens: Sequence[Token], at: int, end: int) -> int:
    """Past "on Monday in a statement" where "that", a colon or a quotation follows it; else `at`."""
    if at >= end or not (opens_adjunct(tokens, at) or _is_time_ahead(tokens, at, end)):
        return at
    for index in range(at, min(end, at + 25)):
        token = tokens[index]
        if _is_time_ahead(tokens, index, end):
            continue
        if token.low in ("that", ":") or (token.low == QUOTED and not is_scare(token)):
            return index
        if is_finite(tokens, index) or token.low in _WH or token.low == ";":
            break
    return _skip_occasion(tokens, _skip_times(tokens, at, end), end)


def _skip_occasion(tokens: Sequence[Token], at: int, end: int) -> int:
    """Past how something is said, "in a statement on Monday", where a clause follows; else `at`."""
    if at >= end or tokens[at].low not in _OCCASION_LEADS:
        return at
    for index in range(at + 1, min(end, at + LONGEST_OCCASION)):
        if not tokens[index].word or tokens[index].low == QUOTED or is_finite(tokens, index):
            return at
        if tokens[index].low in word_class("occasions"):
            after = _skip_times(tokens, index + 1, end)
            joined = after >= end or not tokens[after].word or tokens[after].low in word_class("prepositions")
            return at if joined else after
    return at


def _skip_town(tokens: Sequence[Token], at: int, end: int) -> int:
    """Past where an addressee is told: "told reporters in Arda boats had come"; else `at`."""
    stop = at + 1
    if at >= end or tokens[at].low != "in":
        return at
    while stop < end and tokens[stop].cap and tokens[stop].word and tokens[stop].low != QUOTED:
        stop += 1
    follows = tokens[stop] if stop < end else None
    plain = follows is not None and follows.word and follows.low not in word_class("prepositions")
    return stop if plain and stop > at + 1 and not is_finite(tokens, stop) else at


def _is_time_ahead(tokens: Sequence[Token], at: int, end: int) -> bool:
    """A time behind a word that points: "this morning", "that day"."""
    return (
        tokens[at].low in ("this", "that", "next")
        and at + 1 < end
        and tokens[at + 1].low in word_class("times")
    )


def _skip_times(tokens: Sequence[Token], at: int, end: int) -> int:
    times, limit = word_class("times"), min(end, at + 6)
    while at < limit:
        low = tokens[at].low
        if low in word_class("negations"):
            break
        dated = low in ("on", "in") and at + 1 < end and tokens[at + 1].low in times
        if not (low in times or is_adverb(low) or dated or _is_time_ahead(tokens, at, end)):
            break
        at += 1
    return at


def announced_by(sentence: Sentence) -> Found | None:
    """Cue and speaker of a row that ends in a colon: what they say opens the next paragraph."""
    for cue in reversed(sentence.cues):
        if cue.verb.takes("tag") and cue.shape in ("finite", "participle"):
            source = subject_before(sentence.tokens, cue.start) if cue.shape == "finite" else None
            source = source or _subject_so_far(sentence, cue)
            return Found((), (cue.start, cue.end), source, "cue, quote", cue.verb.class_for("tag"))
    return None


def read_question(sentence: Sentence, cue: Cue) -> Found | None:
    """Asked whether …, Ruel said · was asked about …: nobody is named who asks, or "by" names them."""
    tokens = sentence.tokens
    if not (cue.verb.takes("question") and cue.inflection == "past"):
        return None
    opening = (
        cue.start == 0 or tokens[cue.start - 1].low in ("when", ",", "if") or tokens[cue.start].low == "when"
    )
    if not (opening or cue.shape == "passive"):
        return None
    at = _skip_times(tokens, cue.end, sentence.end)
    source = None
    if at < sentence.end and tokens[at].low == "by":
        source = subject_after(tokens, at + 1)
        at = source[1] if source else at
    if at >= sentence.end or not (tokens[at].low in _WH or tokens[at].low in ("about", "to")):
        return None
    start = at + (tokens[at].low == "about")
    content = (start, content_end(sentence, start, cue=cue, comma_closes=True))
    return Found((content,), (cue.start, cue.end), source, "question", "asking")


def read_impersonal(sentence: Sentence, cue: Cue) -> Found | None:
    """It was stated that …: nobody is named."""
    tokens = sentence.tokens
    if cue.shape != "passive" or not cue.verb.takes("that"):
        return None
    if cue.start == 0 or tokens[cue.start - 1].low != "it":
        return None
    at = _skip_adjuncts(tokens, cue.end, sentence.end)
    if at >= sentence.end or tokens[at].low != "that":
        return None
    content = (at, content_end(sentence, at, cue=cue))
    return Found((content,), (cue.start, cue.end), None, "impersonal", cue.verb.class_for("that"))
