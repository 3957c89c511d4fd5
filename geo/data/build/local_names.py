"""Spellings from scripts of their own: which one is a place's local name, and its official romanisation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from unicodedata import combining

from anyascii import anyascii  # type: ignore[import-untyped, unused-ignore]

from geo.gazetteer.names import ARTICLES, fold

_LIKE, _HEARD = 0.35, 25
_OWN_LETTERS = {"UA": re.compile("[іїєґ’'ь]"), "BY": re.compile("[ўі]"), "RS": re.compile("[љњћђџј]")}
_FOREIGN_LETTERS = {
    "UA": re.compile("[ыэёъў]|[^ь]ск$|[^ь]цк$"),
    "BY": re.compile("[иъщї]"),
    "RU": re.compile("[іїєґўјљњќѓђћәңөүҗҡҫҙғһқ]"),
    "BG": re.compile("[іїєґўјљњќѓђћыэё]"),
    "RS": re.compile("[йщъыьяюэіїє]"),
    "MK": re.compile("[йщъыьяюэіїєђћ]"),
}
_FOREIGN_ARABIC = re.compile("[پچژگکیےٹڈڑڕڵۆێەۇۋېڭڤۈۉئەہھ]")
"""Letters of Persian, Urdu, Kurdish, Uighur: not of Arabic."""
_PERSIAN = frozenset(("IR", "AF", "PK"))
_UKRAINIAN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ь": "", "ю": "iu", "я": "ia", "'": "", "’": "", "ʼ": "",
}  # fmt: skip
"""Cabinet of Ministers, resolution 55 of 2010; other letters at the start of a word."""
_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def most_local(name: str, country: str, native: Sequence[str], latin: Sequence[str]) -> str:
    """The native spelling that sounds most like Latin ones, in the country's own letters.

    Empty where none sounds like any of them: an old name is no local name.
    """
    if not native:
        return ""
    heard = tuple(dict.fromkeys(fold(spelling) for spelling in (name, *latin[:_HEARD])))
    articled = country not in _PERSIAN and any(one.partition(" ")[0] in ARTICLES for one in heard)
    bare = {_plain_arabic(spelling) for spelling in native} if articled else set()
    rated = [
        (
            _likeness(country, spelling, heard) + (_articled(spelling, bare) if articled else 0.0),
            -at,
            spelling,
        )
        for at, spelling in enumerate(native)
    ]
    score, _, best = max(rated)
    return best if score >= _LIKE else ""


def _plain_arabic(spelling: str) -> str:
    return spelling.replace("ه", "ة").replace("ى", "ي").replace("أ", "ا").replace("إ", "ا")


def _articled(spelling: str, bare: set[str]) -> float:
    """Which of two spellings that differ in the article, in a last dot or two is the full one: "الموصل"."""
    full = spelling.startswith("ال") and _plain_arabic(spelling)[2:] in bare
    return 0.2 * full - 0.05 * spelling.endswith(("ه", "ى"))


def _likeness(country: str, spelling: str, heard: Sequence[str]) -> float:
    sound = fold(anyascii(spelling))
    ratios = [SequenceMatcher(None, sound, other).ratio() for other in heard]
    best = sorted(ratios, reverse=True)[:3]
    own, foreign = _OWN_LETTERS.get(country), _FOREIGN_LETTERS.get(country)
    if foreign is None and country not in _PERSIAN:
        foreign = _FOREIGN_ARABIC
    lower = spelling.lower()
    score = (ratios[0] + sum(best) / len(best)) / 2 - 0.1 * (" " in spelling and " " not in heard[0])
    score -= 0.2 * any(combining(letter) for letter in spelling)
    return score + 0.1 * bool(own and own.search(lower)) - 0.3 * bool(foreign and foreign.search(lower))


def official_latin(spelling: str) -> str:
    """Ukrainian words in Latin letters, by the official rules.

    >>> official_latin("Слов'янськ"), official_latin("Єнакієве"), official_latin("Згурівка")
    ('Sloviansk', 'Yenakiieve', 'Zghurivka')
    """
    words = re.split(r"([ -])", spelling.lower().replace("зг", "zgh"))
    latin = (_word(word) for word in words)
    return "".join(word[:1].upper() + word[1:] for word in latin)


def _word(word: str) -> str:
    first = _INITIAL.get(word[:1], _UKRAINIAN.get(word[:1], word[:1]))
    return first + "".join(_UKRAINIAN.get(letter, letter) for letter in word[1:])
