"""Every kind of table, opened by a reader that is not ours, and compared claim for claim with the Filter."""

import csv
import io
import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

import geopandas
import openpyxl
import pyarrow.parquet
import pyogrio
import pytest

from geo import __version__, filters
from geo.cases import load_samples
from geo.conflicts import find_conflicts
from geo.escape import for_file
from geo.filters import ORIGIN_WORDS, REVIEW_WORDS
from geo.model import (
    Bank,
    Document,
    Extent,
    ExtentKind,
    Filter,
    Origin,
    PlacedClaim,
    Review,
    ReviewState,
    Role,
    Stance,
)
from geo.pipeline import place_claims, read_document, suggest_river
from geo.river import load_river
from geo.tables import COLUMNS, KINDS, NOTICE, Export, export_bytes
from tests.factories import COALITION, MILITIA, claim, place, placed, resolution, speaker

MADE = datetime(2018, 2, 1, 12, 30, tzinfo=UTC)
KML = "{http://www.opengis.net/kml/2.2}"

HOSTILE = [
    '=cmd|"/c calc"!A1',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\ufeff=1+1",
    "＝1+1",
    "two cells; =1+1",
    'two cells;"=1+1"',
    "two\t=cells",
    "two lines\n=1+1",
    "<img src=x onerror=alert(1)> </script> & ]]> <![CDATA[",
    "{{ 7*191 }} {% x %} {# y",
    "$[name] `x` \\ ' \"",
    "نهر الفرات \u202e abc \u202c Євфрат 幼發拉底河 🛶",
    "\x00NUL \x07bell \x1b[31m \x7f \ud800 half \uffff",
    "_x0041_ _x000D_",
    "line\r\nbreak",
    "\u2028 \u2029 \x85",
    "a" * 40_000,
]


# ---------------------------------------------------------------- readers of the kinds

Read = list[dict[str, Any]]


def read_csv(content: bytes, _: Path) -> Read:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return [{key: unquoted(value) for key, value in row.items()} for row in rows]


def unquoted(value: str) -> str:
    """As it was before the escape for cells; an apostrophe that does not stand before a formula stays."""
    start = re.sub(r"\A'(?=[\t\r\n]|[\s\ufeff]*[=+\-@＝＋－＠])", "", value)
    return re.sub(r"(?<=[;\t\r\n])'(?=[ \ufeff\"]*[=+\-@＝＋－＠])", "", start)


def read_xlsx(content: bytes, _: Path) -> Read:
    book = openpyxl.load_workbook(io.BytesIO(content))
    head, *rows = book["claims"].iter_rows(values_only=True)
    return [dict(zip(head, ("" if v is None else v for v in row), strict=True)) for row in rows]


def read_frame(frame: geopandas.GeoDataFrame) -> Read:
    rows: Read = frame.drop(columns="geometry").to_dict("records")
    shapes = [None if shape is None or shape.is_empty else shape for shape in frame.geometry]
    return [row | {"geometry": shape} for row, shape in zip(rows, shapes, strict=True)]


def read_gdal(ending: str) -> Callable[[bytes, Path], Read]:
    def read(content: bytes, folder: Path) -> Read:
        path = folder / f"out.{ending}"
        path.write_bytes(content)
        layer = None if ending == "geojson" else "claims"
        return read_frame(pyogrio.read_dataframe(path, layer=layer))

    return read


def read_parquet(content: bytes, folder: Path) -> Read:
    return read_frame(geopandas.read_parquet(io.BytesIO(content)))


def read_kml(content: bytes, _: Path) -> Read:
    marks = Tree.fromstring(content).iter(f"{KML}Placemark")
    return [
        {d.get("name"): d.findtext(f"{KML}value") or "" for d in mark.iter(f"{KML}Data")} for mark in marks
    ]


def read_timemap(content: bytes, _: Path) -> Read:
    whole = json.loads(content)
    names = {a["id"]: tuple(a["filter_paths"]) for a in whole["associations"]}
    rows = []
    for event in whole["events"]:
        paths = [names[one] for one in event["associations"]]
        stance = dict(paths)["Stance"]
        rows.append(
            {
                "id": event["id"],
                "claim": event["description"].split(": “", 1)[1].rsplit("” | ", 1)[0],
                "speaker": dict(paths)["Speaker"],
                "stance": stance.split(",")[0],
                "negated": stance.endswith("negated"),
                "bank": dict(paths)["Side"],
            }
        )
    return rows


def read_acled(content: bytes, folder: Path) -> Read:
    rows = read_csv(content, folder)
    return [
        row | {"id": row["event_id"], "claim": unquoted(row["notes"].split(": “", 1)[1].rsplit("” | ", 1)[0])}
        for row in rows
    ]


def read_jsonld(content: bytes, _: Path) -> Read:
    return [
        {
            "id": part["@id"].rpartition(":")[2],
            "claim": part["text"],
            "speaker": part["author"]["name"],
            **{name: part[f"thalweg:{name}"] for name in ("stance", "negated", "bank")},
        }
        for part in json.loads(content)["hasPart"]
    ]


def read_json(content: bytes, _: Path) -> Read:
    return [
        record | {"claim": record["text"], "bank": record["side"]["bank"]}
        for record in json.loads(content)["claims"]
    ]


READERS: dict[str, Callable[[bytes, Path], Read]] = {
    "geojson": read_gdal("geojson"),
    "csv": read_csv,
    "xlsx": read_xlsx,
    "kml": read_kml,
    "gpkg": read_gdal("gpkg"),
    "parquet": read_parquet,
    "timemap.json": read_timemap,
    "acled.csv": read_acled,
    "jsonld": read_jsonld,
    "json": read_json,
}


def as_read(kind: str, export: Export, folder: Path) -> list[tuple[str, ...]]:
    """Id, claim, speaker, stance, negated and bank of each claim, as a foreign reader gives them."""
    rows = READERS[kind](export_bytes(export, kind), folder)
    return [
        tuple(
            str(row[name]).lower() if name == "negated" else str(row[name])
            for name in ("id", "claim", "speaker", "stance", "negated", "bank")
        )
        for row in rows
    ]


def as_kept(claims: tuple[PlacedClaim, ...]) -> list[tuple[str, ...]]:
    return [
        (
            one.claim.id,
            one.claim.text,
            one.claim.attribution.speaker_label or "The Post",
            one.claim.stance.value,
            str(one.claim.negated).lower(),
            one.call.bank.value,
        )
        for one in claims
    ]


# ---------------------------------------------------------------- claim for claim


@pytest.fixture(scope="module")
def sample() -> tuple[Document, tuple[PlacedClaim, ...], Any]:
    document = load_samples()[0].document
    claims = read_document(document)
    river = load_river(suggest_river(claims) or "")
    return document, place_claims(claims, river), river


FILTERS = [
    Filter(),
    Filter(banks=frozenset({Bank.LEFT})),
    Filter(banks=frozenset({Bank.NONE, Bank.RIGHT}), stances=frozenset({Stance.ASSERTED})),
    Filter(role=Role.SPEAKS, actor="us-led-coalition"),
    Filter(words="zebra"),
]


@pytest.mark.parametrize("wanted", FILTERS, ids=["all", "left", "right-or-none", "actor", "words"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_holds_what_the_filter_keeps(sample: Any, wanted: Filter, kind: str, tmp_path: Path) -> None:
    document, claims, river = sample
    kept = tuple(filters.apply(wanted, claims))
    document = Document.of(document.text, title=document.title, publisher="The Post")
    export = Export((document,), kept, MADE, find_conflicts(claims), river, total=len(claims))
    assert as_read(kind, export, tmp_path) == as_kept(kept)


def test_the_filters_of_this_test_keep_claims_on_and_off_the_map(sample: Any) -> None:
    counts = [len(list(filters.apply(wanted, sample[1]))) for wanted in FILTERS]
    assert counts[0] > max(counts[1:]) > min(counts[1:4]) > counts[4] == 0
    assert {one.position is None for one in sample[1]} == {True, False}


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "parquet"])
def test_claims_stand_where_the_map_draws_them(sample: Any, kind: str, tmp_path: Path) -> None:
    _, claims, river = sample
    rows = READERS[kind](export_bytes(Export((), claims, MADE, river=river), kind), tmp_path)
    points = [row["geometry"] and (row["geometry"].x, row["geometry"].y) for row in rows]
    assert points == [one.position for one in claims]


def test_kml_draws_the_point_and_its_extent(sample: Any) -> None:
    _, claims, river = sample
    root = Tree.fromstring(export_bytes(Export((), claims, MADE, river=river), "kml"))
    for mark, one in zip(root.iter(f"{KML}Placemark"), claims, strict=True):
        rings = len(one.extent.rings) if one.extent else 0
        assert len(list(mark.iter(f"{KML}Point"))) == (one.position is not None)
        assert len(list(mark.iter(f"{KML}Polygon"))) == rings
        plain = one.claim.stance is Stance.ASSERTED and not one.claim.negated
        assert mark.findtext(f"{KML}styleUrl") == ("#asserted" if plain else "#other")


def test_gdal_opens_kml(sample: Any, tmp_path: Path) -> None:
    path = tmp_path / "out.kml"
    path.write_bytes(export_bytes(Export((), sample[1], MADE), "kml"))
    frame = pyogrio.read_dataframe(path, layer=0)
    assert len(frame) == len(sample[1])
    on_map = sum(one.position is not None for one in sample[1])
    assert sum(shape is not None and not shape.is_empty for shape in frame.geometry) == on_map


def test_gpkg_has_the_extents_in_a_layer_of_their_own(sample: Any, tmp_path: Path) -> None:
    _, claims, river = sample
    path = tmp_path / "out.gpkg"
    path.write_bytes(export_bytes(Export((), claims, MADE, river=river), "gpkg"))
    assert [name for name, _ in pyogrio.list_layers(path)] == ["claims", "extents"]
    extents = pyogrio.read_dataframe(path, layer="extents")
    drawn = [one.claim.id for one in claims if one.extent and (one.extent.rings or one.extent.lines)]
    assert list(extents["id"]) == drawn
    assert not extents.geometry.is_empty.any()


# ---------------------------------------------------------------- who read it, and what people think of it

REVIEWS = {
    "machine": Review(),
    "corrected": Review(Origin.CORRECTED, ReviewState.CHECKED, "B2", "seen", ("stance",)),
    "added": Review(Origin.ADDED, ReviewState.DISPUTED),
    "table": Review(Origin.TABLE, ReviewState.WITHDRAWN),
}


def bases(kind: str, content: bytes, folder: Path) -> list[tuple[str, str]]:
    """Where each claim is from and its state, as a file of that kind says it."""
    if kind == "json":
        reviews = [one["review"] for one in json.loads(content)["claims"]]
        return [(one["basis"], one["state"]) for one in reviews]
    if kind == "jsonld":
        parts = json.loads(content)["hasPart"]
        return [(one["thalweg:basis"], one["thalweg:review"]) for one in parts]
    if kind in ("acled.csv", "timemap.json"):
        told = (
            [row["notes"] for row in read_csv(content, folder)]
            if kind == "acled.csv"
            else [event["description"] for event in json.loads(content)["events"]]
        )
        return [(_named(one, ORIGIN_WORDS, "machine"), _named(one, REVIEW_WORDS, "new")) for one in told]
    return [(row["basis"], row["review"]) for row in READERS[kind](content, folder)]


def _named(text: str, words: dict[Any, str], usual: str) -> str:
    parts = text.split(" | ")
    return next((value.value for value, word in words.items() if word in parts), usual)


@pytest.mark.parametrize("kind", KINDS)
def test_machine_corrected_and_added_claims_are_told_apart(kind: str, tmp_path: Path) -> None:
    claims = tuple(
        placed(
            claim(name, source=speaker("Mara Venn"), places=(resolution(place()),), id=name, review=review)
        )
        for name, review in REVIEWS.items()
    )
    export = Export((Document.of("x"),), claims, MADE)
    said = bases(kind, export_bytes(export, kind), tmp_path)
    assert said == [(name, review.state.value) for name, review in REVIEWS.items()]


# ---------------------------------------------------------------- hostile text


def hostile_claim(text: str) -> PlacedClaim:
    at = resolution(place(text[:60]))
    return placed(claim(text, source=speaker(text[:60]), places=(at,), id="one"))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda t: ascii(t)[:24])
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_comes_out_as_written(kind: str, text: str, tmp_path: Path) -> None:
    document = Document.of("x", title=text[:60], publisher=text[:60], url=text[:60])
    export = Export((document,), (hostile_claim(text),), MADE, filters=text)
    (row,) = as_read(kind, export, tmp_path)
    limit = 32_700 if kind == "xlsx" else None
    assert breaks(row[1])[:limit] == breaks(for_file(text))[:limit]
    assert breaks(row[2]) == breaks(for_file(text[:60]))


def breaks(text: str) -> str:
    """XML and text readers know one line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("kind", ["csv", "acled.csv"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_of_a_csv_is_a_formula(kind: str, separator: str) -> None:
    """Read naively as well: by a program that splits at semicolons or tabs and knows no quotation marks."""
    claims = tuple(hostile_claim(text) for text in HOSTILE)
    documents = (Document.of("x", title="=1+1", url="@x"),)
    content = export_bytes(Export(documents, claims, MADE, filters="-2"), kind).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=separator))
    if separator != ",":
        rows += [line.split(separator) for line in re.split(r"\r\n|\r|\n", content)]
    cells = [cell.lstrip(' \ufeff"') for row in rows for cell in row]
    assert len(cells) > len(HOSTILE)
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "＝", "\t", "\r"))]
    assert not [cell for cell in cells if cell.startswith("-") and not re.fullmatch(r"-[\d.]+", cell)]


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    claims = tuple(hostile_claim(text) for text in HOSTILE)
    export = Export((Document.of("x", title="=1+1", url="@x"),), claims, MADE, filters="=1+1")
    book = openpyxl.load_workbook(io.BytesIO(export_bytes(export, "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    texts = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(tuple("=+-@"))]
    assert len(texts) > 5
    assert all(cell.quotePrefix for cell in texts)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
@pytest.mark.parametrize(("kind", "separator"), [("xlsx", 44), ("csv", 44), ("csv", 59), ("acled.csv", 9)])
def test_libreoffice_finds_no_formula(kind: str, separator: int, tmp_path: Path) -> None:
    """Also where its list separator is another: 44 is the comma, 59 the semicolon, 9 the tab."""
    texts = [text for text in HOSTILE if len(text) < 1_000]
    export = Export((Document.of("x", title="=1+1"),), tuple(map(hostile_claim, texts)), MADE, filters="=1+1")
    (tmp_path / f"in.{kind}").write_bytes(export_bytes(export, kind))
    options = [f"--infilter=CSV:{separator},34,76,1"] if kind.endswith("csv") else []
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", "--headless", home, *options, "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    command += ["--outdir", str(tmp_path / "out"), str(tmp_path / f"in.{kind}")]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    (made,) = (tmp_path / "out").iterdir()
    cells = [cell for sheet in openpyxl.load_workbook(made) for row in sheet.iter_rows() for cell in row]
    assert len(cells) > len(texts)
    formulas = {cell.value for cell in cells if cell.data_type == "f"}
    assert formulas <= {"=TRUE()", "=FALSE()"}, "so LibreOffice writes yes and no"


def test_a_globe_shows_text_as_text() -> None:
    """Descriptions are read as HTML, and $[name] in a balloon is filled in: neither is left standing."""
    claims = tuple(hostile_claim(text) for text in HOSTILE)
    root = Tree.fromstring(export_bytes(Export((), claims, MADE, filters="<b>$[id]"), "kml"))
    shown = "".join(d.text or "" for d in root.iter(f"{KML}description")).replace("<br>", "")
    assert "<" not in shown
    assert "$[" not in shown
    assert "&lt;img src=x" in shown


def test_too_long_a_cell_says_that_it_is_cut() -> None:
    export = Export((), (hostile_claim("a" * 40_000),), MADE)
    (row,) = read_xlsx(export_bytes(export, "xlsx"), Path())
    assert len(row["claim"]) == 32_767
    assert row["claim"].endswith("cut: a cell holds no more)")


# ---------------------------------------------------------------- what a file says of itself

ABOUT = (
    "notice",
    "filters",
    "claims",
    "boundary",
    "boundary_version",
    "gazetteer",
    "licence",
    "made",
    "version",
)


def about_csv(content: bytes, _: Path) -> dict[str, str]:
    return next(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def about_xlsx(content: bytes, _: Path) -> dict[str, str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    about = {row[0]: row[1] for row in book["about"].iter_rows(values_only=True)}
    for name in ABOUT:
        assert f"{name}: {about[name]}" in str(book.properties.description)
    assert book.properties.created == MADE.replace(tzinfo=None)
    return about


def about_gpkg(content: bytes, folder: Path) -> dict[str, str]:
    path = folder / "out.gpkg"
    path.write_bytes(content)
    for layer in ("claims", "extents"):
        assert pyogrio.read_info(path, layer=layer)["layer_metadata"]["notice"] == NOTICE
    with sqlite3.connect(path) as book:
        changed = {row[0] for row in book.execute("SELECT last_change FROM gpkg_contents")}
    assert changed == {"2018-02-01T12:30:00.000Z"}
    metadata: dict[str, str] = pyogrio.read_info(path, layer="claims")["layer_metadata"]
    return metadata


def about_kml(content: bytes, _: Path) -> dict[str, str]:
    document = Tree.fromstring(content)[0]
    data = document.find(f"{KML}ExtendedData")
    assert data is not None
    return {d.get("name", ""): d.findtext(f"{KML}value") or "" for d in data}


def about_parquet(content: bytes, _: Path) -> dict[str, str]:
    metadata = pyarrow.parquet.read_schema(io.BytesIO(content)).metadata
    assert json.loads(metadata[b"geo"])["columns"]["geometry"]["encoding"] == "WKB"
    about: dict[str, str] = json.loads(metadata[b"thalweg"])
    return about


def about_jsonld(content: bytes, _: Path) -> dict[str, str]:
    whole = json.loads(content)
    own = {key.removeprefix("thalweg:"): value for key, value in whole.items()}
    notice, filtered = whole["description"].split(". ", 1)
    renamed = {"notice": notice, "filters": filtered, "claims": f"{len(whole['hasPart'])} of 3"}
    return (
        own
        | renamed
        | {
            "licence": whole["license"],
            "made": whole["dateCreated"],
            "version": whole["creator"]["softwareVersion"],
        }
    )


ABOUT_READERS: dict[str, Callable[[bytes, Path], dict[str, str]]] = {
    "geojson": lambda content, _: json.loads(content)["thalweg"],
    "csv": about_csv,
    "xlsx": about_xlsx,
    "kml": about_kml,
    "gpkg": about_gpkg,
    "parquet": about_parquet,
    "timemap.json": lambda content, _: json.loads(content)["about"],
    "acled.csv": about_csv,
    "jsonld": about_jsonld,
    "json": lambda content, _: json.loads(content)["about"],
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_says_where_it_comes_from(kind: str, tmp_path: Path) -> None:
    export = Export(
        (Document.of("x", title="A report", publisher="The Post"),),
        (placed(),),
        MADE,
        river=load_river("Euphrates"),
        filters="1 of 3 claims · east bank",
        credits=("Places: GeoNames (CC BY 4.0)",),
        total=3,
    )
    about = ABOUT_READERS[kind](export_bytes(export, kind), tmp_path)
    assert about["notice"] == NOTICE
    assert about["filters"] == "1 of 3 claims · east bank"
    assert about["claims"] == "1 of 3"
    assert about["boundary"] == "Euphrates"
    assert re.fullmatch(r"GSHHG [\d.]+ .*; line [0-9a-f]{12}", about["boundary_version"])
    assert re.fullmatch(r"GeoNames and hand-kept places, 20\d\d, sha256 [0-9a-f]{12}", about["gazetteer"])
    assert "CC BY 4.0" in about["licence"]
    assert "LGPL" in about["licence"]
    assert about["made"] == "2018-02-01T12:30:00Z"
    assert about["version"] == f"Thalweg {__version__}"


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_input_gives_the_same_bytes(kind: str) -> None:
    export = Export((Document.of("x"),), (placed(), placed(claim("Two."), at=None)), MADE)
    assert export_bytes(export, kind) == export_bytes(export, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_no_claim_is_no_reason_to_fail(kind: str, tmp_path: Path) -> None:
    assert as_read(kind, Export((), (), MADE), tmp_path) == []


@pytest.mark.parametrize("kind", ["gpkg", "parquet"])
def test_columns_do_not_depend_on_the_claims(kind: str, tmp_path: Path) -> None:
    """So that a file of nothing and a file of everything can be put together."""
    types = []
    for claims in ((), (placed(),), (placed(claim(places=()), Bank.NONE, at=None),)):
        content = export_bytes(Export((), claims, MADE), kind)
        if kind == "parquet":
            schema = pyarrow.parquet.read_schema(io.BytesIO(content))
            types.append([(field.name, str(field.type)) for field in schema])
        else:
            path = tmp_path / f"{len(claims)}.gpkg"
            path.write_bytes(content)
            info = pyogrio.read_info(path, layer="claims")
            types.append(list(zip(info["fields"], info["ogr_types"], strict=True)))
    assert types[0] == types[1] == types[2]


# ---------------------------------------------------------------- the shapes of other tools


def test_timemap_has_the_keys_its_schema_knows(sample: Any) -> None:
    """Every value a text, coordinates in pairs or not at all, every id that is named is there."""
    document, claims, river = sample
    whole = json.loads(export_bytes(Export((document,), claims, MADE, river=river), "timemap.json"))
    known = {
        "id", "description", "date", "time", "time_precision", "time_display", "location", "latitude",
        "longitude", "type", "category", "associations", "sources", "comments",
    }  # fmt: skip
    associations = {one["id"] for one in whole["associations"]}
    sources = {one["id"] for one in whole["sources"]}
    for event in whole["events"]:
        assert set(event) <= known
        assert ("latitude" in event) == ("longitude" in event)
        assert all(isinstance(event[key], str) for key in set(event) - {"associations", "sources"})
        assert set(event["associations"]) <= associations
        assert set(event["sources"]) <= sources
        assert re.fullmatch(r"(\d\d/\d\d/\d{4})?", event["date"])
        assert NOTICE in event["description"]
    assert all(set(one) >= {"id", "title", "mode"} for one in whole["associations"])


@pytest.mark.parametrize(
    ("one", "geo"),
    [
        (placed(), "1"),
        (placed(claim(places=(resolution(near=True),))), "2"),
        (placed(claim(places=(resolution(place(feature_class="A", feature_code="ADM2")),))), "2"),
        (placed(claim(places=(resolution(place(feature_class="A", feature_code="ADM1")),))), "3"),
        (placed(claim(places=(resolution(place(feature_class="A", feature_code="PCLI")),))), "3"),
        (placed(claim(places=()), at=None), ""),
    ],
)
def test_geo_precision_as_in_acled(one: PlacedClaim, geo: str) -> None:
    (row,) = read_csv(export_bytes(Export((), (one,), MADE), "acled.csv"), Path())
    assert row["geo_precision"] == geo


def test_acled_columns_keep_who_says_so() -> None:
    acting = ((COALITION, Role.ACTS), (MILITIA, Role.ACTS), (MILITIA, Role.ACTED_ON))
    one = placed(claim("No boats crossed.", actors=acting, stance=Stance.DENIED))
    document = Document.of("x", title="A report", publisher="The Post", url="https://example.org/a")
    (row,) = read_csv(export_bytes(Export((document,), (one,), MADE), "acled.csv"), Path())
    assert (row["actor1"], row["assoc_actor_1"], row["actor2"]) == (
        "US-led Coalition",
        "River Guard",
        "River Guard",
    )
    assert (row["source"], row["source_url"], row["speaker"]) == (
        "The Post",
        "https://example.org/a",
        "Mara Venn",
    )
    assert row["notes"].startswith("Mara Venn (denied): “No boats crossed.”")
    assert (row["event_date"], row["time_precision"], row["year"]) == ("", "", "")


def test_jsonld_parts_are_claims_with_an_author_and_where_they_appeared(sample: Any) -> None:
    document, claims, river = sample
    whole = json.loads(export_bytes(Export((document,), claims, MADE, river=river), "jsonld"))
    assert (whole["@context"][0], whole["@type"]) == ("https://schema.org/", "Dataset")
    for part in whole["hasPart"]:
        assert part["@type"] == "Claim"
        assert part["author"]["name"]
        assert part["appearance"]["@type"] == "NewsArticle"
        assert part["thalweg:stance"] in {stance.value for stance in Stance}
    located = [part for part in whole["hasPart"] if "geo" in part.get("contentLocation", {})]
    assert len(located) == sum(one.position is not None for one in claims)


def test_a_workbook_is_opened_at_its_claims_with_days_as_days() -> None:
    book = openpyxl.load_workbook(io.BytesIO(export_bytes(Export((), (placed(),), MADE), "xlsx")))
    assert book.sheetnames == ["claims", "about"]
    assert book["claims"].freeze_panes == "C2"
    assert [cell.value for cell in book["claims"][1]] == list(COLUMNS)


def test_an_extent_without_a_point_on_land_is_written_too() -> None:
    reach = Extent(ExtentKind.REACH, lines=(((40.0, 34.0), (40.5, 34.5)),), radius_km=20.0)
    export = Export((), (placed(extent=reach),), MADE)
    (feature,) = json.loads(export_bytes(export, "geojson"))["features"]
    assert feature["properties"]["extent_shape"]["geometry"]["type"] == "MultiLineString"
    assert feature["properties"]["precision_km"] == 20.0
