"""Claims in the shapes that other tools of the field read: TimeMap, tables like ACLED's, schema.org Claim.

Their fields have no room for who says so, and how: speaker, stance and source go into the words, too.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from geo.model import Document, PlacedClaim, PlaceKind, Precision, Role, text_id
from geo.tables.export import NOTICE, Export, dump
from geo.tables.rows import Row, about_columns, notes, rows_of, stance_words
from geo.tables.sheets import write_csv

# ---------------------------------------------------------------- TimeMap


def to_timemap(export: Export) -> bytes:
    """TimeMap's events, associations and sources; every value a text, days as MM/DD/YYYY, its own default."""
    rows = rows_of(export)
    associations = {a["id"]: a for row in rows for a in _associations(row)}
    return dump(
        {
            "about": export.about(),
            "events": [_event(row) for row in rows],
            "associations": list(associations.values()),
            "sources": [_timemap_source(document) for document in export.documents],
        }
    )


def _event(row: Row) -> dict[str, Any]:
    near = f"within about {row['precision_km']:g} km" if row["precision_km"] is not None else ""
    event = {
        "id": row["id"],
        "description": notes(row),
        "date": _us_day(row["event_from"]),
        "time": "",
        "time_precision": row["event_precision"],
        "time_display": row["event_words"],
        "location": row["place"],
        "type": row["kind"],
        "category": row["kind"],
        "associations": [a["id"] for a in _associations(row)],
        "sources": [row["document"]],
        "comments": "; ".join(
            filter(None, (f"side: {row['bank']} ({row['side_basis']})", near, *_basis(row)))
        ),
    }
    if row["on_map"]:
        event |= {"latitude": f"{row['latitude']:.6f}", "longitude": f"{row['longitude']:.6f}"}
    return event


def _basis(row: Row) -> list[str]:
    """Who read the claim, and what people think of it."""
    grade = f"{row['source_grade']}{row['information_grade']}"
    said = [f"basis: {row['basis']}", f"review: {row['review']}", f"grade: {grade}"]
    return [*said, f"note: {row['note']}"] if row["note"] else said


def _associations(row: Row) -> list[dict[str, Any]]:
    """What a reader of a TimeMap may filter by."""
    names = [
        ("Kind", row["kind"]),
        ("Stance", stance_words(row)),
        ("Speaker", row["speaker"]),
        ("Side", row["bank"]),
        ("Basis", row["basis"]),
        ("Review", row["review"]),
        *(("Actor", name) for role in Role for name in row[f"actors_{role.value}"].split("; ") if name),
    ]
    return [
        {
            "id": text_id(group, name),
            "title": name,
            "desc": "",
            "mode": "FILTER",
            "filter_paths": [group, name],
        }
        for group, name in dict.fromkeys(names)
    ]


def _timemap_source(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "author": document.publisher,
        "url": document.url,
        "date": _us_day(document.published.isoformat() if document.published else ""),
        "type": "article",
        "paths": [],
        "description": NOTICE,
    }


def _us_day(day: str) -> str:
    return date.fromisoformat(day).strftime("%m/%d/%Y") if day else ""


# ---------------------------------------------------------------- like ACLED

_ACLED_COLUMNS = (
    "event_id", "event_date", "event_date_end", "year", "time_precision", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "actor2", "assoc_actor_2", "country", "location", "latitude", "longitude",
    "geo_precision", "source", "source_url", "notes", "speaker", "organisation", "stance", "negated", "kind",
    "bank", "side_basis", "precision_km", "extent", "confidence", "source_grade", "information_grade",
    "verified", "basis", "corrected", "review", "note",
)  # fmt: skip
_SAME = (
    "speaker", "organisation", "stance", "negated", "kind", "bank", "side_basis", "precision_km", "extent",
    "confidence", "source_grade", "information_grade", "verified", "country", "latitude", "longitude",
    "basis", "corrected", "review", "note",
)  # fmt: skip
_TIME_PRECISION = {
    Precision.DAY: 1,
    Precision.WEEK: 2,
    Precision.MONTH: 3,
    Precision.YEAR: 3,
    Precision.OPEN: 3,
}


def to_acled(export: Export) -> bytes:
    """CSV with the columns that users of ACLED know. It is no ACLED data: a row is a claim, not an event.

    time_precision: 1 the day is named, 2 the week, 3 less. geo_precision: 1 the town is named, 2 near it or
    a stretch or district, 3 a province or more. Empty where the claim has no time or place.
    """
    about = about_columns(export)
    rows = [
        _acled_row(placed, row) | about for placed, row in zip(export.placed, rows_of(export), strict=True)
    ]
    return write_csv([*_ACLED_COLUMNS, *about], rows)


def _acled_row(placed: PlacedClaim, row: Row) -> Row:
    when = placed.claim.when
    kind, sub = _event_types()[row["kind"]]
    actors = [row["actors_acts"].split("; "), row["actors_acted_on"].split("; ")]
    return {name: row[name] for name in _SAME} | {
        "event_id": row["id"],
        "event_date": row["event_from"],
        "event_date_end": row["event_to"],
        "year": when.start.year if when.start else None,
        "time_precision": _TIME_PRECISION.get(when.precision) if when.start or when.end else None,
        "event_type": kind,
        "sub_event_type": sub,
        "actor1": actors[0][0],
        "assoc_actor_1": "; ".join(actors[0][1:]),
        "actor2": actors[1][0],
        "assoc_actor_2": "; ".join(actors[1][1:]),
        "location": row["place"],
        "geo_precision": geo_precision(placed),
        "source": row["publisher"] or row["source"],
        "source_url": row["url"],
        "notes": notes(row),
    }


def geo_precision(placed: PlacedClaim) -> int | None:
    """1 for a named town or site, 2 for near it, a reach of the river or a district, 3 for more."""
    resolution = placed.place
    if resolution is None or resolution.place is None:
        return None
    place = resolution.place
    wide = place.kind in (PlaceKind.REGION, PlaceKind.COUNTRY) or place.feature_code == "ADM1"
    if wide:
        return 3
    exact = place.kind in (PlaceKind.SETTLEMENT, PlaceKind.OTHER) and not resolution.near
    return 1 if exact else 2


@cache
def _event_types() -> dict[str, tuple[str, str]]:
    source = files("geo.data") / "sources" / "exchange_acled.toml"
    kinds = tomllib.loads(source.read_text(encoding="utf-8"))["kinds"]
    return {kind: (names[0], names[1]) for kind, names in kinds.items()}


# ---------------------------------------------------------------- schema.org


def to_jsonld(export: Export) -> bytes:
    """A schema.org Dataset whose parts are Claims; what it lacks, such as the stance, is thalweg:stance."""
    about = export.about()
    parts = [_claim_node(placed, row) for placed, row in zip(export.placed, rows_of(export), strict=True)]
    return dump(
        {
            "@context": ["https://schema.org/", {"thalweg": "urn:thalweg:"}],
            "@type": "Dataset",
            "name": about["source"],
            "description": f"{about['notice']}. {about['filters']}",
            "license": about["licence"],
            "dateCreated": about["made"],
            "creator": {
                "@type": "SoftwareApplication",
                "name": "Thalweg",
                "softwareVersion": about["version"],
            },
            **{
                f"thalweg:{key}": about[key]
                for key in ("boundary", "boundary_version", "gazetteer", "grades")
            },
            "hasPart": parts,
        }
    )


def _claim_node(placed: PlacedClaim, row: Row) -> dict[str, Any]:
    article = {
        "@type": "NewsArticle",
        "headline": row["source"],
        "publisher": {"@type": "Organization", "name": row["publisher"]} if row["publisher"] else None,
        "url": row["url"],
        "datePublished": row["published"],
        "identifier": row["document"],
    }
    actors = [name for role in Role for name in row[f"actors_{role.value}"].split("; ")]
    node = {
        "@type": "Claim",
        "@id": f"urn:thalweg:claim:{row['id']}",
        "text": row["claim"],
        "author": _author(placed, row),
        "appearance": _filled(article),
        "about": [{"@type": "Organization", "name": name} for name in dict.fromkeys(actors) if name],
        "contentLocation": _location(row),
        "temporalCoverage": _coverage(row),
        "creativeWorkStatus": NOTICE,
    }
    own = ("stance", "negated", "kind", "attribution", "bank", "side_basis", "extent", "precision_km",
           "confidence", "source_grade", "information_grade", "event_words", "event_precision",
           "basis", "corrected", "review", "note")  # fmt: skip
    return _filled(node | {f"thalweg:{name}": row[name] for name in own})


def _author(placed: PlacedClaim, row: Row) -> dict[str, Any]:
    """A person speaks for an organisation; without a named source the publisher does."""
    if placed.claim.attribution.source is None:
        return {"@type": "Organization", "name": row["speaker"]}
    employer = {"@type": "Organization", "name": row["organisation"]} if row["organisation"] else None
    person = {"@type": "Person", "name": row["speaker"], "jobTitle": row["speaker_role"]}
    return _filled(person | {"affiliation": employer})


def _location(row: Row) -> dict[str, Any] | None:
    if not row["place"] and not row["on_map"]:
        return None
    geo = {"@type": "GeoCoordinates", "latitude": row["latitude"], "longitude": row["longitude"]}
    place = {"@type": "Place", "name": row["place"], "geo": geo if row["on_map"] else None}
    same = f"https://sws.geonames.org/{row['geonames_id']}/" if row["geonames_id"] else ""
    return _filled(place | {"sameAs": same})


def _coverage(row: Row) -> str:
    """ISO 8601: a day, an interval, or one open at an end."""
    since, until = row["event_from"], row["event_to"]
    if not since and not until:
        return ""
    return str(since) if since == until else f"{since or '..'}/{until or '..'}"


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value not in (None, "", [])}
