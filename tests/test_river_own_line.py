"""A boundary of one's own: what is read, and the sentence for every file that is refused."""

import json

import pytest

from geo.errors import InputError
from geo.model import Bank
from geo.river import locate_banks, read_own_line, read_pasted_line


def geojson(kind: str, coordinates: object, **more: object) -> bytes:
    return json.dumps({"type": kind, "coordinates": coordinates, **more}).encode()


LINE = [[40.0, 35.0], [40.0, 34.0]]
MERCATOR = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}}
WGS84 = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}}

READ = [
    ("a line", geojson("LineString", LINE), 2),
    ("with heights", geojson("LineString", [[40, 35, 200], [40, 34, 210]]), 2),
    ("a repeated point", geojson("LineString", [LINE[0], LINE[0], LINE[1]]), 2),
    ("a byte order mark", b"\xef\xbb\xbf" + geojson("LineString", LINE), 2),
    ("WGS 84 by name", geojson("LineString", LINE, **WGS84), 2),
    ("parts in any order", geojson("MultiLineString", [[[40, 34], [40, 33]], LINE]), 3),
    (
        "a collection",
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {"type": "Feature", "properties": {}, "geometry": json.loads(geojson("LineString", LINE))}
                ],
            }
        ).encode(),
        2,
    ),
]


@pytest.mark.parametrize(("_", "payload", "points"), READ)
def test_a_line_is_read_in_its_direction(_: str, payload: bytes, points: int) -> None:
    river = read_own_line(payload, name="Front")
    assert (river.name, len(river.line), river.line[0]) == ("Front", points, (40.0, 35.0))
    assert locate_banks([39.5], [34.5], river).bank(0) is Bank.RIGHT


REFUSED = [
    ("empty", b"", "not JSON"),
    ("not text", b"\xff\xfe\x00\x01", "not UTF-8"),
    ("not JSON", b"<kml/>", "not JSON"),
    ("a list", b"[1, 2]", "no GeoJSON"),
    ("no type", b"{}", "without a type"),
    ("too large", b" " * 5_000_001, "5,000,001 bytes"),
    ("too deep", b"[" * 5000 + b"]" * 5000, "deep"),
    ("a polygon", geojson("Polygon", [[*LINE, [41, 34], LINE[0]]]), "Polygon"),
    ("a point", geojson("Point", LINE[0]), "Point"),
    ("no geometry", b'{"type": "Feature", "geometry": null}', "without a type"),
    ("no features", b'{"type": "FeatureCollection", "features": 3}', "list of features"),
    ("no coordinates", geojson("LineString", None), "list of coordinates"),
    ("words", geojson("LineString", [["a", "b"], [1, 2]]), "no position"),
    ("truths", geojson("LineString", [[True, False], [1, 2]]), "no position"),
    ("not finite", b'{"type": "LineString", "coordinates": [[NaN, 1], [2, 3]]}', "finite"),
    ("huge", b'{"type": "LineString", "coordinates": [[1e999, 1], [2, 3]]}', "finite"),
    ("a huge whole", geojson("LineString", [[10**400, 1], [2, 3]]), "finite"),
    ("one point", geojson("LineString", [LINE[0]]), "two different points"),
    ("one point twice", geojson("LineString", [LINE[0], LINE[0]]), "two different points"),
    ("swapped", geojson("LineString", [[35, 140], [34, 140]]), "swapped"),
    ("metres", geojson("LineString", [[4452779, 4163881], [4452779, 4028802]]), "metres"),
    ("another system", geojson("LineString", LINE, **MERCATOR), "EPSG::3857"),
    ("an odd system", geojson("LineString", LINE, crs=7), "coordinate system None"),
    ("crossing itself", geojson("LineString", [[0, 0], [2, 2], [2, 0], [0, 2]]), "itself"),
    ("closed", geojson("LineString", [[0, 0], [1, 0], [1, 1], [0, 0]]), "closed"),
    ("two lines apart", geojson("MultiLineString", [LINE, [[50, 1], [51, 2]]]), "2 lines"),
    ("across the date line", geojson("LineString", [[179, 0], [-179, 1]]), "date line"),
    ("at the pole", geojson("LineString", [[0, 80], [0, 89]]), "pole"),
    ("too many points", geojson("LineString", [[i / 1e4, 0] for i in range(100_001)]), "100,001 points"),
]


@pytest.mark.parametrize(("_", "payload", "words"), REFUSED)
def test_what_is_no_boundary_is_refused_with_its_reason(_: str, payload: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_own_line(payload)


SIDE_NAMES = [
    (("Hill side", "Plain side"), ("Hill side", "Plain side")),
    ((" Hill\n side\u202e ", "{{7*7}} <b>"), ("Hill side", "{{7*7}} <b>")),
    (("SDF · left", "x" * 200), ("SDF - left", "x" * 40)),
    (("", " "), None),
]


@pytest.mark.parametrize(("given", "kept"), SIDE_NAMES)
def test_side_names_are_one_visible_line_each(given, kept) -> None:
    assert read_own_line(geojson("LineString", LINE), sides=given).sides == kept


@pytest.mark.parametrize(
    ("given", "words"), [(("Hill side", ""), "both sides or neither"), (("Same", "same"), "different names")]
)
def test_side_names_that_tell_nothing_apart_are_refused(given, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_own_line(geojson("LineString", LINE), sides=given)


def test_names_in_the_file_are_used_where_none_are_given() -> None:
    about = {"name": "Ceasefire line", "left": "North", "right": "South", "n": 3}
    geometry = json.loads(geojson("LineString", LINE))
    payload = json.dumps({"type": "Feature", "properties": about, "geometry": geometry}).encode()
    assert read_own_line(payload).sides == ("North", "South")
    assert read_own_line(payload, name="Line A", sides=("Hill", "Plain")).name == "Line A"


PASTED = [
    ("40, 35\n40, 34", False),
    ("40 35\n\n40 34\n", False),
    ("35; 40\n34; 40", True),
    (geojson("LineString", LINE).decode(), False),
]


@pytest.mark.parametrize(("text", "lat_first"), PASTED)
def test_points_can_be_pasted(text: str, lat_first: bool) -> None:
    assert read_pasted_line(text, lat_first=lat_first).line == ((40.0, 35.0), (40.0, 34.0))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("40, 35", "two different points"),
        ("40, 35\nfourty, 34", "row 2, 'fourty, 34'"),
        ("40, 35, 3\n40, 34", "row 1"),
        ("35, 140\n34, 140", "swapped"),
        ("nan, 1\n2, 3", "finite"),
        ("0 0\n2 2\n2 0\n0 2", "itself"),
    ],
)
def test_pasted_points_that_are_no_line_are_refused(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_pasted_line(text)
