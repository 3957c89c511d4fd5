"""Claims as records and files: the claims command's JSON, GeoJSON, CSV, KML, GeoPackage.

Every file carries the notice, the source, the boundary, the filters in words, the credits and the time
it was made. Every claim in it carries speaker, source and stance. Text cells are safe in a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from geo import __version__
from geo.errors import InputError
from geo.escape import for_cell
from geo.model import (
    ActorRole,
    Attribution,
    Bank,
    Basis,
    Conflict,
    Document,
    Extent,
    Link,
    PlacedClaim,
    PlaceKind,
    Resolution,
    River,
    Role,
    SideWord,
)

NOTICE = "Claims as reported by named speakers; not verified"
KINDS = ("geojson", "csv", "kml", "gpkg", "json")
_COMPASS_AND_BANK = {w for w in SideWord if w.value in {"west", "east", "north", "south", "left", "right"}}
_PRECISION_KM = {
    PlaceKind.SETTLEMENT: 2.0,
    PlaceKind.ADMIN: 50.0,
    PlaceKind.RIVER: 1.0,
    PlaceKind.COUNTRY: 300.0,
    PlaceKind.REGION: 100.0,
    PlaceKind.OTHER: 5.0,
}
_NEAR_KM = 15.0


@dataclass(frozen=True, slots=True)
class Export:
    """What goes into one file. `made` comes from the caller: inside, nothing reads the clock."""

    document: Document
    placed: tuple[PlacedClaim, ...]
    made: datetime
    conflicts: tuple[Conflict, ...] = ()
    river: River | None = None
    filters: str = ""
    credits: tuple[str, ...] = field(default=())

    def about(self) -> dict[str, str]:
        """Where the content comes from, as flat text."""
        boundary = f"{self.river.name} ({self.river.source}, {self.river.licence})" if self.river else "none"
        source = " · ".join(filter(None, (self.document.title, self.document.publisher, self.document.url)))
        return {
            "notice": NOTICE,
            "source": source,
            "published": _day(self.document.published) or "",
            "boundary": boundary,
            "filters": self.filters,
            "credits": "; ".join(self.credits),
            "made": self.made.isoformat(timespec="seconds"),
            "version": f"Thalweg {__version__}",
        }


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
        "actors": [_actor_record(actor) for actor in claim.actors],
        "places": [_place_record(resolution) for resolution in claim.places if resolution.place],
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
            "organisation": organisation or source.organisation,
        },
    }


def _actor_record(actor: ActorRole) -> dict[str, Any]:
    span = actor.span
    return {
        "id": actor.actor.id,
        "name": actor.actor.name,
        "role": actor.role.value,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }


def _place_record(resolution: Resolution) -> dict[str, Any]:
    place, mention = resolution.place, resolution.mention
    assert place is not None
    return {
        "name": place.name,
        "mention": mention.text,
        "start": mention.span.start,
        "end": mention.span.end,
        "lat": place.lat,
        "lon": place.lon,
        "geonames_id": place.geonames_id,
        "kind": place.kind.value,
        "precision_km": precision_km(resolution),
    }


def precision_km(resolution: Resolution) -> float:
    """How far from the point the words may mean, in km."""
    if resolution.place is None:
        return _PRECISION_KM[PlaceKind.REGION]
    own = _PRECISION_KM[resolution.place.kind]
    return max(own, _NEAR_KM) if resolution.near else own


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


# ---------------------------------------------------------------- flat rows


def claim_row(placed: PlacedClaim, document: Document) -> dict[str, Any]:
    """One claim as flat columns, the same in every table; empty text where nothing is known."""
    claim, call = placed.claim, placed.call
    source = claim.attribution.source
    place = placed.place.place if placed.place else None
    return {
        "id": claim.id,
        "claim": claim.text,
        "speaker": claim.attribution.speaker_label or document.publisher or "the report",
        "speaker_role": (source.role if source else None) or "",
        "organisation": claim.speaker.name if claim.speaker else "",
        "attribution": claim.attribution.kind.value,
        "stance": claim.stance.value,
        "negated": claim.negated,
        "kind": claim.type.value,
        **{f"actors_{role.value}": _names(claim.actors, role) for role in Role},
        "place": place.name if place else "",
        "place_as_written": placed.place.mention.text if placed.place else "",
        "place_carried": bool(placed.place and placed.place.link is Link.CARRIED),
        "geonames_id": place.geonames_id if place else None,
        "place_lat": place.lat if place else None,
        "place_lon": place.lon if place else None,
        "precision_km": precision_km(placed.place) if placed.place else None,
        "bank": call.bank.value,
        "side_basis": call.basis.value,
        "side_words": call.words.value if call.words else "",
        "side_certainty": call.certainty.value if call.certainty else "",
        "distance_km": None if call.distance_km is None else round(call.distance_km, 2),
        "event_from": _day(claim.when.start) or "",
        "event_to": _day(claim.when.end) or "",
        "event_words": claim.when.text or "",
        "event_precision": claim.when.precision.value,
        "on_map": placed.position is not None,
        "confidence": claim.confidence.value,
        "source": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "published": _day(document.published) or "",
        "verified": "no: as reported",
    }


def _names(actors: Sequence[ActorRole], role: Role) -> str:
    return "; ".join(dict.fromkeys(a.actor.name for a in actors if a.role is role))


def _rows(export: Export) -> list[dict[str, Any]]:
    return [claim_row(placed, export.document) for placed in export.placed]


# ---------------------------------------------------------------- files


def to_json(export: Export) -> bytes:
    """The claims in the claims command's shape, with where they come from."""
    claims = [claim_record(placed, export.conflicts) for placed in export.placed]
    return _dump({"about": export.about(), "claims": claims})


def to_geojson(export: Export) -> bytes:
    """RFC 7946 FeatureCollection, one Feature a claim; geometry null where it is not on the map.

    The point lies inside the claim's extent on its bank; the extent itself is in the properties.
    """
    rows = zip(export.placed, _rows(export), strict=True)
    features = [_feature(placed, row) for placed, row in rows]
    return _dump({"type": "FeatureCollection", "thalweg": export.about(), "features": features})


def _feature(placed: PlacedClaim, row: dict[str, Any]) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": list(placed.position)} if placed.position else None
    properties = row | {"notice": NOTICE, "extent": _extent_record(placed.extent)}
    return {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": properties}


def _extent_record(extent: Extent | None) -> dict[str, Any] | None:
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


def to_csv(export: Export) -> bytes:
    """UTF-8 with a byte-order mark, so that spreadsheets read every script; no cell is a formula."""
    about, rows = export.about(), _rows(export)
    columns = [*rows[0], *about] if rows else [*about]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows({k: _cell(v) for k, v in (about | row).items()} for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    return for_cell(value) if isinstance(value, str) else value


def to_gpkg(export: Export) -> bytes:
    """GeoPackage with a layer "claims"; claims that are not on the map have no geometry."""
    return _through_gdal(export, driver="GPKG", suffix=".gpkg")


def to_kml(export: Export) -> bytes:
    """KML placemarks named by speaker and stance, the claim's words in the description."""
    return _through_gdal(export, driver="KML", suffix=".kml")


def _through_gdal(export: Export, *, driver: str, suffix: str) -> bytes:
    import geopandas
    from shapely.geometry import Point

    about = export.about()
    rows = [row | about for row in _rows(export)]
    if driver == "KML":
        rows = [{"Name": _headline(row), "Description": row["claim"], **row} for row in rows]
    points = [Point(placed.position) if placed.position else None for placed in export.placed]
    frame = geopandas.GeoDataFrame(rows, geometry=points, crs="EPSG:4326")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"claims{suffix}"
        frame.to_file(path, driver=driver, layer="claims", engine="pyogrio")
        return path.read_bytes()


def _headline(row: dict[str, Any]) -> str:
    negation = ", negated" if row["negated"] else ""
    return f"{row['speaker']} ({row['stance']}{negation})"


def _dump(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


_WRITERS = {"geojson": to_geojson, "csv": to_csv, "kml": to_kml, "gpkg": to_gpkg, "json": to_json}


def export_bytes(export: Export, kind: str) -> bytes:
    """The file of one of KINDS. InputError names the kinds there are."""
    writer = _WRITERS.get(kind)
    if writer is None:
        raise InputError(f"can't write a {kind!r} file; choose one of {', '.join(KINDS)}")
    return writer(export)
