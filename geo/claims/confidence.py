"""How sure a reading is: the measured precision of the rule that found the attribution."""

from __future__ import annotations

from functools import cache
from typing import Any

from geo.claims.words import read_source
from geo.model import Attribution, AttributionKind, Confidence, Reason


@cache
def _rows() -> dict[str, Any]:
    return read_source("claims_confidence.toml")


def read_confidence(attribution: Attribution) -> tuple[Confidence, Reason]:
    """High, medium or low, with the reason in words."""
    rows = _rows()
    if attribution.kind is AttributionKind.NARRATED:
        return Confidence.MEDIUM, Reason("confidence", 0.5, "the report's own words; no speaker is named")
    rule = attribution.rule
    score = next((row["precision"] for row in rows["rule"] if row["part"] in rule), rows["otherwise"])
    tier = (
        Confidence.HIGH
        if score >= rows["high"]
        else Confidence.MEDIUM
        if score >= rows["medium"]
        else Confidence.LOW
    )
    return tier, Reason(
        "confidence", score, f"found by the rule “{rule}”, right in {round(score * 100)} of 100 cases"
    )
