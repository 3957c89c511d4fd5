"""Tables: every file says who claims what, with which stance, and no cell is a formula."""

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from geo.errors import InputError
from geo.model import (
    Bank,
    BankCall,
    Basis,
    Conflict,
    ConflictKind,
    Document,
    Extent,
    ExtentKind,
    SideWord,
    Stance,
)
from geo.tables import KINDS, NOTICE, Export, claim_record, claim_row, export_bytes
from tests.factories import claim, placed, resolution, speaker, when

HOSTILE = '=cmd|"/c calc"!A1 {{7*191}} <img onerror=x> </script> `x`'


def an_export(*claims: Any, **more: Any) -> Export:
    document = Document.of("text", title=more.pop("title", "A report"), published=date(2018, 1, 15))
    return Export(document, claims, datetime(2018, 2, 1, tzinfo=UTC), filters="2 of 2 claims", **more)


STATED = BankCall(Bank.LEFT, Basis.STATED, words=SideWord.EAST, located=Bank.RIGHT)


@pytest.mark.parametrize(
    ("call", "side"),
    [
        (STATED, {"bank": "left", "words": "east", "basis": "stated", "distance_km": None}),
        (BankCall(Bank.RIGHT, Basis.CURATED, distance_km=0.456), ("right", None, "located", 0.46)),
        (BankCall(Bank.ON_RIVER, Basis.STATED, words=SideWord.ON_RIVER), ("on_river", None, "stated", None)),
        (BankCall(Bank.NONE, Basis.STATED, words=SideWord.WEST), ("none", "west", "none", None)),
    ],
)
def test_record_of_a_side(call: BankCall, side: Any) -> None:
    wanted = side if isinstance(side, dict) else dict(zip(STATED_KEYS, side, strict=True))
    assert claim_record(placed(call=call))["side"] == wanted


STATED_KEYS = ("bank", "words", "basis", "distance_km")


def test_record_names_speaker_place_time_and_conflict() -> None:
    one = placed(
        claim(source=speaker("she", name="Mara Venn"), when=when("2018-01-01", "2018-01-07"), id="a")
    )
    record = claim_record(one, [Conflict("a", "b", "control and fighting", ConflictKind.FACT)])
    assert record["attribution"]["source"] == {
        "text": "she",
        "start": 0,
        "end": 3,
        "name": "Mara Venn",
        "role": None,
        "organisation": "us-led-coalition",
    }
    assert record["places"][0] | {"start": 0} == {
        "name": "Abu Kamal",
        "mention": "Abu Kamal",
        "start": 0,
        "end": 9,
        "lat": 34.45226,
        "lon": 40.91854,
        "geonames_id": 174448,
        "kind": "settlement",
        "precision_km": 2.0,
    }
    assert record["when"]["start"] == "2018-01-01"
    assert record["conflicts"] == [{"claim": "b", "rule": "control and fighting", "kind": "fact"}]


def test_near_widens_the_precision() -> None:
    near = placed(claim(places=(resolution(near=True),)))
    assert claim_record(near)["places"][0]["precision_km"] == 15.0


def test_narrator_speaks_as_the_publisher() -> None:
    document = Document.of("x", publisher="The Ferry Post")
    assert claim_row(placed(claim(source=None)), document)["speaker"] == "The Ferry Post"


def test_geojson_keeps_claims_that_are_not_on_the_map() -> None:
    extent = Extent(ExtentKind.CIRCLE, rings=(((0, 0), (1, 0), (1, 1), (0, 0)),), radius_km=5)
    content = export_bytes(an_export(placed(extent=extent), placed(claim("Elsewhere."), at=None)), "geojson")
    collection = json.loads(content)
    assert [f["geometry"] and f["geometry"]["coordinates"] for f in collection["features"]] == [
        [40.91, 34.45],
        None,
    ]
    assert collection["thalweg"]["notice"] == NOTICE
    assert collection["thalweg"]["filters"] == "2 of 2 claims"
    properties = collection["features"][0]["properties"]
    assert (properties["speaker"], properties["stance"], properties["notice"]) == (
        "Mara Venn",
        "asserted",
        NOTICE,
    )
    assert properties["extent"]["geometry"]["type"] == "MultiPolygon"


def test_csv_has_no_formula_and_loses_nothing() -> None:
    one = placed(claim(HOSTILE, source=speaker("@speaker"), stance=Stance.DENIED))
    content = export_bytes(an_export(one, title="+title"), "csv").decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(content)))
    assert row["claim"] == "'" + HOSTILE
    assert row["speaker"] == "'@speaker"
    assert row["stance"] == "denied"
    assert row["source"] == "'+title"
    assert row["notice"] == NOTICE
    assert not [value for value in row.values() if value.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("kind", ["gpkg", "kml"])
def test_gdal_reads_back_claim_for_claim(kind: str, tmp_path: Path) -> None:
    import geopandas

    path = tmp_path / f"claims.{kind}"
    path.write_bytes(export_bytes(an_export(placed(claim(HOSTILE)), placed(claim("Two."), at=None)), kind))
    frame = geopandas.read_file(path, layer="claims")
    assert list(frame["claim"]) == [HOSTILE, "Two."]
    assert set(frame["speaker"]) == {"Mara Venn"}
    assert set(frame["notice"]) == {NOTICE}


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_result_is_a_file_too(kind: str) -> None:
    assert export_bytes(an_export(), kind)


def test_an_unknown_kind_names_the_kinds_there_are() -> None:
    with pytest.raises(InputError, match=r"'docx' file; choose one of geojson, csv"):
        export_bytes(an_export(), "docx")
