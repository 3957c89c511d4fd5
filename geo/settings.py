"""What a host may set: each from an environment variable, or from a file, with what it does.

The file is TOML, named by THALWEG_SETTINGS, with the names below: `max_text_chars = 200000`. The environment
comes before the file. A bad value is refused with a sentence; `python -m geo settings` lists them all.
"""

from __future__ import annotations

import ast
import difflib
import inspect
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from geo.errors import InputError

_FILE = "THALWEG_SETTINGS"


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of an installation. The environment variable is THALWEG_ and the name in capitals."""

    access: str = "local"
    """Who may change kept cases: "local": whoever uses this machine, through its own address and no proxy;
    "hosted": only editors who have logged in, whatever the way."""
    editors: tuple[str, ...] = ()
    """E-mail addresses of the editors, with spaces between; each logs in with the host's OIDC provider."""
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
    fetch_pages: str = "no"
    """Whether readers may give the address of a page to be fetched: "yes" or "no". Only the public internet
    is asked, never the host's own network."""
    keep_texts: str = "local"
    """Whether visitors may keep a pasted text on this server, for whoever has its link: "yes", "no", or
    "local": only where the server listens on this machine alone."""

    public_claims: str = "all"
    """Which claims of a kept case readers see who are no editors: "all", or "checked": only those that an
    editor has marked as checked."""

    max_kept_texts: int = 1_000
    """So many texts are kept; then no more are taken."""
    max_drafts_per_hour: int = 60
    """So many texts of visitors who are no editors are taken within an hour, from all of them together."""

    data_dir: str = ""
    """Folder of what visitors keep; empty: "thalweg" in the user's folder for data ($XDG_DATA_HOME)."""

    log: str = "off"
    """Whether events are written to stderr, one line of JSON each: "json", or "off". No texts are in them."""

    store: str = ""
    """Where cases are kept: sqlite:///path/to/file or postgresql://user@host/database; empty:
    the file cases.sqlite in data_dir."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One setting as it is listed: its value in words, where that is from, and what it does."""

    name: str
    value: str
    origin: str
    """"default", the variable of the environment, or the file."""
    about: str


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `environ` (default: the process's) and the file that it names.

    InputError names a value, or the file, that can't be used.
    """
    settings = Settings(**{name: value for name, (value, _) in _given(environ).items()})  # type: ignore[arg-type]
    if not settings.user_agent and (
        settings.geocoder != "none" or settings.overpass_url or settings.fetch_pages == "yes"
    ):
        raise InputError(
            "THALWEG_USER_AGENT is empty; other servers must be told who asks, and how to reach them"
        )
    return settings


def list_settings(environ: Mapping[str, str] | None = None) -> tuple[Listed, ...]:
    """Every setting in the order of `Settings`. Keys and passwords are shown as ***."""
    settings, given = read_settings(environ), _given(environ)
    about = _descriptions()
    return tuple(
        Listed(
            field.name,
            _shown(field.name, getattr(settings, field.name)),
            given[field.name][1] if field.name in given else "default",
            about[field.name],
        )
        for field in fields(Settings)
    )


def variable_of(name: str) -> str:
    """The environment's name of a setting."""
    return f"THALWEG_{name.upper()}"


def _given(environ: Mapping[str, str] | None) -> dict[str, tuple[object, str]]:
    """What is set, by name, with where."""
    source = os.environ if environ is None else environ
    path = source.get(_FILE, "")
    filed = _file_values(path) if path else {}
    given: dict[str, tuple[object, str]] = {}
    for name in (field.name for field in fields(Settings)):
        variable, read = variable_of(name), _READERS.get(name, _line)
        if variable in source:
            given[name] = read(variable, source[variable]), variable
        elif name in filed:
            given[name] = read(f"{name} in {path}", filed[name]), path
    return given


@lru_cache(maxsize=8)
def _file_values(path: str) -> dict[str, str]:
    """The file's values as they would stand in the environment."""
    try:
        values = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{_FILE} is {path!r}, which can't be read: {error}") from None
    known = [field.name for field in fields(Settings)]
    for name, value in values.items():
        if name not in known:
            near = difflib.get_close_matches(name, known, 1) or known[:1]
            raise InputError(f"{path} sets {name!r}, which is no setting; perhaps {near[0]!r} is meant")
        if not isinstance(value, str | int | list):
            raise InputError(f"{name} in {path} is {value!r}; give a text, a whole number or a list of texts")
    return {name: _as_variable(value) for name, value in values.items()}


def _as_variable(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def _shown(name: str, value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(value)
    parts = urlsplit(value) if isinstance(value, str) and name == "store" else None
    if parts is not None and parts.password:
        return str(value).replace(f":{parts.password}@", ":***@")
    return "***" if name.endswith("_key") and value else str(value)


@lru_cache(maxsize=1)
def _descriptions() -> dict[str, str]:
    """What stands under each field of `Settings`, in one line."""
    body = ast.parse(inspect.getsource(Settings)).body[0]
    assert isinstance(body, ast.ClassDef)
    found = {}
    for field, text in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
            assert isinstance(field.target, ast.Name)
            assert isinstance(text.value, ast.Constant)
            found[field.target.id] = " ".join(str(text.value.value).split())
    return found


def _folder(variable: str, value: str) -> str:
    if not value.strip() or "\0" in value:
        raise InputError(f"{variable} is {value!r}; give the path of a folder")
    return value


def _public(variable: str, value: str) -> str:
    if value not in ("all", "checked"):
        raise InputError(f"{variable} is {value!r}; give all or checked")
    return value


def _keeping(variable: str, value: str) -> str:
    return _one_of(variable, value, "yes", "no", "local")


def _yes_or_no(variable: str, value: str) -> str:
    if value not in ("yes", "no"):
        raise InputError(f"{variable} is {value!r}; give yes or no")
    return value


def _access(variable: str, value: str) -> str:
    return _one_of(variable, value, "local", "hosted")


def _log(variable: str, value: str) -> str:
    return _one_of(variable, value, "off", "json")


def _one_of(variable: str, value: str, *known: str) -> str:
    if value not in known:
        raise InputError(f"{variable} is {value!r}; give {', '.join(known[:-1])} or {known[-1]}")
    return value


def _mails(variable: str, value: str) -> tuple[str, ...]:
    mails = tuple(value.replace(",", " ").lower().split())
    odd = next((mail for mail in mails if mail.count("@") != 1 or not mail.isprintable()), None)
    if odd is not None:
        raise InputError(f"{variable} holds {odd[:60]!r}; give e-mail addresses with spaces between")
    return mails


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
    "fetch_pages": _yes_or_no,
    "public_claims": _public,
    "max_kept_texts": _whole_number,
    "max_drafts_per_hour": _whole_number,
    "access": _access,
    "log": _log,
    "editors": _mails,
    "data_dir": _folder,
    "geocoder": _name,
    "user_agent": _header,
    "geocoder_url": _address,
    "overpass_url": _address,
}
