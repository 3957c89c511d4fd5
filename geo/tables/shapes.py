"""Tables with geometry: GeoJSON, GeoPackage, GeoParquet. A claim that is not on the map has none."""

from __future__ import annotations

import io
import json
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.model import Extent, PlacedClaim
from geo.tables.export import NOTICE, Export, clean, dump
from geo.tables.records import extent_record
from geo.tables.rows import COLUMNS, Row, rows_of

if TYPE_CHECKING:
    import geopandas
    import shapely

_DTYPES = {str: "str", bool: "boolean", int: "Int64", float: "float64"}
_BESIDE_EXTENT = (
    "id",
    "claim",
    "speaker",
    "stance",
    "negated",
    "kind",
    "bank",
    "extent",
    "extent_detail",
    "basis",
    "review",
)


def to_geojson(export: Export) -> bytes:
    """RFC 7946 FeatureCollection, one Feature a claim; geometry null where it is not on the map.

    The point lies inside the claim's extent on its bank; the extent itself is in the properties.
    """
    rows = zip(export.placed, rows_of(export), strict=True)
    features = [_feature(placed, row) for placed, row in rows]
    return dump({"type": "FeatureCollection", "thalweg": export.about(), "features": features})


def _feature(placed: PlacedClaim, row: Row) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": list(placed.position)} if placed.position else None
    properties = row | {"notice": NOTICE, "extent_shape": extent_record(placed.extent)}
    return {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": properties}


def to_gpkg(export: Export) -> bytes:
    """GeoPackage with the layers "claims" (points) and "extents" (what is drawn around them).

    What the file says of itself is in the metadata of both layers.
    """
    rows = rows_of(export)
    about = clean(export.about())
    drawn = [n for n, placed in enumerate(export.placed) if _outline(placed.extent) is not None]
    extents = _frame(
        [{name: rows[n][name] for name in _BESIDE_EXTENT} for n in drawn],
        [_outline(export.placed[n].extent) for n in drawn],
        _BESIDE_EXTENT,
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.gpkg"
        _add_layer(path, _claims_frame(export, rows), "claims", "Point", about)
        _add_layer(path, extents, "extents", "Unknown", about)
        _date(path, export)
        return path.read_bytes()


def _add_layer(
    path: Path, frame: geopandas.GeoDataFrame, layer: str, geometry: str, about: dict[str, str]
) -> None:
    frame.to_file(
        path,
        driver="GPKG",
        layer=layer,
        engine="pyogrio",
        geometry_type=geometry,
        mode="a" if path.exists() else "w",
        layer_metadata=about,
        layer_options={"IDENTIFIER": layer, "DESCRIPTION": f"{about['notice']}. {about['filters']}"},
    )


def _date(path: Path, export: Export) -> None:
    """The clock that GDAL read is set to when the file is said to be made."""
    made = export.made_utc.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    with sqlite3.connect(path) as book:
        book.execute("UPDATE gpkg_contents SET last_change = ?", (made,))
        book.execute("UPDATE gpkg_metadata_reference SET timestamp = ?", (made,))
    book.close()


def to_parquet(export: Export) -> bytes:
    """GeoParquet (WKB points, OGC:CRS84); what the file says of itself is key "thalweg" of its metadata."""
    import pyarrow.parquet

    first = io.BytesIO()
    _claims_frame(export, rows_of(export)).to_parquet(first, index=False)
    first.seek(0)
    table = pyarrow.parquet.read_table(first)
    about = json.dumps(clean(export.about()), ensure_ascii=False).encode()
    out = io.BytesIO()
    pyarrow.parquet.write_table(
        table.replace_schema_metadata({**(table.schema.metadata or {}), b"thalweg": about}), out
    )
    return out.getvalue()


def _claims_frame(export: Export, rows: Sequence[Row]) -> geopandas.GeoDataFrame:
    from shapely.geometry import Point

    points = [Point(placed.position) if placed.position else None for placed in export.placed]
    return _frame([row | {"notice": NOTICE} for row in rows], points, (*COLUMNS, "notice"))


def _frame(
    rows: Sequence[Row], shapes: Sequence[shapely.Geometry | None], columns: Sequence[str]
) -> geopandas.GeoDataFrame:
    """A frame with the same columns and types whatever the rows hold, and if there are none."""
    import geopandas
    import pandas

    data = {
        name: pandas.array([row[name] for row in rows], dtype=_DTYPES[COLUMNS.get(name, str)])
        for name in columns
    }
    return geopandas.GeoDataFrame(data, geometry=list(shapes), crs="OGC:CRS84")


def _outline(extent: Extent | None) -> shapely.Geometry | None:
    from shapely import MultiLineString, MultiPolygon, Polygon

    if extent is None:
        return None
    if extent.rings:
        return MultiPolygon([Polygon(ring) for ring in extent.rings])
    return MultiLineString(extent.lines) if extent.lines else None
