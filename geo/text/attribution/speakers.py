"""Speakers: name, role and organisation out of a mention, and whom "he" or "the official" means.

A pronoun or a description is resolved only where one named speaker can be meant; otherwise it stays as
written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.model import Span, Speaker
from geo.text.attribution.words import word_class

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:['’.&-]\w+)*\.?|[,()]")
_SINGULAR = frozenset(("he", "she"))
_LINKS = frozenset(("of", "for", "at", "from", "with", "in"))
_NEAR = 3
"""How many paragraphs back a pronoun may look for its speaker."""


@dataclass(frozen=True, slots=True)
class _Known:
    name: str | None
    """None for a speaker who is only described ("a guard"): a pronoun may mean them, too."""
    role: str | None
    organisation: str | None
    span: Span
    paragraph: int
    female: bool | None


class SpeakerBook:
    """The speakers of one text, in the order in which they speak."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: list[_Known] = []

    def speaker(self, span: Span, paragraph: int, *, quoted: bool = False) -> Speaker:
        """The speaker whose mention is `span`; within a quotation pronouns stay unresolved."""
        mention = span.of(self._text)
        low = mention.lower()
        if low in _SINGULAR:
            return self._pronoun(span, paragraph, low, quoted=quoted)
        name, role, organisation = describe_mention(mention)
        earlier = self._same(name) if name else self._described(mention, role)
        if earlier is not None:
            name, role = earlier.name, role or earlier.role
            organisation = earlier.organisation or organisation
        if (name or role) and not quoted:
            self._known.append(_Known(name, role, organisation, span, paragraph, _gender(mention)))
        antecedent = earlier.span if earlier is not None else None
        return Speaker(span, mention, name, role, organisation, antecedent)

    def _described(self, mention: str, role: str | None) -> _Known | None:
        """Whom "the official" means: the only speaker before who was called one."""
        if not role or not mention.lower().startswith("the "):
            return None
        head = role.split()[-1].lower()
        fitting = [known for known in self._known if known.role and known.role.split()[-1].lower() == head]
        return fitting[0] if len({known.name or known.organisation for known in fitting}) == 1 else None

    def _same(self, name: str | None) -> _Known | None:
        """The earlier speaker whom a surname means, if only one bears it."""
        if not name:
            return None
        last = name.split()[-1]
        fitting = [
            k
            for k in self._known
            if k.name and (k.name == name or (k.name.split()[-1] == last and " " not in name))
        ]
        return fitting[0] if len({k.name for k in fitting}) == 1 else None

    def _pronoun(self, span: Span, paragraph: int, low: str, *, quoted: bool) -> Speaker:
        mention = span.of(self._text)
        if quoted:
            return Speaker(span, mention)
        known = self._last(paragraph, female=low == "she")
        if known is None:
            return Speaker(span, mention)
        self._known.append(
            _Known(known.name, known.role, known.organisation, known.span, paragraph, known.female)
        )
        return Speaker(span, mention, known.name, known.role, known.organisation, known.span)

    def _last(self, paragraph: int, *, female: bool) -> _Known | None:
        for known in reversed(self._known):
            if paragraph - known.paragraph > _NEAR:
                return None
            if known.female is None or known.female == female:
                return known
        return None


def _gender(mention: str) -> bool | None:
    words = {word.strip(".,").lower() for word in mention.split()[:4]}
    if words & word_class("female", "titles.toml"):
        return True
    return False if words & word_class("male", "titles.toml") else None


def describe_mention(mention: str) -> tuple[str | None, str | None, str | None]:
    """(name, role, organisation) of a speaker's mention, each as written or None.

    >>> describe_mention("Northern Command spokesman Captain Ilya Ruel")
    ('Ilya Ruel', 'spokesman Captain', 'Northern Command')
    >>> describe_mention("the Halvian Interior Ministry")
    (None, None, 'Halvian Interior Ministry')
    """
    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    for part in re.split(r"[,()]", mention)[:5]:
        words = part.split()
        own = _read_part(words)
        name = name or own[0]
        role = role or own[1] if not own[1] or not role else f"{role}, {own[1]}"
        organisation = organisation or own[2]
    return name, role, organisation


def _read_part(words: list[str]) -> tuple[str | None, str | None, str | None]:
    words = words[1:] if words and words[0].lower() in word_class("determiners") else words
    offices = [i for i, word in enumerate(words) if _is_office(word)]
    if not offices:
        return _without_office(words)
    last = offices[-1]
    rest = words[last + 1 :]
    if (
        rest
        and rest[-1].lower() in word_class("organisations", "titles.toml")
        and rest[0].lower() not in _LINKS
    ):
        return None, None, " ".join(words)
    first = _office_start(words, offices)
    organisation = " ".join(words[:first]) or None
    role = " ".join(words[first : last + 1])
    if not rest or rest[0].lower() not in _LINKS:
        return _capitals(rest), role, organisation
    end = next((i for i in range(1, len(rest)) if rest[i].lower() in ("who", "which", "that")), len(rest))
    behind = " ".join(rest[1:end])
    if organisation and words[0][:1].isupper():
        return None, f"{role} {rest[0]} {behind}", organisation
    return None, role, _without_article(behind)


def _office_start(words: list[str], offices: list[int]) -> int:
    """Index of an office's first word: "Foreign" in "Foreign Minister", "spokesman" in "rebel spokesman"."""
    first = offices[0]
    if len(offices) > 1 and first == 0 and words[0].lower() in word_class("groups", "titles.toml"):
        return 1
    while first and words[first - 1].lower() in word_class("portfolios", "titles.toml"):
        first -= 1
    return first


def _without_office(words: list[str]) -> tuple[str | None, str | None, str | None]:
    if len(words) == 1 and words[0].lower().partition("'")[0].partition("’")[0] in word_class("pronouns"):
        return None, None, None
    capitals = _capitals(words)
    if capitals is None:
        return None, None, None
    lows = {word.lower().strip(".") for word in words}
    institution = lows & word_class("organisations", "titles.toml") or capitals.isupper() or len(words) > 4
    if institution:
        return None, None, " ".join(words)
    return (capitals, None, None) if capitals == " ".join(words) else (None, None, None)


def _is_office(word: str) -> bool:
    low = word.lower().strip(".").removesuffix("'s").removesuffix("’s")
    return low in word_class("ranks", "titles.toml") or low in word_class("offices", "titles.toml")


def _capitals(words: list[str]) -> str | None:
    """The run of capitalised words at the start; particles inside a name ("van", "al") belong to it."""
    run: list[str] = []
    for word in words:
        if not (
            word[:1].isupper()
            or (run and word.lower() in ("van", "von", "de", "der", "al", "bin", "di", "da", "el"))
        ):
            break
        run.append(word)
    while run and not run[-1][:1].isupper():
        run.pop()
    return " ".join(run) or None


def _without_article(words: str) -> str | None:
    first, _, rest = words.partition(" ")
    return (rest if first.lower() in word_class("determiners") else words) or None
