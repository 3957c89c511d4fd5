"""What another service says a name means: suggestions to be looked at, with their day and licence.

Nothing here is believed: a result without a position, or with one that is not on earth, is left out, and
texts are cut to a length.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from geopy.distance import great_circle
from geopy.location import Location

from geo.errors import OnlineError
from geo.geocoder.service import Service, locate
from geo.model import ASKED, Place
from geo.online import Desk, Question, Ticket

_LONGEST_NAME, _LONGEST_ADDRESS = 80, 200
_CODES = {
    "place": ("P", "PPL"),
    "boundary": ("A", "ADM2"),
    "waterway": ("H", "STM"),
    "water": ("H", "LK"),
    "natural": ("T", "MT"),
}
"""OpenStreetMap's class of a thing, as GeoNames' feature class and code."""
_COUNTRY = "country"
_SAME = 1e-6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One result. `place` names the service and its licence as the source."""

    place: Place
    address: str


def ask_service(desk: Desk, service: Service, name: str) -> Ticket:
    """Ask what a name means; returns at once. The name is all that leaves this machine."""
    name = " ".join(name.split())[:_LONGEST_NAME]

    def ask(until: float) -> object:
        results = [_plain(location) for location in locate(service, name, until=until)]
        usable = [one for one in results if one is not None]
        if results and not usable:
            raise OnlineError("its answer has no usable position")
        return usable

    return desk.ask(Question(service.label, _key(service, name), service.licence, ask))


def look_up(desk: Desk, service: Service, name: str) -> Ticket | None:
    """How the question for a name stands; None where nobody has asked it."""
    return desk.look(_key(service, " ".join(name.split())[:_LONGEST_NAME]))


def suggestions_of(ticket: Ticket) -> tuple[Suggestion, ...]:
    """The suggestions of an answered question; none for any other, and where a kept answer is damaged."""
    answer = ticket.answer
    if answer is None or not isinstance(answer.content, list):
        return ()
    source = f"{answer.service}, {answer.licence}{ASKED}{answer.asked.isoformat()}"
    made = [_suggestion(one, source) for one in answer.content if isinstance(one, Mapping)]
    return tuple(one for one in made if one is not None)


def km_apart(one: Place, other: Place) -> float:
    """Km between two places, the short way over the globe."""
    return float(great_circle((one.lat, one.lon), (other.lat, other.lon)).km)


def _key(service: Service, name: str) -> str:
    return "\x1f".join(("geocode", service.name, service.url, name.casefold()))


def _plain(location: Location) -> dict[str, object] | None:
    """A result as plain JSON; None without a position on earth. geopy makes (0, 0) of one that is missing."""
    lat, lon = location.latitude, location.longitude
    raw: Mapping[str, Any] = location.raw if isinstance(location.raw, Mapping) else {}
    if not _is_on_earth(lat, lon) or (lat == 0 and lon == 0) or not _says_so(raw, lat, lon):
        return None
    address = raw.get("address")
    country = address.get("country_code") if isinstance(address, Mapping) else ""
    return {
        "lat": float(lat),
        "lon": float(lon),
        "address": str(location.address or "")[:_LONGEST_ADDRESS],
        "class": str(raw.get("class") or raw.get("category") or "")[:_LONGEST_NAME],
        "type": str(raw.get("addresstype") or raw.get("type") or "")[:_LONGEST_NAME],
        _COUNTRY: str(country or "").upper()[:2],
    }


def _says_so(raw: Mapping[str, Any], lat: float, lon: float) -> bool:
    """Whether the service's own numbers, where it gives any, are these: geopy turns a longitude of 500."""
    if "lat" not in raw or "lon" not in raw:
        return True
    return abs(float(raw["lat"]) - lat) < _SAME and abs(float(raw["lon"]) - lon) < _SAME


def _is_on_earth(lat: object, lon: object) -> bool:
    return (
        isinstance(lat, int | float)
        and isinstance(lon, int | float)
        and isfinite(lat)
        and isfinite(lon)
        and abs(lat) <= 90
        and abs(lon) <= 180
    )


def _suggestion(one: Mapping[str, object], source: str) -> Suggestion | None:
    lat, lon, address = one.get("lat"), one.get("lon"), one.get("address")
    if not _is_on_earth(lat, lon) or not isinstance(lat, float) or not isinstance(lon, float):
        return None
    text = address if isinstance(address, str) else ""
    name = text.partition(",")[0].strip()[:_LONGEST_NAME] or f"{lat:.4f}, {lon:.4f}"
    letter, code = _CODES.get(str(one.get("class")), ("S", "LCTY"))
    if one.get("type") == _COUNTRY:
        letter, code = "A", "PCLI"
    country = one.get(_COUNTRY)
    place = Place(
        None,
        name,
        round(lat, 6),
        round(lon, 6),
        letter,
        code,
        country if isinstance(country, str) else "",
        source=source,
    )
    return Suggestion(place, text)
