"""Units of text that make one claim each: sentences and clauses of attributions, and the narrator's own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.claims.clauses import (
    LONGEST,
    has_finite,
    has_verb,
    headline_end,
    split_clauses,
    starts_with_verb,
    without_dateline,
)
from geo.claims.document import Reader, Unit, rivers_among
from geo.claims.kinds import read_kind
from geo.claims.narration import is_about_report, is_background, is_news, is_small_talk, tells_event
from geo.claims.sides import read_sides
from geo.claims.stance import hedge_start, read_negation, read_stance
from geo.claims.words import Word, closed, is_finite, words_of
from geo.model import (
    Attribution,
    AttributionKind,
    ClaimType,
    Span,
    Stance,
)
from geo.text.attribution import cue_class
from geo.text.segment import sentences_within, split_sentences

SHORTEST_SAYING = 4
"""Words of the shortest quotation without a verb that claims something."""
JUDGING = frozenset(("denying", "doubting", "judging"))
SHORTEST_JUDGEMENT, LONGEST_JUDGEMENT = 4, 30
"""Words of a sentence that is a claim with its verb of saying: "Both called the report a lie"."""
LONGEST_SUBJECT = 100
"""Characters of the longest subject that a tag parts from its verb."""
SHORT_BEGUN = 20
"""Characters of a clause whose object a tag parts from it: "He had seen, he said, …"."""
_MARKS = "“”„«»'‘’`\" \u00a0"
CLIP_CHARS = 600
"""How far into a content the narrator's addition is looked for."""


def clip(text: str, attribution: Attribution) -> Attribution:
    """An attribution without what the narrator adds behind its object.

    That is a clause of its own, as headlines have it, or a hedge ("…, supposedly freed in May").
    """
    plain = attribution.kind is AttributionKind.INDIRECT and attribution.cue is not None
    last = attribution.content[-1]
    if not plain or attribution.cue is None or last.start < attribution.cue.end:
        return attribution
    if "," not in text[last.start : last.end] and not attribution.rule.startswith("object"):
        return attribution
    words = words_of(text, Span(last.start, min(last.end, last.start + CLIP_CHARS)))
    hedge = hedge_start(words) if attribution.rule.startswith("object") else None
    end = hedge or (None if "that-" in attribution.rule else headline_end(words))
    if end is None:
        return attribution
    return replace(attribution, content=(*attribution.content[:-1], Span(last.start, words[end - 1].end)))


def attributed_units(reader: Reader) -> Iterator[Unit]:
    """Units of what the sources say."""
    for attribution in reader.attributions:
        if _is_about_report(reader.text, attribution) or _is_nobody(attribution):
            continue
        for contents in _joined(reader.text, attribution):
            for sentence in sentences_within(reader.text, contents[-1]):
                units = list(_units(reader, attribution, sentence, contents[:-1]))
                told = [unit for unit in _without_turns(units) if _says_something(reader, unit)]
                yield from told or _whole_judgement(reader, attribution, sentence, units)


def _without_turns(units: Sequence[Unit]) -> Iterator[Unit]:
    """The clauses without what they turn to about the report: "…, but gave no details"."""
    for unit in units:
        words = unit.words
        turns = (at for at in range(2, len(words)) if _turns(words, at))
        turn = next((at for at in turns if is_about_report(words[at:])), None)
        if turn is not None:
            yield replace(unit, words=words[: turn - (words[turn - 1].low == ",")])
        elif unit.part == 0 or not is_about_report(words):
            yield unit


def _turns(words: Sequence[Word], at: int) -> bool:
    """Whether a clause begins that may turn to the report of an event."""
    return words[at].low in closed("turning") and (words[at - 1].low == "," or words[at].low == "but")


def _joined(text: str, attribution: Attribution) -> Iterator[tuple[Span, ...]]:
    """The contents, one by one; a subject that the tag parts from its verb goes with it."""
    spans = list(attribution.content)
    while spans:
        first, *spans = spans
        subject = len(first) <= LONGEST_SUBJECT and not has_finite(words_of(text, first))
        whole = attribution.rule == "relative clause" or set(text[first.start : first.end]) & set(".?!;:")
        joins = subject or (
            bool(spans) and len(first) <= SHORT_BEGUN and not has_finite(words_of(text, spans[0]))
        )
        if spans and joins and not whole and _goes_on_small(text, spans[0]):
            yield first, spans.pop(0)
        else:
            yield (first,)


def _goes_on_small(text: str, span: Span) -> bool:
    return text[span.start : span.start + 3].lstrip(_MARKS)[:1].islower()


def _says_something(reader: Reader, unit: Unit) -> bool:
    """Whether a content is more than a fragment: it has a verb or an event, or is what somebody demands."""
    spoken = sum(word.is_word for word in unit.words)
    if unit.attribution.kind is AttributionKind.DIRECT:
        return not _is_small_talk(reader, unit, spoken)
    if has_verb(unit.words) or read_kind(unit.words)[0] is not ClaimType.OTHER:
        return spoken > 1
    stance, _ = read_stance(reader.text, unit.words, unit.attribution)
    return spoken > 1 and stance in (Stance.DEMANDED, Stance.PLANNED)


def _whole_judgement(
    reader: Reader, attribution: Attribution, sentence: Span, units: Sequence[Unit]
) -> Iterator[Unit]:
    """ "The army calls the report false", "the office puts it at 68": with its verb, it is a claim."""
    source, cue = attribution.source, attribution.cue
    if source is None or cue is None or not units or attribution.kind is AttributionKind.DIRECT:
        return
    whole = Span(min(source.span.start, cue.start), max(cue.end, sentence.end))
    words = words_of(reader.text, whole)
    figure = any(word.low[:1].isdigit() or word.low in closed("figures") for word in units[0].words)
    judges = cue_class(cue.of(reader.text), rule=attribution.rule) in JUDGING
    if (figure or judges) and SHORTEST_JUDGEMENT <= len(words) <= LONGEST_JUDGEMENT:
        yield Unit(attribution, words, whole, 0)


def _is_small_talk(reader: Reader, unit: Unit, spoken: int) -> bool:
    """Whether quoted words claim nothing: a greeting, a question, "No", "That is not true"."""
    asks = reader.text[unit.sentence.end - 2 : unit.sentence.end + 1].strip("”\"’' \n").endswith("?")
    if asks or is_small_talk(unit.words):
        return True
    return spoken < SHORTEST_SAYING and not (has_finite(unit.words) or reader.weighty(unit.span))


def _is_nobody(attribution: Attribution) -> bool:
    """ "No group has claimed …": what nobody says is no claim."""
    first = attribution.source.text.split()[:1] if attribution.source else []
    return bool(first) and first[0].lower() in closed("nobody")


def _is_about_report(text: str, attribution: Attribution) -> bool:
    """ "Did not respond to a request for comment": words about the report, not about the world."""
    start = min([attribution.span.start, *([attribution.cue.start] if attribution.cue else [])])
    end = min(attribution.content[0].end, start + CLIP_CHARS)
    words = words_of(text, Span(start, end))
    if not is_about_report(words):
        return False
    turns = (at for at in range(1, len(words)) if _turns(words, at))
    turn = next((at for at in turns if words[at].start > attribution.content[0].start), None)
    return turn is None or is_about_report(words[:turn])


def _units(
    reader: Reader, attribution: Attribution, sentence: Span, subject: Sequence[Span] = ()
) -> Iterator[Unit]:
    """The clauses of a sentence; `subject`: what stands before the tag that parts it from its verb."""
    words, part = without_dateline(reader.text, words_of(reader.text, sentence)), 0
    if subject and words:
        parted = words_of(reader.text, subject[0])
        tag = Span(parted[-1].end, words[0].start)
        words = (*parted, *words)
    for start in range(0, len(words), LONGEST):
        for clause in split_clauses(words[start : start + LONGEST], reader.weighty):
            whole = bool(subject) and part == 0
            yield Unit(attribution, clause, sentence, part, tag if whole else None)
            part += 1


def narrated_units(reader: Reader, told: Sequence[Unit]) -> Iterator[Unit]:
    """The report's own sentences and clauses that tell an event; `told`: the units of its sources."""
    used = {id(unit.attribution) for unit in told}
    empty = {id(one) for one in reader.attributions if _is_empty(one, used)}
    spoken = (one for one in reader.reading.attributions if id(one) not in empty)
    taken = sorted(span for one in spoken for span in _hulls(reader.text, one))
    for sentence in split_sentences(reader.text):
        for piece in _without(sentence, taken):
            nobody = Attribution((piece,), AttributionKind.NARRATED, None, None, "narrator")
            narrator = replace(reader.issued, content=(piece,)) if reader.issued else nobody
            told_before = False
            for unit in _units(reader, narrator, piece):
                told_before = _narrates(reader, unit) or (told_before and _goes_on(reader, unit))
                if told_before:
                    yield replace(
                        unit, attribution=replace(narrator, content=(unit.span,)), sentence=sentence
                    )


def _is_empty(attribution: Attribution, used: set[int]) -> bool:
    """Whether the object of a verb of saying is no claim: "The council will discuss the matter"."""
    return attribution.rule == "object" and id(attribution) not in used


def _is_asked(text: str, span: Span) -> bool:
    """Whether a question mark ends the words: who asks claims nothing."""
    return text[span.end : span.end + 2].lstrip("”\"’' ").startswith("?")


def _asks_whether(words: Sequence[Word]) -> bool:
    """ "Asked whether they had crossed, …": nobody says that they had."""
    lows = [word.low for word in words[:2]]
    return len(lows) > 1 and lows[0] in closed("asking") and lows[1] in closed("asked")


def _goes_on(reader: Reader, unit: Unit) -> bool:
    """Whether a clause without a subject tells more of an event: "… but have not reached the refinery"."""
    known = read_kind(unit.words)[0] is not ClaimType.OTHER or read_negation(unit.words)[0]
    published = reader.reading.document.published
    more = known and unit.part > 0 and starts_with_verb(unit.words)
    return more and not is_background(unit.words, reader.dates_in(unit.span), published)


def _narrates(reader: Reader, unit: Unit) -> bool:
    """Whether the report's own words tell an event, and no background."""
    if _is_asked(reader.text, unit.span) or _asks_whether(unit.words):
        return False
    dates = reader.dates_in(unit.span)
    places = reader.places_in(unit.span)
    ours = reader.issued is not None and any(word.low in closed("we") for word in unit.words)
    named = ours or bool(places or reader.parties_in(unit.span))
    sided = bool(read_sides(reader.text, unit.words, ClaimType.OTHER, rivers_among(places)))
    published = reader.reading.document.published
    told = tells_event(
        unit.words,
        named=named or sided,
        sided=sided and (named or bool(dates)),
        dated=is_news(dates, published),
    )
    return told and not is_background(unit.words, dates, published)


def _hulls(text: str, attribution: Attribution) -> list[Span]:
    """What an attribution covers: its contents, its cue, its source, and what lies between cue and source.

    A source that does something else first ("Police fired gas and accused …") stays with the report.
    """
    spans = list(attribution.content)
    tag = [part for part in (attribution.cue, attribution.source and attribution.source.span) if part]
    if len(tag) < 2:
        return [*spans, *tag]
    between = Span(min(part.end for part in tag), max(part.start for part in tag))
    apart = len(between) > CLIP_CHARS or (len(between) > 0 and _does_more(words_of(text, between)))
    return [*spans, tag[0]] if apart else [*spans, Span(min(tag).start, max(part.end for part in tag))]


def _does_more(words: Sequence[Word]) -> bool:
    """Whether a source does something besides saying; publishing a picture that shows it is saying."""
    verbs = [word.low for at, word in enumerate(words) if is_finite(words, at)]
    return has_finite(words) and not (verbs and set(verbs) <= closed("publishing"))


def _without(sentence: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """Pieces of a sentence outside the spans taken, in order."""
    start = sentence.start
    for span in taken[max(0, bisect_left(taken, Span(sentence.start, 0)) - 8) :]:
        if span.start >= sentence.end:
            break
        if span.end <= start:
            continue
        if span.start > start:
            yield Span(start, span.start)
        start = max(start, span.end)
    if start < sentence.end:
        yield Span(start, sentence.end)
