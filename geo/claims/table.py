"""Claims that somebody wrote down in a table: taken as given, told apart from claims that were read.

Such a table is a document like any other, in a plain form: a first line that says so, a line of fields, a
line for each claim, its cells between " | ". So it is kept, exported and hashed as a text; every claim points
to its characters in it. Only a place without a point is looked up, and a date in words read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo.actors import ActorCatalogue
from geo.claims.reading import with_ids
from geo.errors import InputError
from geo.model import (
    NO_TIME,
    Actor,
    ActorRole,
    Attribution,
    AttributionKind,
    Claim,
    ClaimType,
    Confidence,
    Document,
    Mention,
    MentionKind,
    Origin,
    Place,
    Precision,
    Reason,
    Resolution,
    Review,
    Role,
    SideWord,
    Span,
    Speaker,
    Stance,
    StatedSide,
    TimeSpan,
)
from geo.text.dates import find_dates

FIRST_LINE = "Claims from a table"
RULE = "from a table"
FIELDS = (
    "speaker", "organisation", "words", "place", "lat", "lon", "date", "until", "stance", "negated", "side",
    "kind", "actor", "target", "source",
)  # fmt: skip
_BETWEEN = " | "
_TRUE, _FALSE = ("yes", "true", "1", "y", "x", "negated"), ("no", "false", "0", "n", "")
_REASON = Reason("table", 1.0, "taken from a table as given; nothing was read from the words")


class TableError(InputError):
    """A row that can't be taken as a claim."""


@dataclass(frozen=True, slots=True)
class _Cell:
    span: Span
    text: str


_NONE = _Cell(Span(0, 0), "")
_Row = Mapping[str, _Cell]


def table_text(rows: Sequence[Mapping[str, str]]) -> str:
    """The document of these claims. TableError for a row without words, or with a value that can't be."""
    for row in rows:
        _check(row)
    fields = [field for field in FIELDS if any(row.get(field, "").strip() for row in rows)]
    lines = (_BETWEEN.join(_plain(row.get(field, "")) for field in fields) for row in rows)
    return "\n".join([FIRST_LINE, _BETWEEN.join(fields), *lines])


def is_table(text: str) -> bool:
    """Whether a document is one that `table_text` made."""
    if not text.startswith(f"{FIRST_LINE}\n"):
        return False
    header = text[len(FIRST_LINE) + 1 :].split("\n", 1)[0].split(_BETWEEN)
    return "words" in header and set(header) <= set(FIELDS) and len(set(header)) == len(header)


def place_spans(text: str) -> tuple[Span, ...]:
    """Where the names of places stand in a table that have no point of their own."""
    return tuple(row["place"].span for row in _rows(text) if row["place"].text and _point(row) is None)


def read_table(
    document: Document, resolutions: Sequence[Resolution], catalogue: ActorCatalogue
) -> tuple[Claim, ...]:
    """The claims of a table, in its order. `resolutions` are those of `place_spans`."""
    found = {resolution.mention.span: resolution for resolution in resolutions}
    return with_ids([_claim(document, row, found, catalogue) for row in _rows(document.text)])


# ---------------------------------------------------------------- from rows to text


def _check(row: Mapping[str, str]) -> None:
    if not any(sign.isalnum() for sign in row.get("words", "")):
        raise TableError("there are no words of a claim in it")
    for field, allowed in (("stance", Stance), ("kind", ClaimType), ("side", _SIDES)):
        value = _name(row.get(field, ""))
        if value and value not in [str(one) for one in allowed]:
            raise TableError(
                f"its {field} is {row[field][:40]!r}; give {', '.join(str(one) for one in allowed)}"
            )
    if _name(row.get("negated", "")) not in (*_TRUE, *_FALSE):
        raise TableError(f"its negated is {row['negated'][:40]!r}; give yes or no")
    lat, lon = row.get("lat", "").strip(), row.get("lon", "").strip()
    if (lat or lon) and _lonlat(lat, lon) is None:
        raise TableError(f"lat {lat[:20]!r}, lon {lon[:20]!r} is no point on earth")


_SIDES = tuple(word.value for word in SideWord if word not in (SideWord.OTHER, SideWord.SAME))


def _plain(cell: str) -> str:
    """A cell in one line, without the sign between cells."""
    return " ".join(cell.split()).replace("|", "¦")


def _name(value: str) -> str:
    return re.sub(r"[\s-]+", "_", value.strip().lower())


# ---------------------------------------------------------------- from text to claims


def _rows(text: str) -> list[_Row]:
    if not is_table(text):
        return []
    start = len(FIRST_LINE) + 1
    header, _, body = text[start:].partition("\n")
    fields, start = header.split(_BETWEEN), start + len(header) + 1
    rows = []
    for line in body.split("\n"):
        row = _row(fields, line, start)
        start += len(line) + 1
        if row["words"].text:
            rows.append(row)
    return rows


def _row(fields: Sequence[str], line: str, start: int) -> _Row:
    cells = dict.fromkeys(FIELDS, _NONE)
    for field, cell in zip(fields, line.split(_BETWEEN), strict=False):
        cells[field] = _Cell(Span(start, start + len(cell)), cell)
        start += len(cell) + len(_BETWEEN)
    return cells


def _claim(
    document: Document, row: _Row, found: Mapping[Span, Resolution], catalogue: ActorCatalogue
) -> Claim:
    speaker = _party(row["organisation"], catalogue) or _known(row["speaker"], catalogue)
    source = _speaker(row)
    kind = AttributionKind.INDIRECT if source else AttributionKind.NARRATED
    return Claim(
        id="",
        document_id=document.id,
        attribution=Attribution((row["words"].span,), kind, source, None, RULE),
        span=row["words"].span,
        text=row["words"].text,
        type=ClaimType(_valid(row["kind"].text, tuple(ClaimType)) or ClaimType.OTHER),
        negated=_name(row["negated"].text) in _TRUE,
        stance=Stance(_valid(row["stance"].text, tuple(Stance)) or Stance.ASSERTED),
        actors=_actors(row, speaker, catalogue),
        places=_places(row, found),
        when=_when(row, document.published),
        sides=_sides(row["side"]),
        speaker=speaker,
        confidence=Confidence.HIGH,
        reasons=(_REASON,),
        review=Review(origin=Origin.TABLE),
    )


def _valid(value: str, allowed: Sequence[str]) -> str:
    name = _name(value)
    return name if name in allowed else ""


def _speaker(row: _Row) -> Speaker | None:
    who = row["speaker"] if row["speaker"].text else row["organisation"]
    if not who.text:
        return None
    return Speaker(who.span, who.text, name=who.text, organisation=row["organisation"].text or None)


def _party(cell: _Cell, catalogue: ActorCatalogue) -> Actor | None:
    return (catalogue.resolve(cell.text) or catalogue.unknown(cell.text)) if cell.text else None


def _known(cell: _Cell, catalogue: ActorCatalogue) -> Actor | None:
    """A speaker who is a party itself; a person of no known party speaks for nobody."""
    return catalogue.resolve(cell.text) if cell.text else None


def _actors(row: _Row, speaker: Actor | None, catalogue: ActorCatalogue) -> tuple[ActorRole, ...]:
    speaks = (ActorRole(speaker, Role.SPEAKS, _named(row)),) if speaker else ()
    others = (("actor", Role.ACTS), ("target", Role.ACTED_ON))
    parties = ((_party(row[field], catalogue), role, row[field].span) for field, role in others)
    return (*speaks, *(ActorRole(actor, role, span) for actor, role, span in parties if actor))


def _named(row: _Row) -> Span:
    return (row["organisation"] if row["organisation"].text else row["speaker"]).span


def _places(row: _Row, found: Mapping[Span, Resolution]) -> tuple[Resolution, ...]:
    cell, point = row["place"], _point(row)
    if point is None:
        resolution = found.get(cell.span) if cell.text else None
        return (resolution,) if resolution else ()
    lon, lat = point
    name = cell.text or f"{lat:.4f}, {lon:.4f}"
    place = Place(None, name, lat, lon, "P", "PPL", source="the table")
    span = cell.span if cell.text else row["lat"].span
    reason = Reason("table", 1.0, "the point is given in the table")
    mention = Mention(span, name, MentionKind.PLACE, name)
    return (Resolution(mention, place, 1.0, (reason,), (place,)),)


def _point(row: _Row) -> tuple[float, float] | None:
    return _lonlat(row["lat"].text, row["lon"].text)


def _lonlat(lat: str, lon: str) -> tuple[float, float] | None:
    """Longitude and latitude in degrees; a decimal comma is read too."""
    try:
        point = float(lon.strip().replace(",", ".")), float(lat.strip().replace(",", "."))
    except ValueError:
        return None
    return point if -180 <= point[0] <= 180 and -90 <= point[1] <= 90 else None


def _when(row: _Row, published: date | None) -> TimeSpan:
    cell = row["date"]
    if not cell.text:
        return NO_TIME
    start, end = _iso(cell.text), _iso(row["until"].text)
    if start is not None:
        last = end if end is not None and end >= start else start
        precision = Precision.DAY if last == start else Precision.OPEN
        return TimeSpan(start, last, cell.text, precision, cell.span)
    read = next(iter(find_dates(cell.text, published=published)), None)
    if read is None:
        return TimeSpan(None, None, cell.text, Precision.NONE, cell.span)
    return TimeSpan(read.start, read.end, cell.text, read.precision, cell.span)


def _iso(value: str) -> date | None:
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None


def _sides(cell: _Cell) -> tuple[StatedSide, ...]:
    word = _valid(cell.text, _SIDES)
    return (StatedSide(SideWord(word), cell.span, cell.text),) if word else ()
