"""Brings a store to the schema of this version, step by step: the files of geo/cases/schema in their order.

A step is one transaction: done or not begun, whatever fails. A process that finds another at it waits, and
finds it done.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import sqlalchemy as sa

from geo.cases.connecting import reading, shown, writing
from geo.errors import StoreError

_LOCK = 0x7468616C
"""Of PostgreSQL's advisory locks, the one for this."""
_SCHEMA = sa.table("thalweg_schema", sa.column("version", sa.Integer))


@cache
def newest() -> int:
    """The schema that this version knows."""
    return len(_steps())


def migrate(engine: sa.Engine) -> None:
    """Make or bring up to date. StoreError where the store is from a newer version or not ours."""
    with reading(engine) as connection:
        found = _version(connection, engine)
    while found < newest():
        found = _step(engine)


def _step(engine: sa.Engine) -> int:
    """One step, unless somebody else has just done it; the version afterwards."""
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        found = _version(connection, engine)
        if found >= newest():
            return found
        for statement in _steps()[found]:
            connection.exec_driver_sql(statement)
        connection.execute(sa.update(_SCHEMA).values(version=found + 1))
    return found + 1


def _version(connection: sa.Connection, engine: sa.Engine) -> int:
    names = set(sa.inspect(connection).get_table_names())
    if _SCHEMA.name not in names:
        if names and engine.dialect.name == "sqlite":
            raise StoreError(
                f"the store {shown(engine)} is a database of something else; choose another file",
                store=shown(engine),
            )
        return 0
    found = int(connection.execute(sa.select(_SCHEMA.c.version)).scalar_one())
    if found > newest():
        raise StoreError(
            f"the store {shown(engine)} was written by a newer Thalweg (schema {found}; this one knows "
            f"{newest()}); nothing was changed; upgrade Thalweg",
            store=shown(engine),
        )
    return found


@cache
def _steps() -> tuple[tuple[str, ...], ...]:
    folder = files("geo.cases") / "schema"
    names = sorted(file.name for file in folder.iterdir() if re.fullmatch(r"\d{4}\.sql", file.name))
    return tuple(_statements((folder / name).read_text(encoding="utf-8")) for name in names)


def _statements(script: str) -> tuple[str, ...]:
    bare = re.sub(r"(?m)^--.*$", "", script)
    return tuple(filter(None, (part.strip() for part in bare.split(";"))))
