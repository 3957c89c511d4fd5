"""How a claim is meant: whether it is negated; asserted, denied, doubted, demanded or planned."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from geo.claims.words import Phrases, Word, closed, is_finite, phrases, read_source, verb_forms, words_of
from geo.model import Attribution, AttributionKind, Reason, Span, Stance

ORDER = (Stance.DENIED, Stance.DOUBTED, Stance.DEMANDED, Stance.PLANNED)
SHORTEST = 4


@cache
def _set(table: str, name: str) -> frozenset[str]:
    return frozenset(read_source("hedges.toml")[table][name].split())


@cache
def _inside(stance: str) -> Phrases:
    return phrases("hedges.toml", "inside", stance)


_UNSAID = frozenset(("not", "never", "cannot"))
"""In the attributing words: "could not confirm that", "never said that"."""


def read_stance(text: str, words: Sequence[Word], attribution: Attribution) -> tuple[Stance, Reason]:
    """The stance, from the attributing words first, then from the words themselves."""
    cue = _cue_stance(text, attribution)
    if cue is not None:
        return cue
    main = _main_clause(words)
    for stance in ORDER:
        for start, end in _inside(stance.value).find(main):
            if not (_is_past_future(main, start, end) or _is_owned(main, start)):
                said = " ".join(word.low for word in main[start:end])
                return stance, Reason("stance", 1.0, f"“{said}” marks it as {stance.value}")
    if any(word.low.endswith(tuple(read_source("hedges.toml")["planned_endings"].split())) for word in main):
        return Stance.PLANNED, Reason("stance", 1.0, "“'ll” marks it as planned")
    return Stance.ASSERTED, Reason("stance", 0.0, "no word doubts, denies, demands or plans")


def _cue_stance(text: str, attribution: Attribution) -> tuple[Stance, Reason] | None:
    if attribution.cue is None or attribution.kind is AttributionKind.DIRECT:
        return None
    lows = [word.low for word in words_of(text, attribution.cue)]
    if attribution.rule.endswith("object, predicate"):
        return _judgement(text, attribution)
    unsaid = next((low for low in lows if low in _UNSAID or low.endswith(("n't", "n’t"))), None)
    if unsaid is not None and "only" not in lows:
        said = " ".join(lows)
        return Stance.DOUBTED, Reason("stance", 1.0, f"“{said}”: the speaker does not say that it is so")
    for stance in ORDER:
        for low in lows:
            if low in _set("cue_words", stance.value):
                return stance, Reason(
                    "stance", 1.0, f"the attributing word “{low}” marks it as {stance.value}"
                )
    return None


def _judgement(text: str, attribution: Attribution) -> tuple[Stance, Reason] | None:
    """ "Called the report a lie": denied; "called the talks good" is no stance."""
    said = [word.low for content in attribution.content for word in words_of(text, content)]
    false = next((low for low in said if low in _set("judgement", "false")), None)
    return (Stance.DENIED, Reason("stance", 1.0, f"“{false}” denies it")) if false else None


def hedge_start(words: Sequence[Word]) -> int | None:
    """Where a hedged participle without an auxiliary begins: "… the town, supposedly freed in May"."""
    for start, end in _inside("doubted").find(words):
        form = verb_forms().get(words[end].low) if end < len(words) else None
        before = words[start - 1].low if start else ""
        if end == start + 1 and form and form.shape == "past" and before not in closed("auxiliaries"):
            return start if start == 0 or start >= SHORTEST else None
    return None


def _main_clause(words: Sequence[Word]) -> Sequence[Word]:
    """The words outside a leading or trailing subordinate clause."""
    for index, word in enumerate(words):
        if word.low in _set("negation", "subordinators") and index > 1:
            return words[:index]
        if word.low == "," and index > 1 and index + 1 < len(words) and _is_participle(words[index + 1]):
            return words[:index]
    return words


def _is_participle(word: Word) -> bool:
    form = verb_forms().get(word.low)
    return form is not None and form.shape == "ing"


def _is_owned(words: Sequence[Word], start: int) -> bool:
    """ "Against their will": a noun."""
    return words[start].low == "will" and start > 0 and words[start - 1].low in closed("determiners")


def _is_past_future(words: Sequence[Word], start: int, end: int) -> bool:
    """ "would have crossed", "will have": no plan."""
    return words[start].low in ("would", "should") and end < len(words) and words[end].low == "have"


def read_negation(words: Sequence[Word]) -> tuple[bool, Reason]:
    """Whether the main clause says that something is not so."""
    exempt = {index for start, end in _exempt().find(words) for index in range(start, end)}
    main = _main_clause(words)
    for start, _ in _negating().find(main):
        if start not in exempt:
            return True, Reason("negation", 1.0, f"“{main[start].low} …” negates")
    endings = tuple(read_source("hedges.toml")["negation"]["endings"].split())
    for index, word in enumerate(main):
        if index in exempt or _is_contrast(main, index) or _is_number(main, index):
            continue
        if word.low in _set("negation", "negators") or word.low.endswith(endings):
            return True, Reason("negation", 1.0, f"“{word.low}” negates")
    return False, Reason("negation", 0.0, "no negation in the main clause")


def _is_number(words: Sequence[Word], at: int) -> bool:
    """ "Bridge No. 2": no negation."""
    after = [word.low for word in words[at + 1 : at + 3] if word.low != "."]
    return words[at].low == "no" and bool(after) and after[0][:1].isdigit()


def _is_contrast(words: Sequence[Word], at: int) -> bool:
    """ "…, but not the dam": what is not so stands beside what is."""
    if at < SHORTEST or words[at].low != "not" or words[at - 1].low not in ("but", ",", "and"):
        return False
    return not any(is_finite(words, index) for index in range(at + 1, len(words)))


@cache
def _exempt() -> Phrases:
    return phrases("hedges.toml", "negation", "exempt")


@cache
def _negating() -> Phrases:
    return phrases("hedges.toml", "negation", "phrases")


def stance_span(words: Sequence[Word]) -> Span | None:
    """Where the words stand, for evidence."""
    return Span(words[0].start, words[-1].end) if words else None
