"""Domain values as JSON and back: any frozen dataclass of geo.model, by the types of its fields.

Fields that have their default are left out. Out comes a value equal to the one that went in; nothing in the
JSON chooses a class, and every value has the type of its field, so it may come from anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from math import isfinite
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
_T = TypeVar("_T")
_Decode = Callable[[Any], Any]
_Encode = Callable[[Any], Json]


def encode(value: object) -> Json:
    """A value of the domain as JSON."""
    kind: Any = type(value)  # for mypy a type cannot be a key
    return _encoder(kind)(value)


def decode(kind: type[_T], data: Json) -> _T:
    """The value of that class. ValueError, TypeError or KeyError where the JSON is not of one."""
    return cast(_T, _decoder(cast(Any, kind))(data))


@cache
def _encoder(kind: type) -> _Encode:
    """Made once for each class: a case has many thousand claims."""
    if is_dataclass(kind):
        return _from_dataclass(kind)
    if issubclass(kind, tuple):
        return lambda value: [encode(one) for one in value]
    if issubclass(kind, Enum):
        return lambda value: cast(Json, value.value)
    if issubclass(kind, date):
        return lambda value: cast(Json, value.isoformat())
    return lambda value: cast(Json, value)


def _from_dataclass(kind: type) -> _Encode:
    defaults = tuple((field.name, field.default) for field in fields(kind))

    def write(value: Any) -> Json:  # noqa: ANN401 (of that class)
        given = ((name, default, getattr(value, name)) for name, default in defaults)
        return {name: encode(one) for name, default, one in given if one is not default and one != default}

    return write


@cache
def _decoder(kind: Any) -> _Decode:  # noqa: ANN401 (a type, of whatever form)
    if is_dataclass(kind):
        return _of_dataclass(cast(type, kind))
    if get_origin(kind) is tuple:
        return _of_tuple(get_args(kind))
    if get_origin(kind) in (Union, UnionType):
        (inner,) = (_decoder(one) for one in get_args(kind) if one is not type(None))
        return lambda data: None if data is None else inner(data)
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _of_plain(kind) if kind in (str, int, float, bool) else lambda data: data


def _of_plain(kind: type) -> _Decode:
    """Text, a number, yes or no; a whole number passes for a float, and yes for no number."""
    allowed = (int, float) if kind is float else (kind,)

    def read(data: Any) -> Any:  # noqa: ANN401 (of a file)
        if type(data) is kind and kind is not float:
            return data
        wrong = isinstance(data, bool) is not (kind is bool)
        if wrong or not isinstance(data, allowed) or (isinstance(data, float) and not isfinite(data)):
            raise TypeError(f"not of type {kind.__name__}")
        return data

    return read


def _of_dataclass(kind: type) -> _Decode:
    hints = get_type_hints(kind)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(kind)}
    plain = {field.name: hints[field.name] for field in fields(kind) if hints[field.name] in (str, int, bool)}

    def read(data: Any) -> Any:  # noqa: ANN401 (of a file)
        values = {}
        for name, one in data.items():
            is_plain = type(one) is plain.get(name)  # most fields are, and want no call
            values[name] = one if is_plain else decoders[name](one)
        return kind(**values)

    return read


def _of_tuple(kinds: tuple[Any, ...]) -> _Decode:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        each = _decoder(kinds[0])
        return lambda data: tuple(each(one) for one in _listed(data))
    decoders = [_decoder(kind) for kind in kinds]
    return lambda data: tuple(decode(one) for decode, one in zip(decoders, _listed(data), strict=True))


def _listed(data: Any) -> list[Any]:  # noqa: ANN401 (of a file)
    if not isinstance(data, list):
        raise TypeError("not a list")
    return data
