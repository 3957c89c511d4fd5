"""What people know better than the machine: a name of a document means this place, or none.

In: what was read, and corrections as inputs. Out: what was read with the corrections applied, each marked as
such. Nothing is written back: taking a correction away gives the machine's reading again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from geo.codec import Json, encode
from geo.corrections.journal import holding
from geo.corrections.reading import value_of
from geo.corrections.values import WHOLE_CASE, Correction, Kind
from geo.errors import InputError
from geo.gazetteer.names import fold
from geo.model import Bank, Link, Place, PlaceCorrection, Reason, Resolution

__all__ = [
    "apply_corrections",
    "corrected",
    "correction_from",
    "correction_of",
    "correction_record",
    "place_correction",
    "place_corrections",
    "without",
]

_TEXTS = (
    "name", "feature_class", "feature_code", "country", "admin1", "local_name", "source", "river_id",
)  # fmt: skip


def apply_corrections(
    resolutions: Sequence[Resolution], corrections: Sequence[PlaceCorrection], *, document_id: str
) -> tuple[Resolution, ...]:
    """Resolutions in order, those of a corrected spelling with its place; what is no place is left out."""
    wanted = {fold(one.spelling): one for one in corrections if one.document_id == document_id}
    if not wanted:
        return tuple(resolutions)
    found = []
    for resolution in resolutions:
        correction = wanted.get(fold(resolution.mention.text))
        if correction is None:
            found.append(resolution)
        elif correction.place is not None:
            found.append(_with_place(resolution, correction.place))
    return tuple(found)


def corrected(
    corrections: Sequence[PlaceCorrection], document_id: str, spelling: str, place: Place | None
) -> tuple[PlaceCorrection, ...]:
    """The corrections with another one, which takes the place of an older one for that spelling."""
    kept = without(corrections, document_id, spelling)
    return (*kept, PlaceCorrection(document_id, spelling, place))


def without(
    corrections: Sequence[PlaceCorrection], document_id: str, spelling: str
) -> tuple[PlaceCorrection, ...]:
    """The corrections but the one for that spelling."""
    known = correction_of(corrections, document_id, spelling)
    return tuple(one for one in corrections if one is not known)


def correction_of(
    corrections: Sequence[PlaceCorrection], document_id: str, spelling: str
) -> PlaceCorrection | None:
    """The correction for a spelling in a document, if there is one."""
    key = fold(spelling)
    return next(
        (one for one in corrections if one.document_id == document_id and fold(one.spelling) == key), None
    )


def _with_place(resolution: Resolution, place: Place) -> Resolution:
    """The machine's candidates stay, so that another one can be chosen."""
    was = resolution.place.name if resolution.place else "no place"
    reason = Reason("corrected", 1.0, f"set by hand; the reading by rule was {was}")
    return replace(
        resolution, place=place, score=1.0, reasons=(reason, *resolution.reasons), link=Link.CORRECTED
    )


def correction_record(correction: PlaceCorrection) -> dict[str, Any]:
    """A correction as plain JSON, for whatever keeps cases."""
    return asdict(correction)


def correction_from(record: object) -> PlaceCorrection:
    """The correction of a record. InputError where it is not such a record."""
    try:
        raw = dict(record)  # type: ignore[call-overload]
        place = None if raw["place"] is None else _place(raw["place"])
        found = PlaceCorrection(_text(raw["document_id"]), _text(raw["spelling"]), place)
    except (TypeError, ValueError, KeyError):
        raise InputError("this is no correction of a place: a field is missing or of another kind") from None
    return found


def _place(raw: Mapping[str, Any]) -> Place:
    bank = raw["known_bank"]
    number = raw["geonames_id"]
    if not (number is None or isinstance(number, int)) or not isinstance(raw["population"], int):
        raise ValueError("a number is none")
    lat, lon = float(raw["lat"]), float(raw["lon"])
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise ValueError("not on earth")
    texts: dict[str, Any] = {name: _text(raw[name]) for name in _TEXTS}
    known = Bank(bank) if bank is not None else None
    return Place(
        geonames_id=number,
        lat=lat,
        lon=lon,
        population=raw["population"],
        known_bank=known,
        within_km=float(raw.get("within_km", 0.0)),
        **texts,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def place_correction(document_id: str, spelling: str, place: Place | None) -> tuple[str, str, Json]:
    """Kind, subject and what it becomes, of a correction that says what a name means; None: no place."""
    return Kind.PLACE.value, spelling, {"place": encode(place)}


def place_corrections(journal: Iterable[Correction], document_id: str) -> tuple[PlaceCorrection, ...]:
    """What a journal says of names in a document; what is said of the document before the whole case."""
    said = [e for e in holding(tuple(journal)) if e.kind == Kind.PLACE]
    found: dict[str, PlaceCorrection] = {}
    for scope in (document_id, WHOLE_CASE):
        for entry in (e for e in said if e.document_id == scope):
            try:
                place: Place | None = value_of(entry.kind, entry.becomes)
            except InputError:
                continue  # geo.corrections.apply lists it
            found.setdefault(fold(entry.subject), PlaceCorrection(document_id, entry.subject, place))
    return tuple(found.values())
