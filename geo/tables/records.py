"""Claims as records: the claims command's JSON, and the whole of an export in that shape."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from geo.actors import is_people
from geo.banks import drawn_precision_km, precision_km
from geo.model import (
    ActorRole,
    Attribution,
    Bank,
    Basis,
    Claim,
    Conflict,
    Document,
    Extent,
    PlacedClaim,
    Resolution,
    SideWord,
    Span,
)
from geo.tables.export import Export, dump

_COMPASS_AND_BANK = {w for w in SideWord if w.value in {"west", "east", "north", "south", "left", "right"}}


def to_json(export: Export) -> bytes:
    """The claims in the claims command's shape, each with its words, document and what the map draws."""
    claims = [
        claim_record(placed, export.conflicts)
        | _beside(placed, document)
        | {"also_in": export.also_in.get(placed.claim.id, "")}
        for placed, document in export.with_documents()
    ]
    documents = [_document_record(document) for document in export.documents]
    return dump({"about": export.about(), "documents": documents, "claims": claims})


def _beside(placed: PlacedClaim, document: Document) -> dict[str, Any]:
    return {
        "text": placed.claim.text,
        "document": document.id,
        "speaker": placed.claim.attribution.speaker_label or document.publisher or None,
        "review": {
            "basis": placed.claim.review.origin.value,
            "corrected": list(placed.claim.review.changed),
            "state": placed.claim.review.state.value,
            "grade": placed.claim.review.grade,
            "note": placed.claim.review.note,
        },
        "position": list(placed.position) if placed.position else None,
        "extent": extent_record(placed.extent),
    }


def _document_record(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "published": _day(document.published),
    }


def extent_record(extent: Extent | None) -> dict[str, Any] | None:
    """What is drawn around a claim's pin, with its GeoJSON geometry."""
    if extent is None:
        return None
    shape: dict[str, Any] = {
        "kind": extent.kind.value,
        "radius_km": extent.radius_km,
        "detail": extent.detail,
    }
    if extent.rings:
        shape["geometry"] = {"type": "MultiPolygon", "coordinates": [[ring] for ring in extent.rings]}
    elif extent.lines:
        shape["geometry"] = {"type": "MultiLineString", "coordinates": extent.lines}
    return shape


def claim_record(placed: PlacedClaim, conflicts: Iterable[Conflict] = ()) -> dict[str, Any]:
    """One claim in the shape that the claims command promises."""
    claim = placed.claim
    return {
        "id": claim.id,
        "start": claim.span.start,
        "end": claim.span.end,
        "attribution": _attribution_record(claim.attribution, claim.speaker.id if claim.speaker else None),
        "type": claim.type.value,
        "negated": claim.negated,
        "stance": claim.stance.value,
        "actors": [_actor_record(claim, role) for role in claim.actors],
        "places": [_place_record(resolution, placed) for resolution in claim.places if resolution.place],
        "side": _side_record(placed),
        "when": {
            "text": claim.when.text,
            "start": _day(claim.when.start),
            "end": _day(claim.when.end),
            "precision": claim.when.precision.value,
        },
        "conflicts": [_conflict_record(claim.id, c) for c in conflicts if claim.id in (c.a, c.b)],
        "confidence": claim.confidence.value,
    }


def _attribution_record(attribution: Attribution, organisation: str | None) -> dict[str, Any]:
    source, cue = attribution.source, attribution.cue
    return {
        "kind": attribution.kind.value,
        "start": attribution.span.start,
        "end": attribution.span.end,
        "cue": {"start": cue.start, "end": cue.end} if cue else None,
        "source": source
        and {
            "text": source.text,
            "start": source.span.start,
            "end": source.span.end,
            "name": source.name,
            "role": source.role,
            "organisation": organisation,
        },
    }


def _actor_record(claim: Claim, role: ActorRole) -> dict[str, Any]:
    """A party by its name; people without one as the text calls them ("shopkeepers")."""
    span = role.span
    return {
        "id": role.actor.id,
        "name": (is_people(role.actor) and _written(claim, span)) or role.actor.name,
        "role": role.role.value,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }


def _written(claim: Claim, span: Span | None) -> str:
    """The words at a place of the text, where the claim or its speaker's mention holds them; else ""."""
    source = claim.attribution.source
    for text, whole in ((claim.text, claim.span), (source.text if source else "", source and source.span)):
        if span and whole and whole.start <= span.start and span.end <= whole.end:
            return " ".join(text[span.start - whole.start : span.end - whole.start].split())
    return ""


def _place_record(resolution: Resolution, placed: PlacedClaim) -> dict[str, Any]:
    place, mention = resolution.place, resolution.mention
    assert place is not None
    drawn = drawn_precision_km(placed) if resolution == placed.place else None
    return {
        "name": place.name,
        "mention": mention.text,
        "start": mention.span.start,
        "end": mention.span.end,
        "lat": place.lat,
        "lon": place.lon,
        "geonames_id": place.geonames_id,
        "kind": place.kind.value,
        "precision_km": precision_km(resolution) if drawn is None else drawn,
    }


def _side_record(placed: PlacedClaim) -> dict[str, Any]:
    call = placed.call
    located = call.basis in (Basis.LOCATED, Basis.CURATED)
    basis = Basis.NONE if call.bank is Bank.NONE else Basis.LOCATED if located else call.basis
    words = call.words if call.words in _COMPASS_AND_BANK else None
    return {
        "bank": call.bank.value,
        "words": words.value if words else None,
        "basis": basis.value,
        "distance_km": None if call.distance_km is None else round(call.distance_km, 2),
    }


def _conflict_record(own: str, conflict: Conflict) -> dict[str, str]:
    other = conflict.b if conflict.a == own else conflict.a
    return {"claim": other, "rule": conflict.rule, "kind": conflict.kind.value}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
