"""For whom a speaker speaks: the organisation of an attribution's source, as an Actor.

An office beats a rank ("U.K. Army Major General N., spokesman for the coalition" speaks for the
coalition). A name once given with its organisation keeps it through the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Sequence

from geo.actors import ActorCatalogue, find_people, fold
from geo.claims.bodies import described_body
from geo.claims.mentions import (
    PRONOUNS,
    SHORT_BODY,
    head_of,
    is_elsewhere,
    is_kind_of_group,
    is_name_of_body,
    is_owned,
    is_relative,
    last_name,
    modifiers,
    seats,
    without_agent,
)
from geo.claims.words import Phrases, closed, words_of
from geo.model import Actor, Attribution, Span, Speaker

JOINT = frozenset({"alliance", "un_mission"})
ARMED = frozenset({"state", "armed_group", "military", "alliance", "un_mission"})
_OFFICE = re.compile(
    r",? (?:\(([^()\n]{3,60})\)|,?(?<=, )((?:an? |the |head |chief |spokes\w+ )[^,.;:\n“”\"]{2,80})[,.;:\n])"
)
_ASIDE = re.compile(r" \(([^()\n]{3,60})\)\Z")
_GROUP = re.compile(
    r"\b(?:of|from|with) (?:the|a|an) (?:[a-z-]{1,20} )?([a-z]{1,20}) ((?:[A-Z][\w’'-]* ?){1,4})"
)
_LED_GROUP = re.compile(r"^(?:the |a |an )?(?:[A-Za-z-]{1,20} ){0,2}([a-z]{1,20}) ((?:[A-Z][\w’'-]* ?){1,4})")
_OWNER = re.compile(r"\b(?:of|for) the ([A-Z]{2,8})['’]s ")
_MINISTER = re.compile(
    r"\b((?:[A-Z][\w-]{1,30} ?){1,3})['’]s (?:[a-z]{1,20} ){0,3}(?:minister|governor|mayor|president)\b"
)
_LAND = re.compile(r"\b(?:of|in) ((?:[A-Z][\w’'-]{1,30} ){1,3}(\w{5,12}))\b")
_BODY_OF = re.compile(r"\b((?:[a-z-]{2,20} ){1,2}[a-z]{2,20}) of ((?:[A-Z][\w’'-]{1,30} ?){1,3})")
_WHO = re.compile(r",? (?:who|which|that|whose) ")
NEAR = 700
"""How far back, in characters, words such as "its" and an officer without an army look for a party."""
LONGEST_BODY = 6
"""Words of the longest name of a body that a speaker's office tells."""
MOST = 40
"""Parties looked through for one word such as "the council", so that a long text stays linear."""
SUBJECT = 40
"""Characters behind a sentence's start within which its subject is named."""
OPENS = 3
"""Characters of a full stop and what follows it, before a sentence that a pronoun opens."""
_THING = frozenset(("it", "they"))
_RELATIVES = frozenset(("which", "who"))
_PERSONS = frozenset(("he", "she"))
_STOPS = (". ", "\n", ".” ", '." ')


class SpeakerOrganisations:
    """The organisations of a document's speakers, learnt from all its attributions first."""

    def __init__(
        self,
        text: str,
        attributions: Sequence[Attribution],
        catalogue: ActorCatalogue,
        countries: Sequence[str],
        parties: Sequence[tuple[Span, Actor]],
        towns: Sequence[tuple[int, str]] = (),
    ) -> None:
        self._text = text
        self._catalogue = catalogue
        self._countries = countries
        self._by_name: dict[str, Actor] = {}
        self._looked_up: dict[str, Actor | None] = {}
        self._by_look: dict[tuple[str, str | None], Actor | None] = {}
        self._parties = parties
        self._town_starts, self._town_names = [at for at, _ in towns], [name for _, name in towns]
        self._towns = frozenset(self._town_names)
        self._main_town = next((name for name, _ in Counter(self._town_names).most_common(1)), "")
        self._starts = [span.start for span, _ in parties]
        self._joint: Counter[str] = Counter()
        self._spoken: list[tuple[int, Actor]] = []
        self._of: dict[Span, Actor | None] = {}
        sources = {a.source.span: without_agent(a.source) for a in attributions if a.source}
        for source in sources.values():
            self._learn(source)
        self._take_up([actor for source in sources.values() if (actor := self._described(source))])
        self._by_word = self._words_of_parties()
        for span in sorted(sources):
            actor = self._of[span] = self._read(sources[span])
            if actor is not None:
                self._spoken.append((span.start, actor))
                named = {*fold(actor.name).split(), *head_of(sources[span].text).split()}
                for word in named & catalogue.organisation_ends:
                    insort(self._by_word[word], (span.start, actor, frozenset(named)), key=_first)
                name = last_name(sources[span])
                if name:
                    self._by_name.setdefault(name, actor)

    @property
    def parties(self) -> Sequence[tuple[Span, Actor]]:
        """The parties named in the text, with the bodies that its speakers only describe."""
        return self._parties

    def of(self, speaker: Speaker | None) -> Actor | None:
        """The actor that `speaker` speaks for; None where nobody or nothing is named."""
        return self._of.get(speaker.span) if speaker else None

    def _read(self, speaker: Speaker) -> Actor | None:
        points_back = fold(speaker.text) in PRONOUNS or speaker.antecedent is not None
        first = (self._known, self._named) if points_back else (self._named, self._known)
        steps = (
            self._owned, self._antecedent, self._sponsored, self._of_group, self._of_land, *first,
            self._of_town, self._meant, self._of_owner, self._unknown, self._irregular, self._nation,
            self._last_spoken, self._served, self._unnamed, self._plain, self._armed,
        )  # fmt: skip
        own = next((actor for step in steps if (actor := step(speaker))), None)
        if own is not None and own.kind == "state" and self._is_seconded(speaker):
            joint = self._joint.most_common(1)
            return self._catalogue.get(joint[0][0]) if joint else own
        return own

    def _sponsored(self, speaker: Speaker) -> Actor | None:
        """ "Moscow-installed officials in Kherson region": a party told by who backs it, as it was read."""
        at, end = bisect_left(self._starts, speaker.span.start), speaker.span.start + len(speaker.text)
        while at < len(self._starts) and self._starts[at] < end:
            span, actor = self._parties[at]
            if self._catalogue.is_sponsored(span.of(self._text)):
                return actor
            at += 1
        return None

    def _of_group(self, speaker: Speaker) -> Actor | None:
        """ "Marta Pinto of the group Tejido Llanero": the name behind the kind of body."""
        body = speaker.organisation or ""
        leading = (_LED_GROUP.search(words) for words in (speaker.text, body))
        found = (_GROUP.search(speaker.text), *leading, _GROUP.search(body))
        kinds = closed("organisation_nouns")
        name = next((match[2] for match in found if match and match[1] in kinds), None)
        return (self._resolved(name) or self._catalogue.unknown(name)) if name else None

    def _of_land(self, speaker: Speaker) -> Actor | None:
        """ "Interior minister of Kasai province": the province's own, not the state's."""
        match = _LAND.search(speaker.text)
        return self._catalogue.unknown(match[1]) if match and match[2] in closed("lands") else None

    def _of_town(self, speaker: Speaker) -> Actor | None:
        """ "Who sits on the district council of Arda": the body under the name of its town."""
        match = _BODY_OF.search(speaker.organisation or "") or _BODY_OF.search(speaker.text)
        if match is None:
            return None
        lows = [low for low in match[1].split() if low not in closed("determiners")]
        return self._catalogue.unknown(f"{match[2].strip()} {' '.join(lows)}") if (
            len(lows) > 1 and lows[-1] in self._catalogue.organisation_ends) else None  # fmt: skip

    def _unnamed(self, speaker: Speaker) -> Actor | None:
        """Bodies by a plain noun: "human rights groups", "police in Vidin"; residents speak for nobody."""
        if speaker.name:
            return None
        people = (actor for _, actor in find_people(speaker.text, ()))
        return next((actor for actor in people if actor.kind not in ("civilians", "armed_group")), None)

    def _armed(self, speaker: Speaker) -> Actor | None:
        """Armed people without a name: "gunmen", "local militiamen"."""
        people = (actor for _, actor in find_people(speaker.text, ()))
        return next((actor for actor in people if actor.kind == "armed_group"), None)

    def _plain(self, speaker: Speaker) -> Actor | None:
        """A body that the speaker's words only describe: "a customs officer", "the county's flood office".

        A town, and whoever is its mayor, under the town's name.
        """
        if speaker.text in self._towns:
            return self._catalogue.unknown(speaker.text)
        own = _WHO.split(speaker.text)[0]
        guests = own.partition(" at ")[0]
        if guests != own and any(actor.kind == "civilians" for _, actor in find_people(guests, ())):
            return None  # "patients at a clinic" don't speak for it
        body = described_body(own, self._catalogue.organisation_ends)
        held = {word.strip(".,") for word in fold(speaker.role or "").split()} & closed("local_offices")
        seat = next((seats()[office] for office in sorted(held) if office in seats()), None)
        is_town = body is not None and fold(body).removeprefix("the ") in closed("local_bodies")
        if not seat and (held or is_town):
            of_land = held & closed("land_offices")
            town = self._town_before(speaker, whole=not of_land)
            state = self._catalogue.of_country(self._countries[0]) if of_land and self._countries else None
            if state is not None and not town and not body:
                return state
            body = town or body or min(held).capitalize()
        body = body or seat
        return self._catalogue.unknown(body) if body else None

    def _town_before(self, speaker: Speaker, *, whole: bool) -> str:
        """The town named last in a speaker's sentence; with `whole` in the paragraph, or most in the text."""
        end = speaker.span.start + len(speaker.text)
        at = bisect_left(self._town_starts, end) - 1
        low = max(0, speaker.span.start - NEAR)
        marks = ("\n",) if whole else _STOPS
        begin = max(self._text.rfind(mark, low, speaker.span.start) for mark in marks)
        if at >= 0 and self._town_starts[at] > begin:
            return self._town_names[at]
        return self._main_town if whole else ""

    def _nation(self, speaker: Speaker) -> Actor | None:
        """The state of its officers, whatever they are called, and of "the British"."""
        head = speaker.text.partition(",")[0]
        lows = set(fold(head).split())
        if len(lows) == 2 and "the" in lows:
            return self._catalogue.nationality_in(head)
        serving = lows & (closed("ranks") | closed("officials")) and not lows & closed("civilians")
        return self._catalogue.nationality_in(head) if serving and not lows & closed("irregulars") else None

    def _irregular(self, speaker: Speaker) -> Actor | None:
        """ "A rebel officer": of the armed group called so before, else of "rebels"."""
        lows = set(fold(speaker.text.partition(",")[0]).split())
        told = lows & closed("irregulars")
        if not told or not lows & (closed("ranks") | closed("officials")):
            return None
        last = bisect_left(self._starts, speaker.span.start)
        stem = min(told).removesuffix("s")
        groups = (actor for span, actor in reversed(self._parties[max(0, last - MOST) : last])
                  if actor.kind == "armed_group" and stem in fold(span.of(self._text)))  # fmt: skip
        return next(groups, None) or self._catalogue.unknown(f"{stem}s")

    def _of_owner(self, speaker: Speaker) -> Actor | None:
        """ "Arda's water minister": whose minister it is, where no state is known by that name."""
        match = _MINISTER.search(speaker.text)
        return self._catalogue.unknown(match[1]) if match else None

    def _itself(self, body: str) -> Actor | None:
        """A body that speaks under nothing but its kind of name: "the Panel", "the Press Bureau"."""
        words = body.split() or [""]
        last = fold(words[-1].removesuffix("'s").removesuffix("’s"))
        named = words[0][:1].isupper() or len(words) <= SHORT_BODY
        if is_name_of_body(words):
            return self._catalogue.unknown(body)
        return self._catalogue.unknown(body) if named and last in self._catalogue.organisation_ends else None

    def _described(self, speaker: Speaker) -> Actor | None:
        if speaker.text.lower() in PRONOUNS:
            return None
        head = speaker.text.partition(",")[0]
        body = self._catalogue.described(head)
        return body if body and not self._named(speaker) else None

    def _take_up(self, bodies: Sequence[Actor]) -> None:
        """Where the bodies that speakers describe stand in the text, whole or as "the authority"."""
        if not bodies:
            return
        names = {
            tuple(word.low for word in words_of(body.name, Span(0, len(body.name)))): body for body in bodies
        }
        short = Counter(name[-1] for name in names)
        names |= {("the", name[-1]): body for name, body in names.items() if short[name[-1]] == 1}
        words = words_of(self._text, Span(0, len(self._text)))
        taken = {at for span, _ in self._parties for at in range(span.start, span.end)}
        found = dict(self._parties)
        for start, end in Phrases(" ".join(name) for name in names).find(words):
            if words[start].start not in taken and words[end - 1].start not in taken:
                body = names[tuple(word.low for word in words[start:end])]
                found[Span(words[start].start, words[end - 1].end)] = body
        self._parties = sorted(found.items(), key=lambda party: party[0])
        self._starts = [span.start for span, _ in self._parties]

    def _words_of_parties(self) -> dict[str, list[tuple[int, Actor, frozenset[str]]]]:
        """Where a party was named by "council" and the like: by that word, beside its other words."""
        words: dict[str, list[tuple[int, Actor, frozenset[str]]]] = defaultdict(list)
        ends = self._catalogue.organisation_ends
        for span, actor in self._parties:
            named = {*fold(span.of(self._text)).split()[-1:], *fold(actor.name).split()}
            if actor.kind in JOINT:
                named |= closed("joint_words")
            elif actor.kind == "armed_group":
                named |= closed("armed_words")
            for word in named & (ends | closed("joint_words") | closed("armed_words")):
                words[word].append((span.start, actor, frozenset(named)))
        return words

    def _owned(self, speaker: Speaker) -> Actor | None:
        """ "Its spokeswoman", "Kolar, its clerk": the party the sentence named first, or the last one."""
        if not any(is_owned(part) for part in speaker.text.split(",")):
            return None
        start = speaker.span.start
        at = bisect_left(self._starts, start)
        near = self._party_beside(start)
        return near or (self._parties[at - 1][1] if at and start - self._starts[at - 1] < NEAR else None)

    def _antecedent(self, speaker: Speaker) -> Actor | None:
        """ "The army, which had said …": the party right before the pronoun."""
        at = bisect_left(self._starts, speaker.span.start)
        if speaker.text.lower() not in _RELATIVES or not at:
            return None
        span, actor = self._parties[at - 1]
        return actor if 0 < speaker.span.start - span.end <= OPENS else None

    def _known(self, speaker: Speaker) -> Actor | None:
        return self._by_name.get(last_name(speaker))

    def _meant(self, speaker: Speaker) -> Actor | None:
        """The organisation that a word such as "the council", "a ministry spokesman" takes up again."""
        if speaker.antecedent is not None:
            actor = self._resolved(speaker.antecedent.of(self._text))
            if actor is not None:
                return actor
        head, _, office = speaker.text.partition(",")
        for lows in (_bare_words(head), _bare_words(office)):
            for at, word in enumerate(lows):
                told = modifiers(lows, at)
                rows = self._by_word.get(word, [])
                at_most = bisect_left(rows, speaker.span.start, key=_first)
                for _, actor, named in reversed(rows[max(0, at_most - MOST) : at_most]):
                    bare = not told and actor.kind == "armed_group" and self._catalogue.is_soldiery(word)
                    if told <= named and not bare:
                        return actor
        return None

    def _last_spoken(self, speaker: Speaker) -> Actor | None:
        """For a pronoun or an officer without an army: whom the speaker just before spoke for."""
        lows = {word.low.rstrip(".") for word in words_of(speaker.text, Span(0, len(speaker.text)))}
        sequel = lows & closed("sequels") and lows & closed("officials") and len(lows) <= 3
        pronoun = lows <= PRONOUNS
        if not (sequel or pronoun or lows & closed("ranks") or lows & closed("voices")):
            return None
        if pronoun and speaker.name:
            return None
        start, actor = self._spoken[-1] if self._spoken else (0, None)
        if lows <= _PERSONS and speaker.antecedent is None:
            return self._subject_before(speaker.span.start)
        if lows & _THING and self._are_people(speaker.span.start):
            return None
        if actor is None or speaker.span.start - start > NEAR:
            return None
        if lows & _THING and (subject := self._subject_before(speaker.span.start)):
            return subject
        ranked = lows & closed("ranks") and actor.kind == "armed_group"
        army = self._army_before(speaker.span.start) if ranked else None
        return army or (actor if pronoun or sequel or actor.kind in ARMED else None)

    def _army_before(self, start: int) -> Actor | None:
        """The state whose forces are the party named last before, for an officer."""
        at = bisect_left(self._starts, start)
        if not at:
            return None
        span, actor = self._parties[at - 1]
        forces = actor.kind == "state" and self._catalogue.is_soldiery(span.of(self._text))
        return actor if forces and start - span.start < NEAR else None

    def _are_people(self, start: int) -> bool:
        """Whether people without a party begin the sentence before "they": "Villagers told another tale"."""
        low = max(0, start - NEAR)
        sentence = self._sentence_before(start)
        opening = Span(max(sentence, low), min(start, max(sentence, low) + SUBJECT))
        found = find_people(opening.of(self._text), ())
        return bool(found) and found[0][1].kind == "civilians" and self._subject_before(start) is None

    def _sentence_before(self, start: int) -> int:
        low = max(0, start - NEAR)
        here = max(self._text.rfind(mark, low, start) for mark in _STOPS)
        return max(self._text.rfind(mark, low, max(low, here)) for mark in _STOPS)

    def _subject_before(self, start: int) -> Actor | None:
        """The party with which the sentence of an "it" or "they" begins."""
        low = max(0, start - NEAR)
        sentence = max(self._text.rfind(mark, low, start) for mark in _STOPS)
        if start - sentence <= OPENS:
            sentence = self._sentence_before(start)
            if self._spoken and self._spoken[-1][0] > sentence:
                return None
        at = bisect_left(self._starts, max(sentence, low))
        near = at < len(self._starts) and self._starts[at] < min(start, sentence + SUBJECT)
        return self._parties[at][1] if near else None

    def _unknown(self, speaker: Speaker) -> Actor | None:
        """An organisation the catalogue lacks, by its look; looked up once for each wording."""
        key = speaker.text, speaker.organisation
        if key not in self._by_look:
            self._by_look[key] = self._looks_like(speaker)
        return self._by_look[key]

    def _looks_like(self, speaker: Speaker) -> Actor | None:
        """The body in words such as "Luc Weber of the Pilots Union", "head of the PPA's Narva office"."""
        owner = _OWNER.search(speaker.text)
        if owner is not None:
            found = self._catalogue.find(owner[1], countries=self._countries)
            return found[0][1] if found else self._catalogue.unknown(owner[1])
        for words in (speaker.text, speaker.organisation or ""):
            found = self._catalogue.find(words, countries=self._countries)
            if found:
                return found[-1][1]
        head, _, office = speaker.text.partition(", ")
        if set(fold(office).split()) & closed("organisation_nouns") and office[:2] in ("a ", "an"):
            return self._catalogue.unknown(head)
        return self._catalogue.body_in(speaker.text) or self._catalogue.described(head)

    def _served(self, speaker: Speaker) -> Actor | None:
        """Whom an office is held for, as the mention says: "the governor of Hiran", "Illinois officials"."""
        body = speaker.organisation
        if not speaker.name and (body is None) != (speaker.role is None):
            return self._itself(body or speaker.role or "")
        held = {word.strip(".,") for word in fold(speaker.role or "").split()}
        if not body or not held or held & closed("civilians") or held <= closed("titles"):
            return None
        words = words_of(body, Span(0, len(body)))
        ends = self._catalogue.organisation_ends
        plain = not {word.low for word in words} & closed("no_bodies")
        named = (words[0].capital or words[-1].low in ends) and not is_elsewhere(speaker.text, body)
        if not plain or not named or len(words) > LONGEST_BODY:
            return None
        seat = next((seat for office, seat in seats().items() if office in held), None)
        if body.rpartition("-")[2].endswith("ed") and "-" in body and " " not in body:
            seat = speaker.role
        return self._catalogue.unknown(f"{body} {seat}" if seat else body)

    def _learn(self, speaker: Speaker | None) -> None:
        if speaker is None or (speaker.text.lower() in PRONOUNS and not speaker.organisation):
            return
        first = (self._of_group, self._of_land, self._named, self._unknown)
        actor = next((one for step in first if (one := step(speaker))), None)
        if actor is None:
            return
        name = last_name(speaker)
        if name and not self._is_seconded(speaker):
            self._by_name.setdefault(name, actor)
        if actor.kind in JOINT:
            self._joint[actor.id] += 1

    def _named(self, speaker: Speaker) -> Actor | None:
        """A known organisation in the speaker's own words; the office after a comma first.

        A name that only a context resolves ("the army", "State television") is of the state named first in
        the sentence, else of the text's country.
        """
        head, _, office = speaker.text.partition(",")
        own = is_kind_of_group(office) or is_relative(office) or self._is_all(head)
        first = (head, office) if own else (office, speaker.organisation, head)
        for part in (*first, speaker.role):
            actor = self._resolved(part) if part else None
            if actor is None or not part:
                continue
            homely = actor.kind == "state" and self._catalogue.resolve(part) is None
            if not homely:
                return actor
            near = self._party_beside(speaker.span.start)
            return near if near is not None and near.kind == "state" else self._army(part, speaker) or actor
        return self._beside(speaker) or self._group_in(speaker)

    def _is_all(self, words: str) -> bool:
        """Whether some words are the name of a known organisation and nothing else."""
        found = self._catalogue.find(words, countries=self._countries)
        bare = words.removeprefix("The ").removeprefix("the ")
        return len(found) == 1 and found[0][0].of(words) == bare and found[0][1].kind != "state"

    def _army(self, words: str, speaker: Speaker) -> Actor | None:
        """Whose forces "the border guard" are: of the state whose forces alone were named before."""
        if not self._catalogue.is_soldiery(words):
            return None
        last = bisect_left(self._starts, speaker.span.start)
        armies = [actor for span, actor in self._parties[max(0, last - MOST) : last]
                  if actor.kind == "state" and self._catalogue.is_soldiery(span.of(self._text))]  # fmt: skip
        home = self._resolved(words)
        return armies[-1] if armies and home not in armies else None

    def _group_in(self, speaker: Speaker) -> Actor | None:
        """The armed group that a word of the source takes up: "the rebels' foreign affairs office"."""
        at = bisect_left(self._starts, speaker.span.start)
        end = speaker.span.start + len(speaker.text)
        if at == len(self._starts) or self._starts[at] >= end:
            return None
        actor = self._parties[at][1]
        written = set(fold(speaker.text).split()) & closed("documents")
        return actor if written or actor.kind == "armed_group" else None

    def _resolved(self, words: str) -> Actor | None:
        """The known organisation in some words, looked up once: speakers come again and again."""
        if words not in self._looked_up:
            opens = self._catalogue.is_soldiery(words.partition(" ")[0])  # "Army spokesman" begins a line
            written = words[:1].lower() + words[1:] if opens else words
            self._looked_up[words] = self._catalogue.resolve(written, countries=self._countries)
        return self._looked_up[words]

    def _beside(self, speaker: Speaker) -> Actor | None:
        """By the office right behind a name: "Marek Osta, a spokesman for the army," "(Ukrainian side)"."""
        aside = _ASIDE.search(speaker.text)
        if aside is not None:
            return self._resolved(aside[1]) or self._catalogue.nationality_in(aside[1])
        where = speaker.antecedent or speaker.span
        match = _OFFICE.match(self._text, where.end)
        if match is None:
            return None
        words = match.group(1) or match.group(2)
        found = self._resolved(words)
        return found or (self._catalogue.nationality_in(words) if match.group(1) else None)

    def _party_beside(self, start: int) -> Actor | None:
        """The party that the sentence up to `start` named first, else the one before it in the paragraph."""
        low = max(0, start - NEAR)
        sentence = max(self._text.rfind(mark, low, start) for mark in (". ", "\n", ".” ", '." '))
        paragraph = self._text.rfind("\n", low, start)
        at, first = bisect_left(self._starts, start), bisect_left(self._starts, max(sentence, low))
        if first < at:
            return self._parties[first][1]
        return self._parties[at - 1][1] if at and self._starts[at - 1] > max(paragraph, low) else None

    def _is_seconded(self, speaker: Speaker) -> bool:
        """An officer named with the service of a state and an office that names no organisation."""
        head, _, office = speaker.text.partition(",")
        lows = [word.low.rstrip(".") for word in words_of(head, Span(0, len(head)))]
        ranked = set(lows) & closed("ranks") and set(lows) & closed("services")
        if not office or not ranked:
            return False
        return self._resolved(office) is None


def _bare_words(words: str) -> list[str]:
    """Folded words, "the Corps's" as "the corps"."""
    return [low.removesuffix("'s").removesuffix("’s") for low in fold(words).split()]


def _first(row: tuple[int, Actor, frozenset[str]]) -> int:
    return row[0]
