"""For whom a speaker speaks: the organisation of an attribution's source, as an Actor.

An office beats a rank ("U.K. Army Major General N., spokesman for the coalition" speaks for the
coalition). A name once given with its organisation keeps it through the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from geo.actors import ActorCatalogue, fold
from geo.claims.words import closed, words_of
from geo.model import Actor, Attribution, Span, Speaker

JOINT = frozenset({"alliance", "un_mission"})
_OFFICE = re.compile(r", ((?:an? |the )?[a-z][\w' -]{2,40} (?:for|of|with|in|at) [^,.;:\n]{2,60}),")


class SpeakerOrganisations:
    """The organisations of a document's speakers, learnt from all its attributions first."""

    def __init__(
        self,
        text: str,
        attributions: Sequence[Attribution],
        catalogue: ActorCatalogue,
        countries: Sequence[str],
    ) -> None:
        self._text = text
        self._catalogue = catalogue
        self._countries = countries
        self._by_name: dict[str, Actor] = {}
        self._by_kind: dict[str, Actor] = {}
        self._joint: Counter[str] = Counter()
        for attribution in attributions:
            self._learn(attribution.source)

    def of(self, speaker: Speaker | None) -> Actor | None:
        """The actor that `speaker` speaks for; None where nobody or nothing is named."""
        if speaker is None:
            return None
        own = self._named(speaker) or self._by_name.get(_last_name(speaker)) or self._meant(speaker)
        own = own or self._unknown(speaker)
        if own is not None and own.kind == "state" and self._is_seconded(speaker):
            joint = self._joint.most_common(1)
            return self._catalogue.get(joint[0][0]) if joint else own
        return own

    def _meant(self, speaker: Speaker) -> Actor | None:
        """The organisation that a word such as "the council", "the mission" takes up again."""
        if speaker.antecedent is not None:
            actor = self._catalogue.resolve(speaker.antecedent.of(self._text), countries=self._countries)
            if actor is not None:
                return actor
        words = fold(speaker.text).split()
        for word in words[-1:] if len(words) <= 2 else [w for w in words if w.capitalize() in speaker.text]:
            if word in self._by_kind:
                return self._by_kind[word]
        return None

    def _unknown(self, speaker: Speaker) -> Actor | None:
        """An organisation the catalogue lacks, by its look: "Luc Weber of the Pilots Union"."""
        for words in (speaker.text, speaker.organisation or ""):
            found = self._catalogue.find(words, countries=self._countries)
            if found:
                return found[-1][1]
        return self._catalogue.body_in(speaker.text)

    def _learn(self, speaker: Speaker | None) -> None:
        if speaker is None:
            return
        actor = self._named(speaker) or self._unknown(speaker)
        if actor is None:
            return
        for word in fold(actor.name).split():
            if word in self._catalogue.organisation_ends:
                self._by_kind.setdefault(word, actor)
        if actor.kind in JOINT:
            for word in ("mission", "peacekeepers", "alliance", "coalition", "force"):
                self._by_kind.setdefault(word, actor)
        name = _last_name(speaker)
        if name and not self._is_seconded(speaker):
            self._by_name.setdefault(name, actor)
        if actor.kind in JOINT:
            self._joint[actor.id] += 1

    def _named(self, speaker: Speaker) -> Actor | None:
        """A known organisation in the speaker's own words; the office after a comma first."""
        head, _, office = speaker.text.partition(",")
        for words in (office, speaker.organisation or "", head, speaker.role or ""):
            actor = self._catalogue.resolve(words, countries=self._countries) if words else None
            if actor is not None:
                return actor
        beside = self._beside(speaker)
        return self._catalogue.resolve(beside, countries=self._countries) if beside else None

    def _beside(self, speaker: Speaker) -> str:
        """The office between commas right behind a name: "Marek Osta, a spokesman for the army,"."""
        where = speaker.antecedent or speaker.span
        match = _OFFICE.match(self._text, where.end)
        return match.group(1) if match else ""

    def _is_seconded(self, speaker: Speaker) -> bool:
        """An officer named with the service of a state and an office that names no organisation."""
        head, _, office = speaker.text.partition(",")
        lows = [word.low.rstrip(".") for word in words_of(head, Span(0, len(head)))]
        ranked = set(lows) & closed("ranks") and set(lows) & closed("services")
        if not office or not ranked:
            return False
        return self._catalogue.resolve(office, countries=self._countries) is None


def _last_name(speaker: Speaker) -> str:
    words = fold(speaker.name or "").split()
    return words[-1] if words else ""
