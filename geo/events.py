"""What happens on a server, one line of JSON an event, on stderr: for whoever runs it.

No words of a document or of a visitor are ever in it: ids, counts, kinds and milliseconds alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import perf_counter

from geo.escape import for_log
from geo.settings import read_settings

Fact = str | int | float | bool


def note(event: str, **facts: Fact) -> None:
    """One event, where the host wants them (THALWEG_LOG=json). Facts are ids and figures, never texts."""
    if read_settings().log != "json":
        return
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    shown = {name: for_log(fact, 80) if isinstance(fact, str) else fact for name, fact in facts.items()}
    print(json.dumps({"time": moment, "event": event, **shown}), file=sys.stderr, flush=True)


@contextmanager
def timed(event: str, **facts: Fact) -> Iterator[dict[str, Fact]]:
    """An event with how long the block took, in `ms`, and how it ended; the block may add facts."""
    begun = perf_counter()
    more: dict[str, Fact] = {}
    try:
        yield more
    except Exception as error:
        more["failed"] = type(error).__name__
        raise
    finally:
        note(event, **facts, **more, ms=round(1000 * (perf_counter() - begun), 1))
