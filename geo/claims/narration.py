"""Which of a report's own sentences make a claim, and which only give background."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from geo.claims.kinds import read_kind
from geo.claims.stance import hedge_start
from geo.claims.words import Phrases, Word, closed, is_finite, read_source, verb_forms
from geo.model import ClaimType, Precision, TimeSpan

SHORTEST = 4
"""Words of the shortest sentence that counts as telling something."""
SUBJECT = 5
"""Words at the start in which the subject is looked for."""
NEWS_DAYS = 31
LONGEST_TALK = 7
SILENT = frozenset({ClaimType.GEOGRAPHY, ClaimType.CREDIBILITY})


@cache
def _background(part: str) -> Phrases:
    return Phrases(read_source("claims_background.toml")[part])


def tells_event(words: Sequence[Word], *, named: bool, sided: bool, dated: bool = False) -> bool:
    """Whether a narrator's words tell an event of somebody or somewhere.

    `named`: a party, a place or a side stands in them; then a word of a kind is enough, as it is of people or
    things that take part, of whom a past tells news of any kind, too. `sided`: a side
    together with a party, a place or a date, which tells something of any kind. `dated`: a day near the
    report's own, which tells news of any kind, too.
    """
    if hedge_start(words) == 0:
        return True
    kind, _ = read_kind(words)
    shortest = SHORTEST - (kind is ClaimType.CASUALTIES or _of_nobody(words))  # "Three children died."
    if sum(word.is_word for word in words) < shortest or words[0].low in closed("questions"):
        return False
    known = kind is not ClaimType.OTHER and kind not in SILENT
    if known and _of_nobody(words):
        return any(is_finite(words, i) for i in range(len(words)))
    wanted = (
        (known and (named or dated or _of_people(words)))
        or sided
        or ((dated or named or _of_people(words)) and _has_past(words))
    )
    return wanted and any(is_finite(words, i) for i in range(len(words)))


def _of_people(words: Sequence[Word]) -> bool:
    """Whether the words begin with somebody or something that takes part: "The army …", "Boats …"."""
    return any(word.low in closed("participants") for word in words[:SUBJECT])


def _of_nobody(words: Sequence[Word]) -> bool:
    """Whether words tell that nothing happened: "No one was hurt", "There were no casualties"."""
    lows = [word.low for word in words[:3]]
    there = lows[0] == "there" and lows[2:] == ["no"]
    return there or lows[0] in ("no", "nobody") or lows[:2] == ["none", "of"]


def _has_past(words: Sequence[Word]) -> bool:
    return any(is_finite(words, at) and _is_past(words, at) for at in range(len(words)))


def _is_past(words: Sequence[Word], at: int) -> bool:
    form = verb_forms().get(words[at].low)
    return words[at].low in ("was", "were", "had", "did", "have", "has", "will", "must") or (
        form is not None and form.shape == "past"
    )


def is_about_report(words: Sequence[Word]) -> bool:
    """Whether words speak of the report itself: "did not respond to a request for comment"."""
    return words in _background("report")


def is_small_talk(words: Sequence[Word]) -> bool:
    """Whether quoted words are no more than manners: "Good morning", "If I may add something"."""
    talk = _background("small_talk")
    lows = [word for word in words if word.is_word]
    return len(lows) <= LONGEST_TALK and any(True for _ in talk.find(lows))


def is_background(words: Sequence[Word], dates: Sequence[TimeSpan], published: date | None) -> bool:
    """Whether a narrator's words are history, geography, or about the report itself."""
    if is_about_report(words) or words in _background("manner") or words in _background("history"):
        return True
    return any(_is_history(one, published) for one in dates)


def is_news(dates: Sequence[TimeSpan], published: date | None) -> bool:
    """Whether one of the dates lies within a month of the report's own day."""
    if published is None:
        return False
    days = [day for when in dates for day in (when.start, when.end) if day]
    return any(abs(day - published) <= timedelta(days=NEWS_DAYS) for day in days)


def _is_history(when: TimeSpan, published: date | None) -> bool:
    if published is None or (when.end is None and when.start is None):
        return when.precision is Precision.YEAR
    goes_on = when.end is None and when.precision is Precision.OPEN
    limit = timedelta(days=read_source("claims_background.toml")["since_days" if goes_on else "history_days"])
    last = when.end or when.start
    return last is not None and last < published - limit
