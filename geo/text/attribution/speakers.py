"""Speakers: name, role and organisation out of a mention, and whom "he" or "the official" means.

A pronoun or a description is resolved only where one named speaker can be meant; otherwise it stays as
written.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import islice

from geo.model import Span, Speaker
from geo.text.attribution.words import read_source, word_class

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:['’.&-]\w+)*\.?|[,()]")
_INTRODUCED = re.compile(r"\b[^\W\d_a-z][^\W\d_]+\.?(?: [^\W\d_a-z][\w’'-]+\.?){1,5}+")
_APPOSED = re.compile(r", (?:an?|the|who|\d\d)\b")
_RELATIVE = re.compile(r"\s(?:who|which|whose|that)\s")
_BEHIND = re.compile(r", (\w+)[^.;:\n()“”\"]{0,100}")
_NO_NAMES = (
    *((cls, "speech_grammar.toml") for cls in ("times", "prepositions", "conjunctions", "subordinators")),
    *((cls, "speech_grammar.toml") for cls in ("determiners", "pronouns", "adverbs")),
    *((cls, "titles.toml") for cls in ("organisations", "offices", "ranks")),
)
"""Word classes that no part of a person's name is in."""
_LEAD = re.compile(r"(?:^|\n|[.!?][”\"’']? )(?=(?:(?:An?|The) [^.,;:\n]{2,60}, )?\Z)")
"""A sentence's start right before a name, or before "A guard of the bridge, " and a name."""
_LONGEST_LEAD = 80
_SINGULAR = frozenset(("he", "she"))
_SEVERAL = frozenset(("group", "police", "militia", "opposition"))
"""Roles that no single person has: "he" is none of them."""
_SERVING = frozenset(("of", "from", "for"))
_LINKS = frozenset(("of", "for", "at", "from", "with", "in"))
_MOST = 100
"""Speakers looked through for one pronoun or description, so that a long text stays linear."""
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
        self._by_last: dict[str, dict[str, _Known]] = {}
        """Last name -> whole name -> its first bearer."""
        self._by_office: dict[str, dict[tuple[str | None, str | None], _Known]] = {}
        self._full: dict[str, frozenset[str]] | None = None
        self._offices: dict[str, tuple[str | None, str | None]] = {}
        """Whole name -> role and organisation, as written where the text introduces the bearer."""
        self._presented_at: list[Span] = []
        """Where the text introduces people, with what is told of them."""

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
            self._add(_Known(name, role, organisation, span, paragraph, _gender(mention)))
        antecedent = earlier.span if earlier is not None else None
        return Speaker(span, mention, name, role, organisation, antecedent)

    def interviewee(self, label: Span, mention: Span | None, paragraph: int) -> Speaker:
        """Who answers: the one whom the text says was met, else the only speaker with a name so far."""
        written = label.of(self._text)
        if mention is not None:
            known = self.speaker(mention, paragraph)
            return Speaker(label, written, known.name, known.role, known.organisation, mention)
        only = self._only_named()
        if only is None:
            return Speaker(label, written)
        return Speaker(label, written, only.name, only.role, only.organisation, only.span)

    def full(self, speaker: Speaker | None) -> Speaker | None:
        """A speaker under the full name, now that all is read: "Ruel" is "Ana Ruel", if only she fits."""
        if speaker is None:
            return None
        if speaker.name is None and speaker.organisation == speaker.text and speaker.text.isupper():
            speaker = self._spelled(speaker)
        if speaker.name is None:
            return speaker
        speaker = self._presented(speaker)
        if speaker.name is None or " " in speaker.name:
            return speaker
        known = self._by_last.get(speaker.name, {})
        names = {name for name in known if " " in name} or self._introduced().get(speaker.name, frozenset())
        return replace(speaker, name=next(iter(names))) if len(names) == 1 else speaker

    def _spelled(self, speaker: Speaker) -> Speaker:
        """A transcript's label in capitals under the name it stands for: "RUEL" is "Ana Ruel"."""
        last = speaker.text.split()[-1].title()
        names = self._introduced().get(last, frozenset())
        return replace(speaker, name=next(iter(names)), organisation=None) if len(names) == 1 else speaker

    def _presented(self, speaker: Speaker) -> Speaker:
        """A speaker without role or body, with those that stand where the text first names them."""
        if speaker.role or speaker.organisation or speaker.name is None:
            return speaker
        last = speaker.name.split()[-1]
        names = {speaker.name} if " " in speaker.name else self._introduced().get(last, frozenset())
        name = next(iter(names)) if len(names) == 1 else ""
        role, organisation = self._offices.get(name, (None, None))
        return replace(speaker, role=role, organisation=organisation)

    def _introduced(self) -> dict[str, frozenset[str]]:
        """Full names by their last word, of people introduced so: "Ana Ruel, a miller", "Dr Ana Ruel"."""
        if self._full is None:
            self._full, self._offices, self._presented_at = _introductions(self._text)
        return self._full

    def _described(self, mention: str, role: str | None) -> _Known | None:
        """Whom "the official" means: the only speaker before who was called one."""
        if not role or not mention.lower().startswith("the "):
            return None
        own = describe_mention(mention)[2]
        head = _plain_office(role.split()[-1])
        holders = islice(self._by_office.get(head, {}).values(), _MOST)
        fitting = [k for k in holders if _may_serve(k, own)]
        return fitting[0] if len({known.name or known.organisation for known in fitting}) == 1 else None

    def _same(self, name: str | None) -> _Known | None:
        """The earlier speaker whom a surname means, if only one bears it."""
        if not name:
            return None
        bearers = self._by_last.get(name.split()[-1], {})
        if " " in name:
            return bearers.get(name)
        return next(iter(bearers.values())) if len(bearers) == 1 else None

    def _only_named(self) -> _Known | None:
        bearers = next(iter(self._by_last.values()), {})
        single = len(self._by_last) == 1 and len(bearers) == 1
        return next(iter(bearers.values())) if single else None

    def _add(self, known: _Known) -> None:
        self._known.append(known)
        if known.name:
            self._by_last.setdefault(known.name.split()[-1], {}).setdefault(known.name, known)
        for office in _offices_of(known.role):
            self._by_office.setdefault(office, {}).setdefault((known.name, known.organisation), known)

    def _pronoun(self, span: Span, paragraph: int, low: str, *, quoted: bool) -> Speaker:
        mention = span.of(self._text)
        if quoted:
            return Speaker(span, mention)
        known = self._last(paragraph, female=low == "she")
        known = self._subject_before(span.start, known, paragraph, female=low == "she") or known
        if known is None:
            return Speaker(span, mention)
        self._known.append(
            _Known(known.name, known.role, known.organisation, known.span, paragraph, low == "she")
        )
        return Speaker(span, mention, known.name, known.role, known.organisation, known.span)

    def _subject_before(
        self, start: int, last: _Known | None, paragraph: int, *, female: bool
    ) -> _Known | None:
        """The person with whom a sentence between the last speaker and a pronoun begins, in its paragraph."""
        self._introduced()
        at = bisect_left(self._presented_at, Span(start, start)) - 1
        if at < 0 or (last is not None and last.span.end > self._presented_at[at].start):
            return None
        mention = self._presented_at[at]
        words = mention.of(self._text)
        if "\n" in self._text[mention.start : start] or _gender(words) not in (None, female):
            return None
        name, role, organisation = describe_mention(words)
        return _Known(name, role, organisation, mention, paragraph, female) if name else None

    def _last(self, paragraph: int, *, female: bool) -> _Known | None:
        others: set[Span] = set()
        for known in islice(reversed(self._known), _MOST):
            if paragraph - known.paragraph > _NEAR:
                return None
            if known.name is None and (known.role or "").lower() in _SEVERAL:
                continue
            if known.female not in (None, female):
                others.add(known.span)
            elif known.span not in others:
                return known
        return None


def _introductions(
    text: str,
) -> tuple[dict[str, frozenset[str]], dict[str, tuple[str | None, str | None]], list[Span]]:
    """Full names by their last word; the role and organisation behind a comma; where sentences begin so."""
    found: dict[str, set[str]] = {}
    offices: dict[str, tuple[str | None, str | None]] = {}
    subjects: list[Span] = []
    for match in _INTRODUCED.finditer(text):
        words = match[0].split()
        office = 0
        while office < len(words) and _is_office(words[office]):
            office += 1
        name = words[office:]
        behind = _BEHIND.match(text, match.end())
        apposed = behind is not None and (
            _APPOSED.match(text, match.end()) or _is_office(behind[1]) or _is_body(behind[0])
        )
        if len(name) in (2, 3) and (office or apposed) and not _holds_closed_word(name):
            found.setdefault(name[-1], set()).add(" ".join(name))
            lead = _LEAD.search(text, max(0, match.start() - _LONGEST_LEAD), match.start())
            if lead is not None:
                subjects.append(Span(lead.end(), behind.end() if behind and apposed else match.end()))
            if behind is not None and apposed:
                offices.setdefault(" ".join(name), describe_mention(behind[0].strip(", "))[1:])
    return {last: frozenset(names) for last, names in found.items()}, offices, subjects


def _is_body(behind: str) -> bool:
    """Whether what follows a name is a body and nothing else: ", River Basin Office"."""
    words = behind.strip(", ").split(",")[0].split()
    body = words[-1:] and words[-1].lower() in word_class("organisations", "titles.toml")
    return bool(body) and all(word[:1].isupper() or word in ("of", "for", "the", "and") for word in words)


def _holds_closed_word(name: list[str]) -> bool:
    """Whether a run of capitals is more than a person's name: "But Ruel", "Monday Ruel", "Arda Council"."""
    return any(
        word.lower() in word_class(cls, source)
        for word in name
        if word.lower() not in word_class("first_names", "titles.toml")
        for cls, source in _NO_NAMES
    )


def _offices_of(role: str | None) -> frozenset[str]:
    """Every office in a role, in its full form: "spokesman", "colonel" of "spokesman Lt. Col."."""
    return frozenset(_plain_office(word) for word in (role or "").split() if _is_office(word.strip(",")))


def _plain_office(word: str) -> str:
    low = word.lower().strip(".,")
    short: dict[str, str] = read_source("titles.toml")["short_ranks"]
    return short.get(low, low)


def _may_serve(known: _Known, organisation: str | None) -> bool:
    """Whether a speaker can be of an organisation: none is known of either, or they share a word."""
    if organisation is None or known.organisation is None:
        return True
    linking = word_class("prepositions") | word_class("articles")
    own = set(organisation.lower().split()) - linking
    return bool(own & set(known.organisation.lower().split()))


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
        words = _RELATIVE.split(part)[0].split()
        own = _read_part(words)
        name = name or own[0]
        role = role or own[1] if not own[1] or not role else f"{role}, {own[1]}"
        organisation = organisation or own[2]
    return name, role, organisation


def _read_part(words: list[str]) -> tuple[str | None, str | None, str | None]:
    words = words[1:] if words and words[0].lower() in word_class("determiners") else words
    person = _body_of_person(words)
    if person is not None:
        return person
    offices = [i for i, word in enumerate(words) if _is_office(word) and not _is_given(words, i)]
    if not offices:
        return _without_office(words)
    offices = _own_offices(words, offices)
    last = offices[-1]
    rest = words[last + 1 :]
    named = rest[: _serving_at(rest)]
    institution = named and named[-1].lower() in word_class("organisations", "titles.toml")
    if institution and named[0].lower() not in _LINKS:
        return None, None, " ".join(words)
    first = _office_start(words, offices)
    organisation = " ".join(words[:first]) or None
    role = " ".join(words[first : last + 1])
    if not rest or rest[0].lower() not in _LINKS:
        name = _capitals(rest)
        return name, role, organisation or _served(rest[len((name or "").split()) :])
    bearer = _named_behind(rest)
    behind = " ".join(rest[1:bearer])
    name = " ".join(rest[bearer:]) or None
    if organisation and words[0][:1].isupper():
        return name, f"{role} {rest[0]} {behind}", organisation
    return name, role, _without_article(behind)


def _named_behind(words: list[str]) -> int:
    """Where a name begins behind an office's body: 4 in "of the city council Ana Ruel"; else their number."""
    start = len(words)
    while start > 1 and words[start - 1][:1].isupper():
        start -= 1
    body = words[start - 1].lower() in word_class("organisations", "titles.toml")
    return start if body and len(words) - start in (2, 3) else len(words)


def _is_given(words: list[str], at: int) -> bool:
    """Whether what may be a rank is a first name: "commander Emir Ruel", "Major Prince Okonjo"."""
    given = words[at].lower() in word_class("given", "titles.toml") and words[at][:1].isupper()
    return given and 0 < at == len(words) - 2 and _is_office(words[at - 1])


def _own_offices(words: list[str], offices: list[int]) -> list[int]:
    """Offices of the speaker, not of whom they serve: "Colonel Ruel of the border guard" is no guard."""
    first = offices[0] + 1
    serving = first + _serving_at(words[first:])
    return [i for i in offices if i < serving]


def _serving_at(words: list[str]) -> int:
    """Index of "of" behind a name: 2 in "Piet Okonjo of the guard"; the number of words if none is there."""
    for at in range(1, len(words)):
        before = words[at - 1]
        named = (before[:1].isupper() or "-" in before) and not _is_office(before)
        if named and words[at].lower() in _SERVING:
            return at
    return len(words)


def _served(words: list[str]) -> str | None:
    """Whom a named officer serves: "of the border guard" behind the name."""
    if len(words) < 2 or words[0].lower() not in _SERVING:
        return None
    end = next((i for i in range(1, len(words)) if words[i].lower() in ("who", "which", "that")), len(words))
    return _without_article(" ".join(words[1:end]))


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


def _body_of_person(words: list[str]) -> tuple[str, None, str | None] | None:
    """Name and body of a person without an office: "Ana Ruel of the fire brigade"."""
    at = _serving_at(words)
    behind = {word.lower() for word in words[at + 1 :]}
    bodies = word_class("organisations", "titles.toml") | word_class("groups", "titles.toml")
    named = at in (2, 3) and _capitals(words[:at]) == " ".join(words[:at])
    if not named or _holds_closed_word(words[:at]) or not behind & bodies:
        return None
    return " ".join(words[:at]), None, _served(words[at:])


def _is_office(word: str) -> bool:
    low = word.lower().strip(".").removesuffix("'s").removesuffix("’s")
    return low in word_class("ranks", "titles.toml") or low in word_class("offices", "titles.toml")


def _capitals(words: list[str]) -> str | None:
    """The run of capitalised words at the start; particles inside a name ("van", "al") belong to it."""
    run: list[str] = []
    for word in words:
        if not (word[:1].isupper() or (run and _is_particle(word))):
            break
        run.append(word)
    while run and not (run[-1][:1].isupper() or "-" in run[-1]):
        run.pop()
    return " ".join(run) or None


def _is_particle(word: str) -> bool:
    """Whether a word without a capital belongs to a name: "van", "al-Ruel"."""
    first, hyphen, rest = word.partition("-")
    joined = not hyphen or rest[:1].isupper()
    return joined and first.lower() in word_class("particles", "titles.toml")


def _without_article(words: str) -> str | None:
    first, _, rest = words.partition(" ")
    return (rest if first.lower() in word_class("determiners") else words) or None
