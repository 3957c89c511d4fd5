"""Lets one request through at a time and starts them a second apart, for all processes of the installation.

The processes share a file: its lock says that one is at work, its time of change when the last one began.
Where there are no such locks (not on POSIX) only this process is held to it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import IO

from geo.errors import OnlineError

try:
    import fcntl
except ImportError:  # pragma: no cover
    fcntl = None  # type: ignore[assignment]

APART_S = 1.0
_LOOK_S = 0.02
_BUSY = "others are asking just now"


class Turnstile:
    """One for the installation; `folder` is what its processes share."""

    def __init__(self, folder: Path, *, apart_s: float = APART_S) -> None:
        self._path = folder / "turn"
        self._apart_s = apart_s
        self._mine = Lock()

    @contextmanager
    def turn(self, until: float) -> Iterator[None]:
        """The way through, held while the request runs. OnlineError where it is not free by `until`."""
        if not self._mine.acquire(timeout=max(0.0, until - time.monotonic())):
            raise OnlineError(_BUSY, is_fault=False)
        try:
            with self._open() as file:
                _lock(file, until)
                self._wait_apart(file, until)
                yield
        finally:
            self._mine.release()

    def _open(self) -> IO[str]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return self._path.open("a")
        except OSError as error:
            raise OnlineError(
                "this installation's folder for answers can't be written", is_fault=False
            ) from error

    def _wait_apart(self, file: IO[str], until: float) -> None:
        since = time.time() - os.fstat(file.fileno()).st_mtime
        is_new = os.fstat(file.fileno()).st_size == 0
        wait = 0.0 if is_new else min(max(0.0, self._apart_s - since), self._apart_s)
        if time.monotonic() + wait >= until:
            raise OnlineError(_BUSY, is_fault=False)
        time.sleep(wait)
        file.truncate(0)
        file.write("1")
        file.flush()


def _lock(file: IO[str], until: float) -> None:
    """Closing the file gives the lock back."""
    while fcntl is not None:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise OnlineError(_BUSY, is_fault=False) from None
            time.sleep(_LOOK_S)
        else:
            return
