"""Places by name in geopy's manner: offline from the gazetteer, and on request from another service.

`Gazetteer` opens no socket. `ask_service` hands a name to the desk of geo.online, where the host has switched
a service on; what comes back are suggestions beside the gazetteer's answer, never a reading of their own.
"""

from geo.geocoder.offline import Gazetteer
from geo.geocoder.service import Service, service_of
from geo.geocoder.suggestion import Suggestion, ask_service, km_apart, look_up, suggestions_of

__all__ = [
    "Gazetteer",
    "Service",
    "Suggestion",
    "ask_service",
    "km_apart",
    "look_up",
    "service_of",
    "suggestions_of",
]
