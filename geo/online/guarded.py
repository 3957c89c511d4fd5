"""Pages from addresses that people give: fetched so that nothing in the host's own network can be reached.

A name is resolved once; where any of its addresses is not one of the public internet, nothing is connected
to. The connection goes to the very address that was looked at, under the name in Host and TLS, so a second
answer of the name's server changes nothing. Each redirect begins anew. One deadline holds for all of it.
"""

from __future__ import annotations

import socket
import ssl
import time
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Thread
from urllib.parse import quote, urljoin, urlsplit

from geo.errors import InputError, OnlineError
from geo.escape import for_log
from geo.online.request import cut_at

MOST_BYTES = 5_000_000
DEADLINE_S = 10.0
MOST_REDIRECTS = 3
LONGEST_URL = 2_000
PORTS = {"http": 80, "https": 443}
KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""Types of content that are taken, with the ending of such files."""
_MOVED = (301, 302, 303, 307, 308)
_LEAST_S = 0.05
_NOT_PUBLIC = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48",
        ),
    )
)  # fmt: skip
"""Registered for special purposes (IANA), 6to4 and Teredo too; ipaddress calls some of them global."""
_PUBLIC_6 = ip_network("2000::/3")
"""All that is given out of IPv6; NAT64, mapped, local and multicast addresses lie outside."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave."""

    content: bytes
    url: str
    """Where it was found, after redirects."""
    ending: str
    """Of a file of its type: ".html"."""
    charset: str = ""
    """As the server says; empty where it does not."""


def fetch_page(url: str, *, user_agent: str, deadline_s: float = DEADLINE_S, most: int = MOST_BYTES) -> Page:
    """The page at an address. InputError where it is not asked, OnlineError where there is no answer."""
    until = time.monotonic() + deadline_s
    at = url.strip()
    for _ in range(MOST_REDIRECTS + 1):
        page, at = _ask(at, until, user_agent, most)
        if page is not None:
            return page
    raise OnlineError(f"the page moved more than {MOST_REDIRECTS} times")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and (ip not in _PUBLIC_6 or ip.scope_id):
        return False
    return _is_ordinary(ip)


def _is_ordinary(ip: IPv4Address | IPv6Address) -> bool:
    if any(ip.version == one.version and ip in one for one in _NOT_PUBLIC):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


@dataclass(frozen=True, slots=True)
class _Target:
    scheme: str
    host: str
    port: int
    path: str


def check_address(url: str) -> _Target:
    """The parts of an address that may be asked. InputError says what is wrong with it."""
    if len(url) > LONGEST_URL or not url.isprintable() or " " in url:
        raise InputError(f"{for_log(url, 60)!r} is no address of a page")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.rstrip(".").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise InputError(f"{for_log(url, 60)!r} is no address of a page") from None
    if parts.scheme not in PORTS or not host:
        raise InputError(f"{for_log(url, 60)!r} is no address of a page; it begins with https://")
    if parts.username is not None or parts.password is not None:
        raise InputError("the address holds a name or password; give one without")
    if port not in (None, PORTS[parts.scheme]):
        raise InputError(f"the address asks for port {port}; only the usual ones are asked")
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return _Target(parts.scheme, host, PORTS[parts.scheme], (quote(parts.path, safe=_SAFE) or "/") + query)


_SAFE = "/%:?#[]@!$&'()*+,;=~-._"


def _ask(url: str, until: float, user_agent: str, most: int) -> tuple[Page | None, str]:
    """The page, or None and the address to which it has moved."""
    target = check_address(url)
    addresses = _addresses(target, until)
    if not addresses or not all(is_public(one) for one in addresses):
        raise InputError(f"{target.host[:100]!r} is not on the public internet, so it is not asked")
    connection = _Checked(target, addresses[0], until)
    headers = {
        "User-Agent": user_agent,
        "Accept": ", ".join(KINDS),
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    try:
        with cut_at(until, connection) as held:
            connection.connect()
            held.append(connection.sock)
            connection.request("GET", target.path, headers=headers)
            response = connection.getresponse()
            if response.status in _MOVED:
                return None, _moved(response, url)
            page = _page(response, url, most)
    except (OSError, HTTPException, ValueError) as error:
        if isinstance(error, (OnlineError, InputError)):
            raise
        late = time.monotonic() >= until or isinstance(error, TimeoutError)
        raise OnlineError(_LATE if late else "the connection to it failed or broke off") from error
    if time.monotonic() >= until:
        raise OnlineError(_LATE)
    return page, url


_LATE = "it did not answer in time"


def _moved(response: HTTPResponse, url: str) -> str:
    place = response.headers.get("Location") or ""
    if not place:
        raise OnlineError("it moved to an address that it does not give")
    return urljoin(url, place).split("#", 1)[0]


def _page(response: HTTPResponse, url: str, most: int) -> Page:
    """OnlineError where the answer is not a page that is taken; no more than `most` bytes are read."""
    if response.status != 200:
        raise OnlineError(f"it did not give the page (status {response.status})")
    kind = response.headers.get_content_type()
    if kind not in KINDS:
        raise OnlineError(f"it gave something else than a page or report ({for_log(kind, 60)})")
    if (response.headers.get("Content-Encoding") or "identity").lower() != "identity":
        raise OnlineError("it gave a packed answer, which was not asked for")
    content = response.read(most + 1)
    if len(content) > most:
        raise OnlineError(f"the page is longer than {most:,} bytes")
    if response.length:
        raise OnlineError("its answer broke off")
    return Page(content, url, KINDS[kind], _charset(response.headers))


def _charset(headers: Message) -> str:
    return str(headers.get_content_charset() or "")[:40]


# ---------------------------------------------------------------- names and connections


def _addresses(target: _Target, until: float) -> tuple[str, ...]:
    """Every address of a name, asked once. The system's resolver has no deadline: a thread waits for it."""
    found: list[str] = []
    failed: list[OSError] = []

    def ask() -> None:
        try:
            for entry in socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM):
                found.append(str(entry[4][0]))
        except (OSError, UnicodeError) as error:
            failed.append(error if isinstance(error, OSError) else OSError(str(error)))

    thread = Thread(target=ask, daemon=True)
    thread.start()
    thread.join(max(0.0, until - time.monotonic()))
    if thread.is_alive():
        raise OnlineError(_LATE)
    if failed:
        raise OnlineError(f"there is no server {target.host[:100]!r}")
    return tuple(found)


class _Checked(HTTPConnection):
    """A connection to an address that was looked at, under the name that was asked for."""

    def __init__(self, target: _Target, address: str, until: float) -> None:
        super().__init__(target.host, target.port, timeout=max(_LEAST_S, until - time.monotonic()))
        self.default_port = target.port
        self._target, self._address = target, address

    def connect(self) -> None:
        plain = connect_to(self._address, self._target.port, self.timeout or _LEAST_S)
        self.sock = plain
        if self._target.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(
                plain, server_hostname=self._target.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()


def connect_to(address: str, port: int, timeout: float) -> socket.socket:
    """The one place where a connection is made: to an address that is public, or none."""
    if not is_public(address):
        raise InputError(f"{address!r} is not on the public internet, so it is not asked")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    plain = socket.socket(family, socket.SOCK_STREAM)
    try:
        plain.settimeout(timeout)
        plain.connect((address, port))
    except OSError:
        plain.close()
        raise
    return plain
