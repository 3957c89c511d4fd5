"""The gazetteer as a geopy geocoder: `geocode` and `reverse` from the index on disk, without a network.

Arguments and answers follow geopy (https://geopy.readthedocs.io): `geopy.Location` with `raw` telling the
GeoNames id, kind, country and population; None or an empty list where nothing is known. No socket is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geo.gazetteer import Gazetteer as Index
from geo.gazetteer import load_gazetteer
from geo.model import Place

__all__ = ["Gazetteer"]

_COMMAS = 3
Query = str | Mapping[str, str]


class Gazetteer(Geocoder):  # type: ignore[misc]
    """Offline geocoder over the gazetteer.

    >>> Gazetteer().geocode("Abu Kamal, Syria").address
    'Ālbū Kamāl, Syria'
    """

    def __init__(self, *, user_agent: str | None = None) -> None:
        super().__init__(scheme="https", timeout=1, user_agent=user_agent)
        self._index: Index = load_gazetteer()

    def geocode(
        self,
        query: Query,
        *,
        exactly_one: bool = True,
        country_codes: str | Iterable[str] | None = None,
        language: str | None = None,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> Location | list[Location] | None:
        """Places of that name, most populous first.

        `query` is a name, "name, country or province", or a mapping with "city", "state" and "country".
        `country_codes` (ISO alpha-2) restricts; a `language` but English gives the local name where known.
        None, or [] with exactly_one=False, where nothing bears the name.
        """
        name, containers = _parts(query)
        wanted = _codes(country_codes)
        places = [p for p in self._index.lookup(name, countries=wanted) if not wanted or p.country in wanted]
        for container in containers:
            places = self._inside(places, container)
        places = _seats_first(places)
        places = places[:1] if exactly_one else places[:limit]
        return self._answer(places, exactly_one=exactly_one, language=language)

    def reverse(
        self,
        query: Point | str | Sequence[float],
        *,
        exactly_one: bool = True,
        language: str | None = None,
        limit: int = 5,
        timeout: float | None = None,
    ) -> Location | list[Location] | None:
        """The settlements nearest to a point (latitude first, as geopy reads it), nearest first."""
        point = _point(query)
        rows = self._index.nearest(point.longitude, point.latitude, limit=1 if exactly_one else limit)
        return self._answer(
            [self._index.place(row) for row in rows], exactly_one=exactly_one, language=language
        )

    def _inside(self, places: list[Place], container: str) -> list[Place]:
        """Those of the places that lie in a country or province of that name; all where it is unknown."""
        outer = self._index.lookup(container)
        countries = {p.country for p in outer if p.feature_code.startswith("PCL")}
        provinces = {(p.country, p.admin1) for p in outer if p.feature_code == "ADM1"}
        if not countries and not provinces:
            return []
        return [p for p in places if p.country in countries or (p.country, p.admin1) in provinces]

    def _answer(
        self, places: Sequence[Place], *, exactly_one: bool, language: str | None
    ) -> Location | list[Location] | None:
        found = [self._location(place, language) for place in places]
        if exactly_one:
            return found[0] if found else None
        return found

    def _location(self, place: Place, language: str | None) -> Location:
        local = language is not None and not language.lower().startswith("en")
        name = place.local_name if local and place.local_name else place.name
        country = self._index.country_name(place.country)
        address = name if country in ("", name) else f"{name}, {country}"
        return Location(address, Point(place.lat, place.lon), _raw(place))


def _seats_first(places: Sequence[Place]) -> list[Place]:
    """A province named after its seat stands behind it: "Kherson" is the town, "Texas" stays the state."""
    found: list[Place] = []
    waiting: list[Place] = []
    for place in places:
        seat = any(p.feature_class == "P" and _within(p, place) for p in places)
        (waiting if place.feature_code == "ADM1" and seat else found).append(place)
    return found + waiting


def _within(place: Place, province: Place) -> bool:
    return (place.country, place.admin1) == (province.country, province.admin1)


def _parts(query: Query) -> tuple[str, tuple[str, ...]]:
    if isinstance(query, str):
        name, *containers = [part.strip() for part in query.split(",", _COMMAS)]
    else:
        name = next((query[key] for key in ("city", "county", "state", "country") if query.get(key)), "")
        containers = [query[key] for key in ("state", "country") if query.get(key) and query[key] != name]
    return name, tuple(part for part in containers if part)


def _codes(country_codes: str | Iterable[str] | None) -> frozenset[str]:
    if country_codes is None:
        return frozenset()
    codes = country_codes.split(",") if isinstance(country_codes, str) else country_codes
    return frozenset(code.strip().upper() for code in codes if code.strip())


def _point(query: Point | str | Sequence[float]) -> Point:
    try:
        return query if isinstance(query, Point) else Point(query)
    except (TypeError, ValueError) as error:
        raise GeocoderQueryError(f"not a point: {query!r}; give (latitude, longitude)") from error


def _raw(place: Place) -> dict[str, Any]:
    return {
        "geonames_id": place.geonames_id,
        "name": place.name,
        "local_name": place.local_name,
        "kind": place.kind.value,
        "feature_code": place.feature_code,
        "country": place.country,
        "admin1": place.admin1,
        "population": place.population,
        "source": place.source,
    }
