"""How sure a rule is: its measured precision, as speech_rules.toml keeps it, and the tier that follows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geo.model import Attribution
from geo.text.attribution.words import cue_class, read_source

TIERS = ("high", "medium", "low")
_NESTED = ", nested"
_PARTICIPLE = "participle, "


@dataclass(frozen=True, slots=True)
class Tier:
    """How sure a reading is, and the measurement behind it."""

    name: str
    """ "high", "medium" or "low"."""
    precision: float
    """Share of the rule's attributions whose content an annotator marked, too."""
    cases: int
    lowered: tuple[str, ...] = ()
    """What takes one reading a step below its rule, in words."""


@cache
def rule_tiers() -> dict[str, Tier]:
    """The tier of every rule by its name; what comes on top of it, `tier_of` knows."""
    rules = read_source("speech_rules.toml")["rules"]
    return {name: Tier(row["tier"], row["precision"], row["cases"]) for name, row in rules.items()}


def tier_of(attribution: Attribution, text: str) -> Tier:
    """Tier of one attribution. Thoughts, plans, participles and speech within speech count one step less."""
    rule = attribution.rule
    base = rule_tiers().get(rule.removeprefix(_PARTICIPLE).removesuffix(_NESTED), Tier("low", 0.0, 0))
    cue = attribution.cue.of(text) if attribution.cue else ""
    weaker = cue_class(cue, rule=rule) in read_source("speech_rules.toml")["weaker_classes"]
    grounds = {
        "a participle": rule.startswith(_PARTICIPLE),
        "speech within speech": is_nested(attribution),
        f"the word “{cue}”": weaker,
    }
    lowered = tuple(words for words, holds in grounds.items() if holds)
    name = TIERS[min(TIERS.index(base.name) + len(lowered), 2)]
    return Tier(name, base.precision, base.cases, lowered)


def is_nested(attribution: Attribution) -> bool:
    """Whether an attribution stands inside another's quotation: "“He said no,” she said" holds one."""
    return attribution.rule.endswith(_NESTED)
