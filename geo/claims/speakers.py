"""For whom a speaker speaks: the organisation of an attribution's source, as an Actor.

An office beats a rank ("U.K. Army Major General N., spokesman for the coalition" speaks for the
coalition). A name once given with its organisation keeps it through the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from geo.actors import ActorCatalogue, fold
from geo.model import Actor, Attribution, Speaker

JOINT = frozenset({"alliance", "un_mission"})
_RANKED = re.compile(
    r"\b(?:Army|Navy|Air Force|Marine|Marines|Royal Marines|Marine Corps) (?:\w+ ){0,2}?(?:General|Gen|"
    r"Colonel|Col|Major|Maj|"
    r"Captain|Capt|Lieutenant|Lt|Brigadier|Brig|Admiral|Adm|Sergeant|Sgt|Commander|Cmdr|Commodore)\b"
)


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
        self._joint: Counter[str] = Counter()
        for attribution in attributions:
            self._learn(attribution.source)

    def of(self, speaker: Speaker | None) -> Actor | None:
        """The actor that `speaker` speaks for; None where nobody or nothing is named."""
        if speaker is None:
            return None
        own = self._named(speaker) or self._by_name.get(_last_name(speaker))
        if own is None and speaker.organisation:
            own = self._catalogue.unknown(speaker.organisation)
        if own is not None and own.kind == "state" and self._is_seconded(speaker):
            joint = self._joint.most_common(1)
            return self._catalogue.get(joint[0][0]) if joint else own
        return own

    def _learn(self, speaker: Speaker | None) -> None:
        if speaker is None:
            return
        actor = self._named(speaker)
        if actor is None:
            return
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
        return None

    def _is_seconded(self, speaker: Speaker) -> bool:
        """An officer named with the service of a state and an office that names no organisation."""
        head, _, office = speaker.text.partition(",")
        if not office or not _RANKED.search(head):
            return False
        return self._catalogue.resolve(office, countries=self._countries) is None


def _last_name(speaker: Speaker) -> str:
    words = fold(speaker.name or "").split()
    return words[-1] if words else ""
