"""The process that looks into files: `python -m geo.ingest.child`, started by geo.ingest.worker.

On stdin, for each file a line of JSON {name, encoding, size} and the bytes; on stdout a line of JSON, and the
bytes of a zip's members. Before the first file it gives up what it does not need: it can write no file, and
memory and work are limited by the kernel. What a file makes of it ends with it.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from collections.abc import Iterator
from typing import IO

from geo.cases.values import Json
from geo.codec import encode
from geo.errors import ThalwegError
from geo.ingest.limits import MEMORY_BYTES, WORK_S
from geo.ingest.values import Content, Table, Unpacked

if sys.platform != "win32":
    import resource

_RECURSION = 2_000
TOO_LARGE = "it takes more memory to read than a report does"
TOO_DEEP = "it is nested deeper than a report is"


def main() -> None:
    """Answer for each file until stdin ends."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    _silence()
    _warm_up()
    limit_self()
    _send(outgoing, {"ready": True})
    for line in iter(incoming.readline, b""):
        asked = json.loads(line)
        content = incoming.read(asked["size"])
        _arm(WORK_S)
        answer = answer_for(asked["name"], content, asked["encoding"])
        _send(outgoing, *answer)
        _arm(0)


def answer_for(name: str, content: bytes, encoding: str) -> tuple[dict[str, Json], list[bytes]]:
    """What is in a file, as JSON and bytes that follow it."""
    from geo.ingest.readers import read_content

    try:
        return _encoded(read_content(name, content, encoding=encoding))
    except ThalwegError as error:
        return {"refused": str(error)}, []
    except MemoryError:
        return {"refused": TOO_LARGE}, []
    except RecursionError:
        return {"refused": TOO_DEEP}, []
    except Exception as error:  # whatever a library does on a file made to break it: a sentence, and on
        return {"refused": f"it is damaged: it can't be read ({type(error).__name__})"}, []


def _encoded(content: Content) -> tuple[dict[str, Json], list[bytes]]:
    if isinstance(content, Unpacked):
        members: list[Json] = [{"name": one.name, "size": len(one.content)} for one in content.members]
        refused: list[Json] = [encode(one) for one in content.refused]
        return {"members": members, "refused_members": refused}, [one.content for one in content.members]
    return {"table" if isinstance(content, Table) else "found": encode(content)}, []


def _send(stream: IO[bytes], answer: dict[str, Json], blobs: list[bytes] | None = None) -> None:
    stream.write(json.dumps(answer, ensure_ascii=True).encode("ascii") + b"\n")
    for blob in blobs or ():
        stream.write(blob)
    stream.flush()


def limit_self() -> None:
    """Memory, no file written, no core left, few files open: for good."""
    sys.setrecursionlimit(_RECURSION)
    if sys.platform == "win32":
        return
    for kind, most in _limits():
        hard = resource.getrlimit(kind)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, least))


def _limits() -> Iterator[tuple[int, int]]:
    yield resource.RLIMIT_AS, MEMORY_BYTES
    yield resource.RLIMIT_FSIZE, 0
    yield resource.RLIMIT_CORE, 0
    yield resource.RLIMIT_NOFILE, 64


def _arm(seconds: float) -> None:
    """The kernel ends this process once it has worked so long on one file; 0 disarms."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _silence() -> None:
    """What libraries print goes nowhere: the pipe is for answers."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _warm_up() -> None:
    """Import what most files need, before the clock of the first one runs."""
    for name in ("charset_normalizer", "lxml.etree", "trafilatura", "geo.ingest.readers"):
        importlib.import_module(name)


if __name__ == "__main__":
    main()
