"""Who is claimed to have done what, on which side: counts of claims by actor, role and bank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geo.filters.keeping import apply, speaker_key, speaker_name
from geo.model import Actor, Bank, Filter, PlacedClaim, Role, Stance


@dataclass(frozen=True, slots=True)
class Tally:
    """Claims in one cell; `against` of them deny, doubt, or say that it is not so."""

    claims: int = 0
    against: int = 0


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor in one role: claims by bank. `total` counts every claim once."""

    actor: Actor
    banks: Mapping[Bank, Tally]
    total: Tally


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One speaker, by the key and name that filters use; `organisation` None where none is known."""

    key: str
    name: str
    organisation: Actor | None
    total: Tally


def actor_rows(wanted: Filter, placed: Sequence[PlacedClaim], role: Role) -> tuple[ActorRow, ...]:
    """Every actor that the claims put into `role`, most claims first.

    Of the filter everything counts but side, actor and role, which are what the table offers to choose.
    """
    open_filter = replace(wanted, banks=frozenset(), actor="", role=None)
    held: dict[str, list[PlacedClaim]] = {}
    actors: dict[str, Actor] = {}
    for claim in apply(open_filter, placed):
        for actor in {
            entry.actor.id: entry.actor for entry in claim.claim.actors if entry.role is role
        }.values():
            actors.setdefault(actor.id, actor)
            held.setdefault(actor.id, []).append(claim)
    rows = [ActorRow(actors[key], _by_bank(claims), _tally(claims)) for key, claims in held.items()]
    return tuple(sorted(rows, key=lambda row: (-row.total.claims, row.actor.name)))


def speaker_rows(wanted: Filter, placed: Sequence[PlacedClaim]) -> tuple[SpeakerRow, ...]:
    """Every speaker with the party spoken for, those of one party together, most claims first."""
    held: dict[str, list[PlacedClaim]] = {}
    for claim in apply(replace(wanted, speaker=""), placed):
        held.setdefault(speaker_key(claim.claim), []).append(claim)
    rows = [
        SpeakerRow(key, speaker_name(claims[0].claim), _spoken_for(claims), _tally(claims))
        for key, claims in held.items()
    ]
    sizes = Counter[str]()
    for row in rows:
        sizes[_party(row)] += row.total.claims
    return tuple(
        sorted(rows, key=lambda row: (-sizes[_party(row)], _party(row), -row.total.claims, row.name))
    )


def _party(row: SpeakerRow) -> str:
    return row.organisation.name if row.organisation else ""


def _spoken_for(claims: Sequence[PlacedClaim]) -> Actor | None:
    return next((claim.claim.speaker for claim in claims if claim.claim.speaker), None)


def _by_bank(claims: Sequence[PlacedClaim]) -> dict[Bank, Tally]:
    return {
        bank: tally
        for bank in Bank
        if (tally := _tally([claim for claim in claims if claim.call.bank is bank])).claims
    }


def _tally(claims: Sequence[PlacedClaim]) -> Tally:
    return Tally(len(claims), sum(_is_against(claim) for claim in claims))


def _is_against(placed: PlacedClaim) -> bool:
    return placed.claim.negated or placed.claim.stance in (Stance.DENIED, Stance.DOUBTED)
