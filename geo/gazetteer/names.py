"""Spellings: from a name as a text writes it to the keys under which the gazetteer files it.

Three keys, each looser than the one before:
`fold` (case, accents, apostrophes, hyphens), `without_article` (Arabic al-, ar-, ez- …) and
`skeleton` (consonants of a transliteration; only ever compared within one country).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST_NAME = 200
"""Characters; what is longer is no name of a place, however a table calls it."""
ARTICLES = frozenset({
    "al", "ar", "as", "at", "az", "ad", "an", "ash", "adh", "ath", "el", "er", "es", "et", "ez", "ed", "en",
    "esh", "ul", "ur", "us", "uz", "il",
})  # fmt: skip
"""The Arabic article as English writes it, assimilated or not."""

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ə": "a",
        "ŋ": "n", "ħ": "h", "ŧ": "t", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": None,
        **dict.fromkeys("'’‘`´ʻʼʽʾʿˈˊ′‛ʹʺ״׳\u200e\u200f\u200b\u200c\u200d\u00ad", None),
    }
)  # fmt: skip
_SIGNS = re.compile(r"[\W_]+")
_DIGRAPHS = (
    ("kh", "x"), ("gh", "g"), ("sh", "s"), ("ch", "s"), ("zh", "z"), ("dzh", "j"), ("th", "t"), ("dh", "d"),
    ("ou", "u"), ("ck", "k"), ("ph", "f"), ("ts", "s"), ("tz", "s"), ("iy", "y"), ("yy", "y"),
)  # fmt: skip
_FEWEST = 3
_LEAST_ENDED = 4
_VOWELS = (("ee", "i"), ("ie", "i"), ("oo", "u"), ("ou", "u"), ("ei", "ai"), ("ay", "ai"), ("aw", "au"))
_EVEN = str.maketrans({"e": "i", "o": "u", "q": "k", "c": "k", "y": "i"})
_CLASSES = str.maketrans(
    {"q": "k", "c": "k", "x": "k", "h": None, "v": "b", "w": "b", "p": "b", "z": "d", "j": "g",
     **dict.fromkeys("aeiouy", None)}
)  # fmt: skip


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Key of a name: no case, accents, apostrophes or signs; words parted by single spaces.

    >>> fold("Deir ez-Zor"), fold("Dayr az Zawr"), fold("Ra'qa")
    ('deir ez zor', 'dayr az zawr', 'raqa')
    """
    if name.isascii():
        lowered = name.lower().replace("'", "").replace("`", "")
        return lowered if lowered.isalnum() else _SIGNS.sub(" ", lowered).strip()
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _SIGNS.sub(" ", plain).strip()


_LOOKALIKES = {
    **dict(zip("аесорхуіјѕԁһӏвкмнтАВЕКМНОРСТХІЈЅУ", "aecopxyijsdhlbkmhtABEKMHOPCTXIJSY", strict=True)),
    **dict(zip("οινρυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oivpukABEZHIKMNOPTYX", strict=True)),
}  # fmt: skip
"""Cyrillic and Greek letters that look like Latin ones."""
_BACK = {latin: other for other, latin in reversed(_LOOKALIKES.items()) if "\u0400" <= other <= "\u04ff"}
_ANY_WORD = re.compile(r"[^\W\d_]+")


def disguised_letters(name: str) -> tuple[str, ...]:
    """Letters of a word's fewer script that look like those of its main one; empty for an honest spelling.

    >>> disguised_letters("Khers\u043en"), disguised_letters("Херсон"), disguised_letters("Kherson")
    (('о',), (), ())
    """
    return tuple(letter for word in _ANY_WORD.findall(name) for letter in _disguised(word))


def undisguised(name: str) -> str:
    """The name with look-alike letters of another script put right, word by word."""
    return _ANY_WORD.sub(lambda match: _put_right(match[0]), name)


def _disguised(word: str) -> list[str]:
    if word.isascii():
        return []
    latin = [c for c in word if c.isascii()]
    others = [c for c in word if "\u0370" <= c <= "\u04ff"]
    if not latin or not others:
        return []
    fewer, known = (others, _LOOKALIKES) if len(latin) >= len(others) else (latin, _BACK)
    return fewer if all(letter in known for letter in fewer) else []


def _put_right(word: str) -> str:
    wrong = _disguised(word)
    known = _BACK if wrong and wrong[0].isascii() else _LOOKALIKES
    return "".join(known[letter] if letter in wrong else letter for letter in word)


def without_article(key: str) -> str:
    """A folded key without Arabic articles: one that stands alone stays.

    >>> without_article("deir ez zor"), without_article("al bab"), without_article("al")
    ('deir zor', 'bab', 'al')
    """
    words = [_native_article(word) for word in key.split(" ")]
    kept = [word for word in words if word not in ARTICLES]
    return " ".join(kept or words)


def without_last_h(key: str) -> str:
    """The key with its Arabic ending -ah as -a, as English often writes it.

    >>> without_last_h("jufrah"), without_last_h("deir hafir")
    ('jufra', 'deir hafir')
    """
    return key[:-1] if key.endswith("ah") and len(key) > _LEAST_ENDED else key


def _native_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def skeleton(key: str) -> str:
    """Consonants that survive transliteration, articles and glued articles left out.

    Too coarse for the world: compare within one country only. Where under three consonants remain, the vowels
    stay, evened out; empty when even so it is too short.

    >>> skeleton("deir ez zor") == skeleton("dayr az zawr")
    True
    """
    joined = without_article(key).replace(" ", "")
    if joined.startswith(("al", "el")) and len(joined) > 5:
        joined = joined[2:]
    plain = joined
    for pair, single in _DIGRAPHS:
        joined = joined.replace(pair, single)
    bones = joined.translate(_CLASSES)
    single = "".join(c for i, c in enumerate(bones) if i == 0 or c != bones[i - 1])
    if not single.isascii():
        return ""
    return single if len(single) >= _FEWEST else _evened(plain)


def _evened(word: str) -> str:
    """Long and short vowels as one, so that Hajeen is Hajin and Qaem is Qaim."""
    for pair, one in _VOWELS:
        word = word.replace(pair, one)
    even = "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])
    even = even.rstrip("h").translate(_EVEN)
    return "." + even if len(even) > _FEWEST else ""
