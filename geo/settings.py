"""What a host may set, each from one environment variable, with what it does.

Values are read once, at import of the first user; a bad value is refused with a sentence.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields

from geo.errors import InputError


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of an installation. The environment variable is THALWEG_ and the name in capitals."""

    max_text_chars: int = 500_000
    """Longest text that is read, in characters; a longer one is refused with a sentence."""


def read_settings(environ: dict[str, str] | None = None) -> Settings:
    """Settings from `environ` (default: the process's). InputError names a value that can't be used."""
    source = os.environ if environ is None else environ
    given = {}
    for field in fields(Settings):
        variable = f"THALWEG_{field.name.upper()}"
        if variable in source:
            given[field.name] = _whole_number(variable, source[variable])
    return Settings(**given)


def _whole_number(variable: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise InputError(f"{variable} is {value!r}; give a whole number above zero")
    return int(value)
