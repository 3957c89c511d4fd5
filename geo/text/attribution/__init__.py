"""Attribution: who says what in a text.

Text comes in, attributions come out: source (speaker), cue and content, as Pareti's scheme (PARC, PolNeAR)
has them. The word lists are geo/data/sources/sayings.toml, titles.toml and speech_grammar.toml.
"""

from __future__ import annotations

from typing import Any

from geo.model import Attribution, Span
from geo.text.attribution.reader import find_attributions
from geo.text.attribution.speakers import describe_mention
from geo.text.attribution.tiers import TIERS, Tier, is_nested, rule_tiers, tier_of
from geo.text.attribution.words import cue_class

__all__ = [
    "TIERS",
    "Tier",
    "attribution_record",
    "cue_class",
    "describe_mention",
    "find_attributions",
    "is_nested",
    "rule_tiers",
    "tier_of",
]


def attribution_record(attribution: Attribution, text: str) -> dict[str, Any]:
    """An attribution as the `attributions` command prints it: plain values, Python string offsets."""
    span, source, cue = attribution.span, attribution.source, attribution.cue
    return {
        "start": span.start,
        "end": span.end,
        "spans": [[piece.start, piece.end] for piece in attribution.content],
        "cue": _offsets(cue) if cue else None,
        "speaker": {"text": source.text, **_offsets(source.span)} if source else None,
        "kind": str(attribution.kind),
    }


def _offsets(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
