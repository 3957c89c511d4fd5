"""Which language a text reads as, where it is plainly not English.

Scripts first, then the share of each language's commonest words. Short or mixed texts count as English:
refusing one by mistake is worse than reading it badly. Word lists: geo/data/sources/claims_languages.toml.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from importlib import resources

LOOK = 20_000
"""Characters from the start that are looked at."""
SCRIPT_SHARE = 0.4
FEWEST_WORDS = 8
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _lists() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    source = resources.files("geo.data") / "sources" / "claims_languages.toml"
    raw = tomllib.loads(source.read_text(encoding="utf-8"))
    return raw["scripts"], {name: frozenset(words.split()) for name, words in raw["words"].items()}


def guess_language(text: str) -> str | None:
    """The language's English name where `text` is plainly in another one than English, else None."""
    head = text[:LOOK]
    return _by_script(head) or _by_words(head)


def _by_script(text: str) -> str | None:
    scripts, _ = _lists()
    letters = [sign for sign in text if sign.isalpha()]
    counts = Counter(unicodedata.name(sign, "?").split()[0] for sign in letters if sign > "\u024f")
    for script, count in counts.most_common(1):
        if count > len(letters) * SCRIPT_SHARE and script in scripts:
            return _within_script(scripts[script], text)
    return None


def _within_script(languages: str, text: str) -> str:
    """The language of a script: the first whose own letters occur ("Ukrainian:іїєґ"), else the last."""
    for entry in languages.split("|"):
        name, _, marks = entry.partition(":")
        if not marks or any(mark in text for mark in marks):
            return name
    return languages.split("|")[-1].partition(":")[0]


def _by_words(text: str) -> str | None:
    _, lists = _lists()
    words = [match.group().lower() for match in _WORD.finditer(text)]
    if len(words) < FEWEST_WORDS:
        return None
    shares = {name: sum(word in known for word in words) for name, known in lists.items()}
    best = max(shares, key=lambda name: shares[name])
    clear = shares[best] > len(words) * 0.15 and shares[best] > 2 * shares["English"]
    return best if best != "English" and clear else None
