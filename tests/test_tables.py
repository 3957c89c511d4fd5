"""Tables: every file says who claims what, with which stance, and no cell is a formula."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
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
    Link,
    Origin,
    Review,
    ReviewState,
    River,
    SideWord,
    Stance,
)
from geo.tables import COLUMNS, KINDS, NOTICE, Export, claim_record, claim_row, export_bytes, kind_of
from geo.tables.rows import notes
from tests.factories import claim, placed, resolution, speaker, when

HOSTILE = '=cmd|"/c calc"!A1 {{7*191}} <img onerror=x> </script> `x`'


def an_export(*claims: Any, **more: Any) -> Export:
    document = Document.of("text", title=more.pop("title", "A report"), published=date(2018, 1, 15))
    return Export((document,), claims, datetime(2018, 2, 1, tzinfo=UTC), filters="2 of 2 claims", **more)


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
        "precision_km": 4.0,
    }
    assert record["when"]["start"] == "2018-01-01"
    assert record["conflicts"] == [{"claim": "b", "rule": "control and fighting", "kind": "fact"}]


def test_near_widens_the_precision() -> None:
    near = placed(claim(places=(resolution(near=True),)))
    assert claim_record(near)["places"][0]["precision_km"] == 12.0


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
    assert properties["extent_shape"]["geometry"]["type"] == "MultiPolygon"


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


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_result_is_a_file_too(kind: str) -> None:
    assert export_bytes(an_export(), kind)


def test_an_unknown_kind_names_the_kinds_there_are() -> None:
    with pytest.raises(InputError, match=r"'docx' file; choose one of geojson, csv"):
        export_bytes(an_export(), "docx")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("out.csv", "csv"),
        ("out.acled.csv", "acled.csv"),
        ("a.b.TimeMap.JSON", "timemap.json"),
        ("claims.json", "json"),
    ],
)
def test_a_file_is_of_the_kind_its_name_ends_in(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize("name", ["claims.docx", "csv", "claims."])
def test_a_name_of_no_kind_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="choose one of geojson, csv, xlsx"):
        kind_of(name)


def test_a_row_has_every_column_in_its_order() -> None:
    row = claim_row(placed(), Document.of("x"))
    assert list(row) == list(COLUMNS)
    assert all(value is None or type(value) is COLUMNS[name] for name, value in row.items())


def test_a_row_says_what_the_map_draws() -> None:
    """A circle widened to reach its bank, an area without a radius, a place that is not drawn."""
    widened = Extent(ExtentKind.CIRCLE, rings=(((0, 0), (1, 0), (1, 1), (0, 0)),), radius_km=17.5)
    area = Extent(ExtentKind.AREA, rings=(((40.9, 34.0), (41.9, 34.0), (40.9, 35.0), (40.9, 34.0)),))
    precise = [
        claim_row(placed(extent=extent, at=at), Document.of("x"))["precision_km"]
        for extent, at in ((widened, (40.91, 34.45)), (area, (40.9, 34.0)), (None, None))
    ]
    assert precise == [17.5, 111.0, 4.0]
    assert claim_record(placed(extent=widened))["places"][0]["precision_km"] == 17.5


def test_rows_tell_stated_from_located_and_carried_from_mentioned() -> None:
    row = claim_row(placed(claim(places=(resolution(link=Link.CARRIED),)), call=STATED), Document.of("x"))
    assert (row["bank"], row["side_basis"], row["side_words"], row["place_bank"]) == (
        "left",
        "stated",
        "east",
        "right",
    )
    assert (row["place_link"], row["source_grade"], row["information_grade"]) == ("carried", "F", "6")


def test_claims_of_several_reports_keep_their_own() -> None:
    reports = (Document.of("One.", title="First"), Document.of("Two.", title="Second"))
    claims = [placed(replace(claim("Same."), id=d.id, document_id=d.id)) for d in reports]
    export = Export(reports, tuple(claims), datetime(2018, 2, 1, tzinfo=UTC))
    rows = csv.DictReader(io.StringIO(export_bytes(export, "csv").decode("utf-8-sig")))
    assert [row["source"] for row in rows] == ["First", "Second"]
    assert export.about()["source"] == "First; Second"


def test_of_many_reports_the_first_are_named() -> None:
    reports = tuple(Document.of(str(n), title=f"Report {n}") for n in range(8))
    assert Export(reports, (), datetime(2018, 2, 1, tzinfo=UTC)).about()["source"].endswith("; and 3 more")


def test_an_own_line_has_a_version_too() -> None:
    versions = set()
    for end in (2.0, 3.0):
        line = River("front", "Front", (), ((0.0, 0.0), (1.0, end)), source="the user's own line")
        versions.add(an_export(river=line).about()["boundary_version"])
    assert len(versions) == 2
    assert all(version.startswith("the user's own line; line ") for version in versions)


REVIEWED = Review(Origin.CORRECTED, ReviewState.CHECKED, "B2", '=HYPERLINK("x")', ("stance", "side"))


@pytest.mark.parametrize(
    ("review", "columns", "noted"),
    [
        (Review(), ("machine", "", "new", "", "F", "6"), ""),
        (
            REVIEWED,
            ("corrected", "stance side", "checked", REVIEWED.note, "B", "2"),
            "corrected by hand | checked",
        ),
        (Review(Origin.ADDED), ("added", "", "new", "", "F", "6"), "added by hand"),
    ],
)  # fmt: skip
def test_a_row_says_who_read_it_and_what_people_think_of_it(review, columns, noted):
    row = claim_row(placed(claim(review=review)), Document.of("x"))
    names = ("basis", "corrected", "review", "note", "source_grade", "information_grade")
    assert tuple(row[name] for name in names) == columns
    assert noted in notes(row)
    assert ("by hand" in notes(row)) is bool(noted)
