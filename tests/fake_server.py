"""A server on loopback that behaves as badly as it is told: for everything that asks other servers."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress

DRIP_S = 0.05
GIVE_UP_S = 30.0
Behaviour = Callable[[socket.socket], None]


def answer(
    content: bytes, *, status: str = "200 OK", kind: str = "application/json", more: str = ""
) -> Behaviour:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n{more}\r\n"

    def behave(connection: socket.socket) -> None:
        connection.sendall(head.encode() + content)

    return behave


def answer_json(value: object) -> Behaviour:
    return answer(json.dumps(value).encode())


def status(line: str, more: str = "") -> Behaviour:
    return answer(b"<html>an error page</html>", status=line, kind="text/html", more=more)


def drip(content: bytes, *, head: bytes = b"") -> Behaviour:
    def behave(connection: socket.socket) -> None:
        connection.sendall(head)
        for number in range(len(content)):
            connection.sendall(content[number : number + 1])
            time.sleep(DRIP_S)

    return behave


def silent(connection: socket.socket) -> None:
    connection.recv(1)


def closed(connection: socket.socket) -> None:
    """Ends without a word."""


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[")
    while True:
        connection.sendall(b"1," * 30_000)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
FAULTS: dict[str, tuple[Behaviour, str]] = {
    "403": (status("403 Forbidden"), "refuses this installation (403)"),
    "429": (status("429 Too Many Requests", "Retry-After: 120\r\n"), "asks for fewer questions (429)"),
    "500": (status("500 Internal Server Error"), "trouble of its own (500)"),
    "503": (status("503 Service Unavailable", "Retry-After: 5\r\n"), "trouble of its own (503)"),
    "400": (status("400 Bad Request"), "did not accept the question (400)"),
    "redirect": (status("302 Found", "Location: http://127.0.0.1:1/\r\n"), "points to another address (302)"),
    "slow": (silent, "did not answer in time"),
    "dripping head": (drip(HEAD * 50), "did not answer in time"),
    "dripping body": (
        drip(b"[" + b" " * 900 + b"]", head=HEAD + b"Content-Length: 902\r\n\r\n"),
        "did not answer in time",
    ),
    "dripping without a length": (drip(b"[" * 900, head=HEAD + b"\r\n"), "did not answer in time"),
    "dripping chunks": (
        drip(b"1\r\n[\r\n" * 200, head=HEAD + b"Transfer-Encoding: chunked\r\n\r\n"),
        "did not answer in time",
    ),
    "reset": (reset, "failed or broke off"),
    "closed": (closed, "failed or broke off"),
    "cut short": (drip(b"[1", head=HEAD + b"Content-Length: 50\r\n\r\n"), "broke off"),
    "no HTTP": (drip(b"", head=b"220 mail.invalid ESMTP\r\n\r\n"), "failed or broke off"),
    "too many headers": (drip(b"", head=HEAD + b"X: y\r\n" * 500 + b"\r\n"), "failed or broke off"),
    "endless": (endless, "longer than"),
    "HTML": (answer(b"<html>Please log in</html>", kind="text/html"), "something else than JSON (text/html)"),
    "nothing": (answer(b""), "something else than JSON"),
    "half JSON": (answer(b'[{"lat": "34.4"'), "something else than JSON"),
    "NaN": (answer(b'[{"lat": NaN, "lon": 1}]'), "something else than JSON"),
    "too deep": (answer(b"[" * 100_000), "something else than JSON"),
    "not UTF-8": (answer(b"\xff\xfe\xfa"), "something else than JSON"),
}
"""What every asker must survive: a behaviour, and what the sentence about it says."""


class FakeServer:
    """Answers every request with `behaviour`; `requests` are the heads and bodies as they came."""

    def __init__(self) -> None:
        self.behaviour: Behaviour = answer(b"[]")
        self.requests: list[str] = []
        self.times: list[float] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._handle, args=(connection,), daemon=True).start()

    def _handle(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(GIVE_UP_S)
            self.times.append(time.monotonic())
            self.requests.append(_read_request(connection))
            self.behaviour(connection)

    def close(self) -> None:
        self._socket.close()


def _read_request(connection: socket.socket) -> str:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return data.decode()
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [
        line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")
    ]
    while lengths and len(body) < int(lengths[0]):
        body += connection.recv(65536)
    return (head + b"\r\n\r\n" + body).decode()
