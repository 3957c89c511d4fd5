"""What another reading of the same text reads otherwise: claims new, gone and changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo.model import Claim, Role


@dataclass(frozen=True, slots=True)
class Difference:
    """One claim of two readings. `before` None: new; `after` None: gone; else the `fields` that differ."""

    before: Claim | None
    after: Claim | None
    fields: tuple[str, ...] = ()


def differences(before: Sequence[Claim], after: Sequence[Claim]) -> tuple[Difference, ...]:
    """In text order. Claims are the same by id, else by the span of their words, else where most overlap."""
    pairs, gone = _paired(before, after)
    found = []
    for new in after:
        old = pairs.get(new.id)
        if old is None:
            found.append(Difference(None, new))
        elif fields := tuple(name for name, read in _READ.items() if read(old) != read(new)):
            found.append(Difference(old, new, fields))
    found += [Difference(old, None) for old in gone]
    return tuple(sorted(found, key=lambda one: (one.after or one.before).span))  # type: ignore[union-attr]


def _paired(before: Sequence[Claim], after: Sequence[Claim]) -> tuple[dict[str, Claim], list[Claim]]:
    left = {claim.id: claim for claim in before}
    pairs = {new.id: left.pop(new.id) for new in after if new.id in left}
    for new in after:
        if new.id in pairs:
            continue
        near = [old for old in left.values() if old.span.overlaps(new.span)]
        best = max(near, key=lambda old: _overlap(old, new), default=None)
        if best is not None and 2 * _overlap(best, new) >= min(len(best.span), len(new.span)):
            pairs[new.id] = left.pop(best.id)
    return pairs, list(left.values())


def _overlap(one: Claim, other: Claim) -> int:
    return min(one.span.end, other.span.end) - max(one.span.start, other.span.start)


_READ: dict[str, Callable[[Claim], object]] = {
    "words": lambda claim: (claim.span, claim.text),
    "speaker": lambda claim: (claim.attribution.speaker_label, claim.speaker and claim.speaker.id),
    "kind": lambda claim: claim.type,
    "stance": lambda claim: (claim.stance, claim.negated),
    "actors": lambda claim: {(r.actor.id, r.role) for r in claim.actors if r.role is not Role.MENTIONED},
    "place": lambda claim: {(r.place.name, r.place.lat, r.place.lon) for r in claim.places if r.place},
    "side": lambda claim: {(side.word, side.text) for side in claim.sides},
    "dates": lambda claim: (claim.when.start, claim.when.end),
}
