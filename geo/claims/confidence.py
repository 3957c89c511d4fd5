"""How sure a reading is: the measured precision of the rule that found the attribution."""

from __future__ import annotations

from geo.model import Attribution, AttributionKind, Confidence, Reason
from geo.text.attribution import tier_of

NARRATED_SCORE = 0.5
"""Neither sure nor unsure: no rule says that the narrator's sentence is a claim."""

FEWEST_CASES = 10
"""How often a rule must have been met for its precision to be told."""


def read_confidence(attribution: Attribution, text: str) -> tuple[Confidence, Reason]:
    """High, medium or low, with the reason in words."""
    if attribution.kind is AttributionKind.NARRATED:
        words = "the report's own words; no speaker is named"
        return Confidence.MEDIUM, Reason("confidence", NARRATED_SCORE, words)
    tier = tier_of(attribution, text)
    measured = tier.cases >= FEWEST_CASES
    share = f"right in {round(tier.precision * 100)} of 100 cases" if measured else "too rare to be measured"
    words = f"found by the rule “{attribution.rule}”, {share}"
    if tier.lowered:
        words += f"; counted one step lower for {' and '.join(tier.lowered)}"
    return Confidence(tier.name), Reason("confidence", tier.precision, words)
