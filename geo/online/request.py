"""One request that ends by the clock, whatever the server does: hangs, drips, resets, answers nonsense.

Timeouts of sockets hold per read, so a server that sends a byte a second never meets one. Here a watchdog
cuts the connection at the deadline. Redirects are not followed, and no proxy is asked.
"""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPSConnection
from threading import Timer
from urllib.parse import urlsplit

from geo.errors import OnlineError

MOST_BYTES = 12_000_000
LONGEST_PAUSE_S = 24 * 3600.0
_REFUSED_PAUSE_S, _LIMITED_PAUSE_S = 3600.0, 60.0
_LEAST_S = 0.05


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered with status 200."""

    content: bytes
    content_type: str


def fetch(
    url: str, *, until: float, headers: Mapping[str, str], body: bytes | None = None, most: int = MOST_BYTES
) -> Reply:
    """The answer to a GET, or a POST with a body. OnlineError in a sentence, at `until` at the latest.

    `until` is a time of time.monotonic().
    """
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _connection(parts.scheme, parts.hostname or "", parts.port, until)
    try:
        with cut_at(until, connection) as held:
            connection.connect()
            held.append(connection.sock)  # the connection lets go of it once an answer has begun
            connection.request("POST" if body else "GET", target, body, dict(headers))
            response = connection.getresponse()
            content = response.read(most + 1)
            is_short = bool(response.length) and len(content) <= most
    except (OSError, HTTPException, ValueError) as error:
        if time.monotonic() >= until or isinstance(error, TimeoutError):
            raise OnlineError("it did not answer in time") from error
        raise OnlineError("the connection to it failed or broke off") from error
    if time.monotonic() >= until:
        raise OnlineError("it did not answer in time")
    if response.status != 200:
        raise _refusal(response.status, response.headers)
    if is_short:
        raise OnlineError("its answer broke off")
    if len(content) > most:
        raise OnlineError(f"its answer is longer than {most:,} bytes")
    return Reply(content, response.headers.get_content_type())


def read_json(reply: Reply) -> object:
    """The value of a JSON answer. OnlineError where it is something else, such as a page for people."""
    try:
        return json.loads(reply.content, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise OnlineError(f"it answered with something else than JSON ({reply.content_type[:60]})") from None


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number")


def _connection(scheme: str, host: str, port: int | None, until: float) -> HTTPConnection:
    left = max(_LEAST_S, until - time.monotonic())
    if scheme == "https":
        return HTTPSConnection(host, port, timeout=left, context=ssl.create_default_context())
    return HTTPConnection(host, port, timeout=left)


@contextmanager
def cut_at(until: float, connection: HTTPConnection) -> Iterator[list[socket.socket]]:
    """Shuts the sockets at the deadline, which ends any read that is waiting on them."""
    held: list[socket.socket] = []

    def cut() -> None:
        for one in (*held, connection.sock):
            if isinstance(one, socket.socket):
                _shut(one)

    watchdog = Timer(max(0.0, until - time.monotonic()), cut)
    watchdog.daemon = True
    watchdog.start()
    try:
        yield held
    finally:
        watchdog.cancel()
        connection.close()


def _shut(one: socket.socket) -> None:
    try:
        socket.socket.shutdown(one, socket.SHUT_RDWR)  # not TLS's own, which would wait for the other side
    except OSError:
        return


def _refusal(status: int, headers: HTTPMessage) -> OnlineError:
    """What a status other than 200 means, and how long to leave the server alone."""
    asked = _retry_after(headers)
    if status == 429:
        pause = max(asked, _LIMITED_PAUSE_S)
        return OnlineError("it asks for fewer questions (429)", pause_s=pause)
    if status in (401, 403):
        return OnlineError(f"it refuses this installation ({status})", pause_s=max(asked, _REFUSED_PAUSE_S))
    if 300 <= status < 400:
        return OnlineError(f"it points to another address ({status}), which is not followed")
    if status >= 500:
        return OnlineError(f"it has trouble of its own ({status})", pause_s=asked)
    return OnlineError(f"it did not accept the question ({status})", pause_s=asked)


def _retry_after(headers: HTTPMessage) -> float:
    """Seconds that Retry-After asks for, as seconds or as a date; 0 without one that can be read."""
    value = (headers.get("Retry-After") or "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), LONGEST_PAUSE_S)
    try:
        seconds = parsedate_to_datetime(value).timestamp() - time.time()
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return min(max(seconds, 0.0), LONGEST_PAUSE_S)
