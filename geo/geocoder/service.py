"""The geopy service that the host has switched on, asked through the guarded door of geo.online.

geopy's own transport has timeouts per read; here it gets an adapter whose requests end by the clock.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from geopy.adapters import BaseSyncAdapter
from geopy.exc import ConfigurationError, GeocoderNotFound, GeopyError
from geopy.geocoders import get_geocoder_for_service
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geo.errors import InputError, OnlineError
from geo.online import fetch, read_json
from geo.settings import Settings

NONE = "none"
MOST_RESULTS = 5
_OSM_LICENCE = "© OpenStreetMap contributors, ODbL 1.0"
_OSM_SERVICES = frozenset({"nominatim", "photon", "pickpoint", "openmapquest"})


@dataclass(frozen=True, slots=True)
class Service:
    """A service by geopy's name, with what a reader must know of it."""

    name: str
    label: str
    """For people: "OpenStreetMap (nominatim)"."""
    licence: str
    url: str
    api_key: str
    user_agent: str

    @property
    def short_label(self) -> str:
        return self.label.partition(" (")[0]


def service_of(settings: Settings) -> Service | None:
    """The service that may be asked; None where the host has switched none on.

    InputError where geopy has none of that name, or its licence is not known here and not set.
    """
    name = settings.geocoder
    if name == NONE:
        return None
    try:
        get_geocoder_for_service(name)
    except GeocoderNotFound:
        raise InputError(
            f"THALWEG_GEOCODER is {name!r}, which geopy does not know; try nominatim, or none"
        ) from None
    is_osm = name in _OSM_SERVICES
    licence = settings.geocoder_licence or (_OSM_LICENCE if is_osm else "")
    if not licence:
        raise InputError(f"THALWEG_GEOCODER_LICENCE is empty; say under which licence {name} answers")
    label = f"OpenStreetMap ({name})" if is_osm else name
    return Service(name, label, licence, settings.geocoder_url, settings.geocoder_key, settings.user_agent)


def locate(service: Service, name: str, *, until: float) -> tuple[Location, ...]:
    """What the service finds for a name, by `until`. OnlineError where it gives no usable answer."""
    try:
        geocoder = _geocoder(service, until)
        options = _supported(
            geocoder.geocode, exactly_one=False, limit=MOST_RESULTS, language="en", addressdetails=True
        )
        found = geocoder.geocode(name, **options)
    except OnlineError:
        raise
    except (GeopyError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise OnlineError("its answer has an unknown form") from error
    return tuple(found or ())[:MOST_RESULTS]


def _geocoder(service: Service, until: float) -> Geocoder:
    make = get_geocoder_for_service(service.name)
    scheme, _, rest = service.url.partition("://")
    place = {"scheme": scheme, "domain": rest.rstrip("/")} if service.url else {}
    key = {"api_key": service.api_key} if service.api_key else {}
    adapter = partial(_GuardedAdapter, until=until)
    given = {"user_agent": service.user_agent, "adapter_factory": adapter, **place, **key}
    try:
        return make(**_supported(make, **given))
    except (ConfigurationError, TypeError) as error:
        raise OnlineError("its settings on this server are not complete", is_fault=False) from error


def _supported(function: Callable[..., object], **options: object) -> dict[str, object]:
    """Those of the options that the service of this name knows."""
    known = inspect.signature(function).parameters
    return {name: value for name, value in options.items() if name in known}


class _GuardedAdapter(BaseSyncAdapter):  # type: ignore[misc]
    """geopy's requests through geo.online."""

    def __init__(self, *, proxies: object, ssl_context: object, until: float) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._until = until

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> object:
        return read_json(fetch(url, until=self._until, headers=headers))

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        return fetch(url, until=self._until, headers=headers).content.decode("utf-8", "replace")
