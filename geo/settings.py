"""What a host may set, each from one environment variable, with what it does.

Values are read once, at import of the first user; a bad value is refused with a sentence.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from geo.errors import InputError


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of an installation. The environment variable is THALWEG_ and the name in capitals."""

    max_text_chars: int = 500_000
    """Longest text that is read, in characters; a longer one is refused with a sentence."""

    geocoder: str = "none"
    """geopy's name of a service that readers may ask for a place, on request only: "nominatim", "photon" …"""
    geocoder_url: str = ""
    """Address of that service's server, with its scheme; empty: the one geopy knows."""
    geocoder_key: str = ""
    """Key to that service, where it wants one."""
    geocoder_licence: str = ""
    """What must stand beside its answers; known for services that answer from OpenStreetMap."""
    overpass_url: str = ""
    """Address of an Overpass interpreter that readers may ask for a river's line; empty: none is asked."""
    user_agent: str = ""
    """How this installation names itself to other servers, with a way to reach its host. Must be set where
    one of them is switched on."""
    online_folder: str = ""
    """Where answers of other servers are kept; empty: .cache/thalweg in the home folder."""
    online_keep_days: int = 30
    """How old a kept answer may grow before it is asked for again."""
    keep_texts: str = "local"
    """Whether visitors may keep a pasted text on this server, for whoever has its link: "yes", "no", or
    "local": only where the server listens on this machine alone."""

    max_kept_texts: int = 1_000
    """So many texts are kept; then no more are taken."""

    data_dir: str = ""
    """Folder of what visitors keep; empty: "thalweg" in the user's folder for data ($XDG_DATA_HOME)."""

    store: str = ""
    """Where cases are kept: sqlite:///path/to/file or postgresql://user@host/database; empty:
    the file cases.sqlite in data_dir."""


def read_settings(environ: dict[str, str] | None = None) -> Settings:
    """Settings from `environ` (default: the process's). InputError names a value that can't be used."""
    source = os.environ if environ is None else environ
    given: dict[str, object] = {}
    for field in fields(Settings):
        variable = f"THALWEG_{field.name.upper()}"
        if variable in source:
            given[field.name] = _READERS.get(field.name, _line)(variable, source[variable])
    settings = Settings(**given)  # type: ignore[arg-type]
    if not settings.user_agent and (settings.geocoder != "none" or settings.overpass_url):
        raise InputError(
            "THALWEG_USER_AGENT is empty; other servers must be told who asks, and how to reach them"
        )
    return settings


def _folder(variable: str, value: str) -> str:
    if not value.strip() or "\0" in value:
        raise InputError(f"{variable} is {value!r}; give the path of a folder")
    return value


def _keeping(variable: str, value: str) -> str:
    if value not in ("yes", "no", "local"):
        raise InputError(f"{variable} is {value!r}; give yes, no or local")
    return value


def _whole_number(variable: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise InputError(f"{variable} is {value!r}; give a whole number above zero")
    return int(value)


def _line(variable: str, value: str) -> str:
    if not value.isprintable() or len(value) > 500:
        raise InputError(f"{variable} is {value[:60]!r}; give one line of at most 500 characters")
    return value.strip()


def _name(variable: str, value: str) -> str:
    return _line(variable, value).lower() or "none"


def _header(variable: str, value: str) -> str:
    line = _line(variable, value)
    if not line.isascii():
        raise InputError(f"{variable} is {line[:60]!r}; give ASCII letters only, as headers of requests need")
    return line


def _address(variable: str, value: str) -> str:
    line = _line(variable, value)
    try:
        parts = urlsplit(line)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if line and not is_address:
        raise InputError(f"{variable} is {line!r}; give an address that begins with https://")
    return line


_READERS: dict[str, Callable[[str, str], object]] = {
    "max_text_chars": _whole_number,
    "online_keep_days": _whole_number,
    "keep_texts": _keeping,
    "max_kept_texts": _whole_number,
    "data_dir": _folder,
    "geocoder": _name,
    "user_agent": _header,
    "geocoder_url": _address,
    "overpass_url": _address,
}
