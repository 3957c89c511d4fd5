"""Which of a report's own sentences make a claim, and which only give background."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from geo.claims.kinds import read_kind
from geo.claims.stance import hedge_start
from geo.claims.words import Phrases, Word, closed, is_finite, read_source
from geo.model import ClaimType, Precision, TimeSpan

SHORTEST = 4
"""Words of the shortest sentence that counts as telling something."""
SILENT = frozenset({ClaimType.GEOGRAPHY, ClaimType.CREDIBILITY})


@cache
def _background(part: str) -> Phrases:
    return Phrases(read_source("claims_background.toml")[part])


def tells_event(words: Sequence[Word], *, named: bool, sided: bool) -> bool:
    """Whether a narrator's words tell an event of somebody or somewhere.

    `named`: a party, a place or a side stands in them; then a word of a kind is enough. `sided`: a side
    together with a party, a place or a date, which tells something of any kind.
    """
    if hedge_start(words) == 0:
        return True
    if sum(word.is_word for word in words) < SHORTEST or not named or words[0].low in closed("questions"):
        return False
    kind, _ = read_kind(words)
    wanted = sided if kind is ClaimType.OTHER else kind not in SILENT
    return wanted and any(is_finite(words, i) for i in range(len(words)))


def is_about_report(words: Sequence[Word]) -> bool:
    """Whether words speak of the report itself: "did not respond to a request for comment"."""
    return words in _background("report")


def is_background(words: Sequence[Word], dates: Sequence[TimeSpan], published: date | None) -> bool:
    """Whether a narrator's words are history, geography, or about the report itself."""
    if is_about_report(words) or words in _background("history"):
        return True
    return any(_is_history(one, published) for one in dates)


def _is_history(when: TimeSpan, published: date | None) -> bool:
    if published is None or (when.end is None and when.start is None):
        return when.precision is Precision.YEAR
    limit = timedelta(days=read_source("claims_background.toml")["history_days"])
    last = when.end or when.start
    return last is not None and last < published - limit
