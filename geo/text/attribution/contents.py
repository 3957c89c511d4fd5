"""Contents: where the words that are attributed begin and end in a row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.model import AttributionKind, Span
from geo.text.attribution.cues import Cue, find_cues
from geo.text.attribution.phrases import (
    DASHES,
    RELATIVES,
    Range,
    is_adverb,
    is_auxiliary,
    is_finite,
    is_scare,
    subject_before,
)
from geo.text.attribution.tokens import QUOTED, Token
from geo.text.attribution.words import word_class

_ACTS = frozenset(("denying", "doubting", "demanding", "declaring", "promising", "judging"))
_CONTRASTS = frozenset(("while", "whereas"))
_TERMINAL = frozenset((".", "!", "?", "…", "؟"))
_TRIMMED = _TERMINAL | DASHES | {",", ";", ":"}
_JOINTS = frozenset((",", ";", "(", "and", "but", "while"))
"""Words and marks at which a content may end; so do the last dash and a quotation closed by a comma."""


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution as token ranges of its row."""

    contents: tuple[Range, ...]
    cue: Range | None
    source: Range | None
    rule: str
    cls: str
    """Class of the cue, as sayings.toml names it."""
    covers: frozenset[int] = frozenset()
    """Indexes of the quotations that are (part of) the content."""


@dataclass(slots=True)
class Sentence:
    """A row with what the rules have read in it so far."""

    tokens: Sequence[Token]
    cues: list[Cue]
    end: int
    """Index behind the last token that is no final stop."""
    starts: dict[int, Cue]
    joints: list[int]
    """Indexes of the tokens at which a content may end, so that no rule walks the row again."""
    last_dash: int
    headline: bool = False
    """A text's first line: commas part its statements."""
    found: list[Found] = field(default_factory=list)

    @classmethod
    def of(cls, tokens: Sequence[Token], *, headline: bool = False) -> Sentence:
        cues = find_cues(tokens)
        end = row_end(tokens)
        last_dash = next((i for i in range(end - 1, -1, -1) if tokens[i].low in DASHES), -1)
        joints = [i for i, t in enumerate(tokens) if t[0] in _JOINTS or t[7] == "," or i == last_dash]
        return cls(tokens, cues, end, {cue.start: cue for cue in cues}, joints, last_dash, headline)


def row_end(tokens: Sequence[Token]) -> int:
    """Index behind the last token that is no final stop."""
    end = len(tokens)
    while end and tokens[end - 1].low in _TERMINAL:
        end -= 1
    return end


def content_start(tokens: Sequence[Token], edge: int) -> int:
    """Where the words before a tag begin: behind a dateline, at the first word that is no "and" or "but"."""
    start = _behind_dateline(tokens, edge)
    while start < edge and (not tokens[start].word or tokens[start].low in word_class("conjunctions")):
        start += 1
    return start


def _behind_dateline(tokens: Sequence[Token], edge: int) -> int:
    """Index behind "ARDA, March 3 (HNA) —" or "Arda:", 0 where a row has none."""
    for index in range(1, min(10, edge)):
        spaced = tokens[index].low == ":" and index < 5 and tokens[index + 1].start > tokens[index].end
        if tokens[index].low in DASHES or spaced:
            return index + 1 if all(_in_dateline(token) for token in tokens[:index]) else 0
    return 0


def _in_dateline(token: Token) -> bool:
    return token.cap or not token.word or token.low[0].isdigit()


def content_end(
    sentence: Sentence,
    start: int,
    *,
    cue: Cue | None = None,
    comma_closes: bool = False,
    clausal: bool = True,
) -> int:
    """Where a content that begins at `start` ends: the row's end, or where another attribution begins.

    `cue` is the content's own; `comma_closes`: it stands in a subordinate clause or a headline, and reaches
    no further than the next comma; `clausal`: the content is a clause, so that clauses joined by "and" belong
    to it.
    """
    tokens, end = sentence.tokens, sentence.end
    for index in sentence.joints[bisect_right(sentence.joints, start) :]:
        if index >= end:
            break
        token = tokens[index]
        low = token.low
        if low == ";":
            return index
        if (low == "," or token.pause) and (comma_closes or _cuts(sentence, index + 1)):
            return index + token.pause
        if not clausal and _closes_object(sentence, index):
            return index + token.pause
        if low in ("and", "but", "while") and _parts(sentence, index, cue, clausal=clausal):
            return index - (tokens[index - 1].low == ",")
        if index == sentence.last_dash and _appends(sentence, index + 1):
            return index
    return end


def _closes_object(sentence: Sentence, index: int) -> bool:
    """Whether an object ends at `index`: at a bracket, or where the sentence goes on with another clause."""
    tokens, following = sentence.tokens, index + 1
    if tokens[index].low == "(":
        return True
    if following >= sentence.end or not (tokens[index].low in (",", "and", "but") or tokens[index].pause):
        return False
    low = tokens[following].low
    verb = is_finite(tokens, following) or (low.endswith("ed") and not tokens[following].cap)
    if tokens[index].low in ("and", "but"):
        return verb
    return verb or low in word_class("aside_openers") or (low.endswith("ing") and len(low) > 5)


def _parts(sentence: Sentence, joint: int, cue: Cue | None, *, clausal: bool) -> bool:
    """Whether "and", "but" or "while" at `joint` joins another attribution on, not more of this content."""
    if _joins_saying(sentence, joint + 1, cue):
        return True
    if sentence.tokens[joint].low == "while":
        return new_speech(sentence, joint + 1, saying=False)
    if _joins_demand(sentence, joint + 1, cue):
        return True
    return not clausal and new_speech(sentence, joint + 1, saying=False)


def _cuts(sentence: Sentence, following: int) -> bool:
    """Whether a comma parts the content from the next attribution ("…, adding that", "…, according to")."""
    tokens = sentence.tokens
    if following >= sentence.end:
        return False
    low = tokens[following].low
    if low in ("according", "though") or _participle_at(sentence, following):
        return True
    if low == "as" and following + 1 < sentence.end and is_auxiliary(tokens[following + 1].low):
        return True
    if low in ("and", "but") and _joins_act(sentence, following + 1):
        return True
    if low in word_class("aside_openers") or low in word_class("conjunctions"):
        if low in RELATIVES:
            return not _resumes(sentence, following)
        return new_speech(sentence, following + 1, saying=low not in _CONTRASTS)
    cue = sentence.starts.get(following)
    return cue is not None and cue.shape == "finite" and _is_saying(cue)


def _resumes(sentence: Sentence, relative: int) -> bool:
    """Whether a relative clause is closed by a comma, and the verb of the clause around it follows."""
    tokens = sentence.tokens
    comma = next((i for i in range(relative, sentence.end - 1) if tokens[i].low == ","), None)
    return comma is not None and _may_be_verb(sentence, comma + 1)


def _joins_act(sentence: Sentence, index: int) -> bool:
    """Whether the speaker goes on with another act of speech: "said …, and called for …"."""
    cue = sentence.starts.get(index)
    return cue is not None and cue.shape == "finite" and cue.verb.frames[0][1] in _ACTS


def _participle_at(sentence: Sentence, index: int) -> bool:
    cue = sentence.starts.get(index)
    if cue is None or cue.shape != "participle" or cue.end >= sentence.end:
        return False
    return sentence.tokens[cue.end].low != "to"


def new_speech(sentence: Sentence, index: int, *, saying: bool = True) -> bool:
    """Whether a clause with a speaker of its own begins at `index`: "…, but he added that".

    `saying`: only verbs of saying count, not every cue.
    """
    for at in range(index, min(index + 8, sentence.end)):
        cue = sentence.starts.get(at)
        if cue is not None:
            subject = subject_before(sentence.tokens, at)
            speaks = cue.shape == "finite" and (_is_saying(cue) or not saying)
            own = subject is not None and subject[1] == at and subject[0] <= index + 1
            return speaks and (at == index or own)
    return False


def _appends(sentence: Sentence, index: int) -> bool:
    """Whether the narrator's own remark begins behind a dash ("- a point that officials dispute")."""
    tokens = sentence.tokens
    if index >= sentence.end:
        return False
    if tokens[index].low in ("a", "an", "though", "although"):
        return True
    return new_speech(sentence, index + (tokens[index].low in ("and", "but")))


def _joins_saying(sentence: Sentence, index: int, first: Cue | None) -> bool:
    """Whether a second verb of saying with the same subject stands at `index` ("said … and added …")."""
    cue = sentence.starts.get(index)
    if cue is None or cue.shape not in ("finite", "participle") or not _is_saying(cue):
        return False
    return cue.shape == "finite" if first is None else cue.inflection == first.inflection


def _joins_demand(sentence: Sentence, index: int, first: Cue | None) -> bool:
    """Whether the speaker goes on with a demand: "said that … had left and urged the council to …"."""
    cue = sentence.starts.get(index)
    if cue is None or first is None or not _is_saying(first) or first.inflection != "past":
        return False
    appeals = cue.verb.takes("np_to") and cue.verb.class_for("np_to") == "demanding"
    return appeals and cue.shape == "finite" and cue.inflection == "past" and not cue.verb.takes("question")


def _is_saying(cue: Cue) -> bool:
    return cue.verb.takes("tag") or cue.verb.takes("aside")


def opens_utterance(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether an utterance in quotation marks comes at `at`, behind a comma, a colon or an adjunct."""
    for index in range(at, min(end, at + 20)):
        if tokens[index].low == QUOTED and not is_scare(tokens[index]):
            return True
        if is_finite(tokens, index) or tokens[index].low in (";", "that"):
            return False
    return False


def opens_adjunct(tokens: Sequence[Token], at: int) -> bool:
    """Whether an adverbial begins at `at`: "on Monday", "in a statement", "later", a comma."""
    low = tokens[at].low
    return low in word_class("prepositions") or low in word_class("times") or is_adverb(low) or low == ","


def sentence_subject(sentence: Sentence, before: int, *, behind: int = 0) -> Range | None:
    """Subject of the row's main clause, as far as it stands before token `before` and from `behind` on.

    It is the first noun phrase that has a verb behind it and the row's start, a comma or a quotation before.
    """
    tokens = sentence.tokens
    for index in range(behind + 1, min(before, len(tokens))):
        if not _may_be_verb(sentence, index):
            continue
        start = index
        while start > 1 and (is_adverb(tokens[start - 1].low) or is_auxiliary(tokens[start - 1].low)):
            start -= 1
        subject = subject_before(tokens, start)
        if subject is not None and subject[0] >= behind and _opens_clause(tokens, subject[0]):
            return subject
    return None


def _may_be_verb(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    past = token.low.endswith("ed") and not token.cap and sentence.tokens[index - 1].word
    cue = sentence.starts.get(index)
    return past or is_finite(sentence.tokens, index) or (cue is not None and cue.shape == "finite")


def _opens_clause(tokens: Sequence[Token], start: int) -> bool:
    """Whether nothing but conjunctions, adverbials or a comma stands before a subject."""
    if start == 0:
        return True
    before = tokens[start - 1]
    if (
        before.low in (",", QUOTED, ";", ":")
        or before.low in DASHES
        or before.low in word_class("conjunctions")
    ):
        return True
    return all(opens_adjunct(tokens, i) or tokens[i].low[:1].isdigit() for i in range(start))


def spans_of(tokens: Sequence[Token], ranges: Sequence[Range]) -> tuple[Span, ...]:
    """Character spans of token ranges, without commas and dashes at their ends."""
    trimmed = (_trim(tokens, start, end) for start, end in ranges)
    return tuple(Span(tokens[start].start, tokens[end - 1].end) for start, end in trimmed if end > start)


def _trim(tokens: Sequence[Token], start: int, end: int) -> Range:
    while end > start and tokens[end - 1].low in _TRIMMED:
        end -= 1
    while start < end and tokens[start].low in _TRIMMED:
        start += 1
    return start, end


def kind_of(tokens: Sequence[Token], hit: Found) -> AttributionKind:
    """Direct where all words are quoted, indirect where none are, mixed between."""
    if not hit.covers:
        return AttributionKind.INDIRECT
    words = (tokens[i] for start, end in hit.contents for i in range(start, end) if tokens[i].word)
    whole = all(token.quotation is not None for token in words)
    return AttributionKind.DIRECT if whole else AttributionKind.MIXED
