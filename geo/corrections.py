"""What people know better than the machine: a name of a document means this place, or none.

In: what was read, and corrections as inputs. Out: what was read with the corrections applied, each marked as
such. Nothing is written back: taking a correction away gives the machine's reading again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.gazetteer.names import fold
from geo.model import Link, Place, PlaceCorrection, Reason, Resolution

__all__ = ["apply_corrections", "corrected", "correction_of", "without"]


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
