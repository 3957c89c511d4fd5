"""The way to a database: an engine for a URL, and every failure of it as a sentence.

SQLite runs in WAL mode with synchronous FULL, and a writing transaction takes its lock at the start: so
nothing acknowledged is lost when a process or the power fails, and no reader waits for a writer. Deleted
text is overwritten.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

from geo.errors import InputError, StoreError, ThalwegError
from geo.settings import read_settings

BUSY_S = 30.0
"""How long a writer waits for another one."""
_KINDS = "sqlite:///path/to/file or postgresql://user@host/database"
_SENTENCES = (
    ("disk is full", "the disk is full; free some space, then try again"),
    ("no space left", "the disk is full; free some space, then try again"),
    ("could not extend file", "the disk is full; free some space, then try again"),
    ("readonly database", "it can be read but not written; check who owns the file and its folder"),
    ("read-only transaction", "it can be read but not written; the database is set to read-only"),
    ("disk image is malformed", "it is damaged; put the last backup in its place"),
    ("not a database", "it is no database; put the last backup in its place"),
    ("unable to open", "the file can't be opened; check that its folder is there and who owns it"),
    ("database is locked", "it stayed busy for too long; try again"),
    ("lock timeout", "it stayed busy for too long; try again"),
    ("disk i/o error", "the disk does not answer as it should; check it, and that it has space left"),
    ("password authentication failed", "the database does not accept this user and password"),
    ("server closed the connection", "the database went away; try again"),
    ("terminating connection", "the database went away; try again"),
    ("is starting up", "the database is just starting; try again"),
    ("does not exist", "the database or the user is not there; create it first"),
    ("connection timeout", "the database does not answer; check that it is running"),
    ("failed to resolve host", "the database's host is not known; check its name"),
    ("connection to server", "the database does not answer; check that it is running"),
    ("connection failed", "the database does not answer; check that it is running"),
)


def store_url() -> str:
    """Where this installation keeps cases: THALWEG_STORE, else a file in the folder for data."""
    settings = read_settings()
    if settings.store:
        return settings.store
    own = Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share") / "thalweg"
    home = Path(settings.data_dir) if settings.data_dir else own
    return sqlite_url(home.expanduser() / "cases.sqlite")


def sqlite_url(path: Path) -> str:
    """The URL of a SQLite file, whatever signs its path has."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def engine_of(url: str) -> sa.Engine:
    """An engine for a SQLite or PostgreSQL URL; nothing is opened yet. InputError for any other."""
    try:
        parsed = make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        raise InputError(f"the store's address is no database URL; write {_KINDS}") from None
    kind = parsed.get_backend_name()
    if kind == "sqlite" and parsed.database:
        return _sqlite_engine(parsed)
    if kind == "postgresql":
        return _postgresql_engine(parsed)
    raise InputError(f"the store's address begins with {kind!r}; write {_KINDS}")


def sqlite_path(engine: sa.Engine) -> Path | None:
    """The file of a SQLite store; None for PostgreSQL."""
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that writes: all of it is on disk when the block is left, or nothing."""
    with sentences(engine), engine.execution_options(thalweg_writes=True).begin() as connection:
        yield connection


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that sees the store as it was at its first look, whoever writes meanwhile."""
    level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with sentences(engine), engine.execution_options(**level).begin() as connection:
        yield connection


@contextmanager
def sentences(engine: sa.Engine) -> Iterator[None]:
    """What the database says, as a StoreError that names the store and says what would help."""
    try:
        yield
    except ThalwegError:
        raise
    except sa.exc.DBAPIError as error:
        raise StoreError(f"the store {shown(engine)}: {_sentence(error)}", store=shown(engine)) from error
    except OSError as error:
        raise StoreError(
            f"the store {shown(engine)}: {error.strerror or error}", store=shown(engine)
        ) from error


def shown(engine: sa.Engine) -> str:
    """The store's name, without a password."""
    path = sqlite_path(engine)
    return str(path) if path else engine.url.render_as_string(hide_password=True)


def _sentence(error: sa.exc.DBAPIError) -> str:
    said = str(error.orig).lower()
    known = next((sentence for sign, sentence in _SENTENCES if sign in said), "")
    return known or f"the database refused this ({type(error.orig).__name__})"


# ---------------------------------------------------------------- SQLite


def _sqlite_engine(url: URL) -> sa.Engine:
    engine = sa.create_engine(
        url, connect_args={"timeout": BUSY_S, "check_same_thread": False}, hide_parameters=True
    )
    sa.event.listen(engine, "connect", _set_up)
    sa.event.listen(engine, "begin", _begin)
    sa.event.listen(engine, "do_connect", lambda *_: _make_file(Path(url.database or "")))
    return engine


def _make_file(path: Path) -> None:
    """The file and its folder, for their owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin, not by the driver
    _use_wal(connection)
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _use_wal(connection: sqlite3.Connection) -> None:
    """Changing to WAL does not wait for others that do the same, so it is tried again."""
    until = time.monotonic() + BUSY_S
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("thalweg_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


# ---------------------------------------------------------------- PostgreSQL


def _postgresql_engine(url: URL) -> sa.Engine:
    try:
        return sa.create_engine(
            url.set(drivername="postgresql+psycopg"),
            connect_args={"connect_timeout": 5, "options": f"-c lock_timeout={int(BUSY_S * 1000)}"},
            pool_pre_ping=True,
            hide_parameters=True,
        )
    except ImportError:
        raise InputError('a PostgreSQL store needs a driver; run: pip install "psycopg[binary]"') from None
