"""The child process that looks into files, seen from the parent: kept warm, cut off, replaced.

Of one process at most MOST_CHILDREN look into files at once, whoever asks; others wait.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from pathlib import Path
from threading import BoundedSemaphore
from types import TracebackType
from typing import Any, Self

from geo.codec import decode
from geo.errors import InputError
from geo.ingest.limits import FILES_PER_CHILD, MOST_BYTES, START_S, WALL_S
from geo.ingest.values import Content, Found, Member, Refusal, Table, Unpacked
from geo.settings import read_settings

_ROOT = Path(__file__).resolve().parents[2]
MOST_CHILDREN = 2
_free = BoundedSemaphore(MOST_CHILDREN)
_WAIT_S = 120.0
_CHUNK = 1 << 20
_PIPE_BYTES = 4_096
"""What a pipe that is ready takes without waiting (PIPE_BUF)."""
_CUT = "reading it takes longer than a report does, so it was cut off"


class Parser:
    """Looks into files one after the other. Close it, or use it in a with: a child process hangs on it."""

    def __init__(self) -> None:
        self._child: _Child | None = None
        self._holds = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._end_child()
        if self._holds:
            self._holds = False
            _free.release()

    def parse(self, name: str, content: bytes, *, encoding: str = "") -> Content:
        """What is in a file. InputError in a sentence where nothing is, or it is too large or too slow."""
        if len(content) > MOST_BYTES:
            raise too_large(len(content))
        child = self._warm_child()
        try:
            answer, blobs = child.ask(name, content, encoding)
        except (OSError, EOFError, TimeoutError, ValueError):
            self._end_child()
            raise InputError(_CUT) from None
        if child.files >= FILES_PER_CHILD:
            self._end_child()
        return _content(answer, blobs)

    def _warm_child(self) -> _Child:
        if not self._holds:
            if not _free.acquire(timeout=_WAIT_S):
                raise InputError("others are bringing in files just now; try again in a minute")
            self._holds = True
        if self._child is None:
            self._child = _Child()
        return self._child

    def _end_child(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


def too_large(size: int) -> InputError:
    """The refusal of a file by its size."""
    return InputError(f"it has {size:,} bytes; {MOST_BYTES:,} are the most")


def _content(answer: dict[str, Any], blobs: list[bytes]) -> Content:
    if "refused" in answer:
        raise InputError(str(answer["refused"]))
    if "found" in answer:
        return decode(Found, answer["found"])
    if "table" in answer:
        return decode(Table, answer["table"])
    names = [str(one["name"]) for one in answer["members"]]
    members = tuple(Member(name, blob) for name, blob in zip(names, blobs, strict=True))
    return Unpacked(members, tuple(decode(Refusal, one) for one in answer["refused_members"]))


class _Child:
    """One process and its two pipes."""

    def __init__(self) -> None:
        self.files = 0
        self._held = b""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "geo.ingest.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=_environment(),
            close_fds=True,
        )
        self._answer_by(time.monotonic() + START_S)

    def ask(self, name: str, content: bytes, encoding: str) -> tuple[dict[str, Any], list[bytes]]:
        """The answer for a file. EOFError where the child has ended, TimeoutError where it waits too long."""
        self.files += 1
        until = time.monotonic() + WALL_S
        asked = {"name": name, "encoding": encoding, "size": len(content)}
        self._write(json.dumps(asked, ensure_ascii=True).encode("ascii") + b"\n" + content, until)
        answer = self._answer_by(until)
        return answer, [self._read(int(one["size"]), until) for one in answer.get("members", ())]

    def end(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        self._process.wait()

    def _write(self, content: bytes, until: float) -> None:
        assert self._process.stdin is not None
        pipe = self._process.stdin.fileno()
        view = memoryview(content)
        while view:
            _wait(pipe, selectors.EVENT_WRITE, until)
            view = view[os.write(pipe, view[:_PIPE_BYTES]) :]

    def _answer_by(self, until: float) -> dict[str, Any]:
        while b"\n" not in self._held:
            self._more(until)
        line, _, self._held = self._held.partition(b"\n")
        answer = json.loads(line)
        if not isinstance(answer, dict):
            raise ValueError("the child's answer is no object")
        return answer

    def _read(self, size: int, until: float) -> bytes:
        pieces = [self._held[:size]]
        self._held = self._held[size:]
        missing = size - len(pieces[0])
        while missing:
            self._more(until)
            pieces.append(self._held[:missing])
            self._held = self._held[missing:]
            missing -= len(pieces[-1])
        return b"".join(pieces)

    def _more(self, until: float) -> None:
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        _wait(pipe, selectors.EVENT_READ, until)
        piece = os.read(pipe, _CHUNK)
        if not piece:
            raise EOFError
        self._held += piece


def _wait(pipe: int, event: int, until: float) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, event)
        if not selector.select(max(0.0, until - time.monotonic())):
            raise TimeoutError


def _environment() -> dict[str, str]:
    """What the child may know: no address of a store, no key."""
    kept = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV", "TZ")
    given = {name: os.environ[name] for name in kept if name in os.environ}
    longest = str(read_settings().max_text_chars)
    given |= {"THALWEG_MAX_TEXT_CHARS": longest}
    return given | {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
