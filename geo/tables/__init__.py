"""Claims as files for other programs. In: an Export. Out: the bytes of one of KINDS.

Every file carries the notice, the source, the boundary, the filters in words, the licences, the versions and
the time it was made. Every claim in it, on the map or not, carries speaker, source and stance. Texts come
out as they were written, but for signs that no file can hold; no cell of a spreadsheet is a formula.
"""

from __future__ import annotations

from geo.errors import InputError
from geo.tables.exchange import to_acled, to_jsonld, to_timemap
from geo.tables.export import NOTICE, Export
from geo.tables.placemarks import to_kml
from geo.tables.records import claim_record, to_json
from geo.tables.rows import COLUMNS, claim_row
from geo.tables.shapes import to_geojson, to_gpkg, to_parquet
from geo.tables.sheets import to_csv, to_xlsx

_WRITERS = {
    "geojson": to_geojson,
    "csv": to_csv,
    "xlsx": to_xlsx,
    "kml": to_kml,
    "gpkg": to_gpkg,
    "parquet": to_parquet,
    "timemap.json": to_timemap,
    "acled.csv": to_acled,
    "jsonld": to_jsonld,
    "json": to_json,
}
KINDS = tuple(_WRITERS)
"""The kinds of file, each by the ending of its name."""

__all__ = ["COLUMNS", "KINDS", "NOTICE", "Export", "claim_record", "claim_row", "export_bytes", "kind_of"]


def export_bytes(export: Export, kind: str) -> bytes:
    """The file of one of KINDS. InputError names the kinds there are."""
    writer = _WRITERS.get(kind)
    if writer is None:
        raise InputError(f"can't write a {kind!r} file; choose one of {', '.join(KINDS)}")
    return writer(export)


def kind_of(filename: str) -> str:
    """The kind that a file's name ends in, the longest that fits; InputError names the kinds there are."""
    fitting = [kind for kind in KINDS if filename.lower().endswith(f".{kind}")]
    if not fitting:
        _, dot, ending = filename.rpartition(".")
        raise InputError(
            f"can't write a {ending if dot else filename!r} file; choose one of {', '.join(KINDS)}"
        )
    return max(fitting, key=len)
