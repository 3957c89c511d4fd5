"""Claims as flat rows: the columns that every table has, in one order, whatever is known of a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from geo.banks import drawn_precision_km
from geo.filters import ORIGIN_WORDS
from geo.model import ActorRole, BankCall, Claim, Conflict, Document, Origin, PlacedClaim, Review, Role
from geo.tables.export import NOTICE, Export, clean

Row = dict[str, Any]

COLUMNS = {
    "id": str, "claim": str, "speaker": str, "speaker_role": str, "organisation": str, "passes_on": str,
    "attribution": str, "stance": str, "negated": bool, "kind": str,
    "actors_speaks": str, "actors_acts": str, "actors_acted_on": str, "actors_mentioned": str,
    "place": str, "place_as_written": str, "place_link": str, "country": str, "geonames_id": int,
    "place_source": str, "place_lat": float, "place_lon": float,
    "on_map": bool, "latitude": float, "longitude": float,
    "extent": str, "extent_detail": str, "precision_km": float,
    "bank": str, "side_basis": str, "side_words": str, "side_certainty": str, "place_bank": str,
    "distance_km": float,
    "event_from": str, "event_to": str, "event_words": str, "event_precision": str,
    "confidence": str, "may_conflict_with": str, "also_in": str,
    "source_grade": str, "information_grade": str,
    "basis": str, "corrected": str, "review": str, "note": str,
    "source": str, "publisher": str, "url": str, "published": str,
    "document": str, "text_start": int, "text_end": int, "verified": str,
}  # fmt: skip
"""Every column with the type of its values; a number, day or yes-or-no that is not known is None."""


def rows_of(export: Export) -> list[Row]:
    """One row a claim, in the export's order, none left out; every text such as a file can hold."""
    return [
        clean(claim_row(*pair, export.conflicts, export.also_in.get(pair[0].claim.id, "")))
        for pair in export.with_documents()
    ]


def claim_row(
    placed: PlacedClaim, document: Document, conflicts: Iterable[Conflict] = (), also_in: str = ""
) -> Row:
    """One claim in COLUMNS; empty text where nothing is known."""
    claim = placed.claim
    return {
        "id": claim.id,
        "claim": claim.text,
        **_speaker_columns(claim, document),
        "attribution": claim.attribution.kind.value,
        "stance": claim.stance.value,
        "negated": claim.negated,
        "kind": claim.type.value,
        **{f"actors_{role.value}": _names(claim.actors, role) for role in Role},
        **_place_columns(placed),
        **_map_columns(placed),
        **_side_columns(placed.call),
        "event_from": _day(claim.when.start),
        "event_to": _day(claim.when.end),
        "event_words": claim.when.text or "",
        "event_precision": claim.when.precision.value,
        "confidence": claim.confidence.value,
        "may_conflict_with": " ".join(
            c.b if c.a == claim.id else c.a for c in conflicts if claim.id in (c.a, c.b)
        ),
        "also_in": also_in,
        **_review_columns(claim.review),
        "source": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "published": _day(document.published),
        "document": document.id,
        "text_start": claim.span.start,
        "text_end": claim.span.end,
        "verified": "no: as reported",
    }


def about_columns(export: Export) -> dict[str, str]:
    """What a table says of itself beside each row; columns of the row itself are left to it."""
    return {key: value for key, value in clean(export.about()).items() if key not in COLUMNS}


def headline(row: Row) -> str:
    """Speaker and stance, to be read before the words: "Mara Venn (denied)"."""
    return f"{row['speaker']} ({stance_words(row)})"


def stance_words(row: Row) -> str:
    return f"{row['stance']}, negated" if row["negated"] else str(row["stance"])


def notes(row: Row) -> str:
    """A claim in one line that keeps speaker, stance and source, for formats without such columns."""
    said = f"{headline(row)}: “{row['claim']}”"
    source = " · ".join(filter(None, (row["source"], row["publisher"], row["published"])))
    by_hand = ORIGIN_WORDS[Origin(row["basis"])]
    state = row["review"] if row["review"] != "new" else ""
    return " | ".join(filter(None, (said, source, by_hand, state, NOTICE)))


def _speaker_columns(claim: Claim, document: Document) -> Row:
    source = claim.attribution.source
    return {
        "speaker": claim.attribution.speaker_label or document.publisher or "the report itself",
        "speaker_role": (source.role if source else None) or "",
        "organisation": claim.speaker.name if claim.speaker else "",
        "passes_on": claim.claimant.name if claim.claimant else "",
    }


def _place_columns(placed: PlacedClaim) -> Row:
    place = placed.place.place if placed.place else None
    return {
        "place": place.name if place else "",
        "place_as_written": placed.place.mention.text if placed.place else "",
        "place_link": placed.place.link.value if placed.place else "",
        "country": place.country if place else "",
        "geonames_id": place.geonames_id if place else None,
        "place_source": place.source if place else "",
        "place_lat": place.lat if place else None,
        "place_lon": place.lon if place else None,
    }


def _map_columns(placed: PlacedClaim) -> Row:
    extent, position = placed.extent, placed.position
    return {
        "on_map": position is not None,
        "latitude": position[1] if position else None,
        "longitude": position[0] if position else None,
        "extent": extent.kind.value if extent else "",
        "extent_detail": extent.detail if extent else "",
        "precision_km": drawn_precision_km(placed),
    }


def _side_columns(call: BankCall) -> Row:
    return {
        "bank": call.bank.value,
        "side_basis": call.basis.value,
        "side_words": call.words.value if call.words else "",
        "side_certainty": call.certainty.value if call.certainty else "",
        "place_bank": call.located.value if call.located else "",
        "distance_km": None if call.distance_km is None else round(call.distance_km, 2),
    }


def _review_columns(review: Review) -> Row:
    """`basis`: machine, corrected, added or table; `corrected`: what of it people set."""
    return {
        "source_grade": review.grade[:1],
        "information_grade": review.grade[1:],
        "basis": review.origin.value,
        "corrected": " ".join(review.changed),
        "review": review.state.value,
        "note": review.note,
    }


def _names(actors: Sequence[ActorRole], role: Role) -> str:
    return "; ".join(dict.fromkeys(a.actor.name for a in actors if a.role is role))


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
