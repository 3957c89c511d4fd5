"""KML for globes: a placemark a claim, named by speaker and stance, unlike where the stance is unlike."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as Tree

from geo.escape import for_html
from geo.model import PlacedClaim, Ring, Stance
from geo.tables.export import Export, clean
from geo.tables.rows import Row, headline, notes, rows_of

_SPACE = "http://www.opengis.net/kml/2.2"
_PLAIN, _OTHER = "ff9a4a00", "ff3c3c8c"
"""Colours as KML has them: alpha, blue, green, red."""


def to_kml(export: Export) -> bytes:
    """KML 2.2, with every column as ExtendedData and what is drawn on the map as geometry.

    Only what is plainly asserted is filled. Globes read a description as HTML, so it is escaped as HTML too.
    """
    about = clean(export.about())
    root = Tree.Element("kml", xmlns=_SPACE)
    document = _add(root, "Document")
    _add(document, "name", about["source"] or "Thalweg")
    _add(document, "description", _as_html(f"{key}: {value}" for key, value in about.items()))
    for asserted in (True, False):
        _add_style(document, asserted=asserted)
    _add_data(document, about)
    for placed, row in zip(export.placed, rows_of(export), strict=True):
        _add_placemark(document, placed, row)
    Tree.indent(root, " ")
    content: bytes = Tree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content + b"\n"


def _add(parent: Tree.Element, tag: str, text: str | None = None, **attributes: str) -> Tree.Element:
    child = Tree.SubElement(parent, tag, attributes)
    child.text = text
    return child


def _add_style(document: Tree.Element, *, asserted: bool) -> None:
    style = _add(document, "Style", id="asserted" if asserted else "other")
    colour = _PLAIN if asserted else _OTHER
    _add(_add(style, "IconStyle"), "color", colour)
    _add(_add(style, "LineStyle"), "color", colour)
    area = _add(style, "PolyStyle")
    _add(area, "color", f"40{colour[2:]}")
    _add(area, "fill", "1" if asserted else "0")
    _add(_add(style, "BalloonStyle"), "text", "$[description]")


def _add_data(parent: Tree.Element, values: Row) -> None:
    extended = _add(parent, "ExtendedData")
    for name, value in values.items():
        if value is not None:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            _add(_add(extended, "Data", name=name), "value", text)


def _add_placemark(document: Tree.Element, placed: PlacedClaim, row: Row) -> None:
    mark = _add(document, "Placemark", id=f"claim-{row['id']}")
    asserted = placed.claim.stance is Stance.ASSERTED and not placed.claim.negated
    _add(mark, "name", headline(row))
    _add(mark, "Snippet", maxLines="0")
    _add(mark, "description", _as_html([notes(row)]))
    _add_time(mark, row)
    _add(mark, "styleUrl", "#asserted" if asserted else "#other")
    _add_data(mark, row)
    _add_shape(mark, placed)


def _add_time(mark: Tree.Element, row: Row) -> None:
    if row["event_from"] or row["event_to"]:
        span = _add(mark, "TimeSpan")
        for tag, day in (("begin", row["event_from"]), ("end", row["event_to"])):
            if day:
                _add(span, tag, day)


def _add_shape(mark: Tree.Element, placed: PlacedClaim) -> None:
    if placed.position is None:
        return
    shapes = _add(mark, "MultiGeometry")
    _add(_add(shapes, "Point"), "coordinates", _coordinates([placed.position]))
    if placed.extent is None:
        return
    for ring in placed.extent.rings:
        outer = _add(_add(shapes, "Polygon"), "outerBoundaryIs")
        _add(_add(outer, "LinearRing"), "coordinates", _coordinates(ring))
    for line in placed.extent.lines:
        _add(_add(shapes, "LineString"), "coordinates", _coordinates(line))


def _coordinates(points: Ring | list[tuple[float, float]]) -> str:
    return " ".join(f"{lon:.6f},{lat:.6f}" for lon, lat in points)


def _as_html(lines: Iterable[str]) -> str:
    """Text for a balloon, in which `$[name]` would be filled in."""
    return "<br>".join(for_html(line).replace("$[", "$&#91;").replace("\n", "<br>") for line in lines)
