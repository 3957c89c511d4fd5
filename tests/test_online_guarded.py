"""The fetcher of pages: nothing that is not public is ever connected to, counted at the socket."""

import socket
import time
from collections.abc import Callable

import pytest

from geo.errors import InputError, OnlineError, ThalwegError
from geo.online import fetch_page, guarded
from geo.online.guarded import check_address, is_public
from tests.fake_server import FAULTS, FakeServer, answer, drip, endless

PUBLIC, OTHER = "93.184.216.34", "2606:2800:220:1::1"
PAGE = b"<html><body>words</body></html>"
DEADLINE_S = 0.7
GRACE_S = 15.0
"""A slow machine's; every fault would hold on for longer than this without a deadline."""
NOT_PUBLIC = (
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.0.9", "192.0.2.1", "198.18.0.1",
    "198.51.100.1", "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:93.184.216.34", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::5db8:d822", "64:ff9b:1::1", "2002:7f00:1::", "2002:5db8:d822::1", "2001::1", "2001:0:5db8::1",
    "2001:db8::1", "3fff::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "100::1",
    "5f00::1", "4000::1", "nonsense", "",
)  # fmt: skip


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_is_not_public_is_known(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, OTHER, "8.8.8.8", "1.1.1.1", "2a00:1450:4001::1"])
def test_what_is_public_is_known(address):
    assert is_public(address)


# ---------------------------------------------------------------- addresses, and who is connected to


class Net:
    """Names with their addresses, a server that stands for the public internet, and every connection."""

    def __init__(self, server: FakeServer) -> None:
        self.names: dict[str, list[list[str]]] = {}
        """For each name, the addresses of the first answer, the second …; the last one stays."""
        self.asked: list[str] = []
        self.connected: list[str] = []
        self.server = server

    def resolve(self, host: str, port: int, **_: object) -> list[tuple]:
        self.asked.append(host)
        if host not in self.names:
            return _real_resolve(host, port, type=socket.SOCK_STREAM)
        answers = self.names[host]
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    def connect(self, one: socket.socket, address: tuple) -> None:
        self.connected.append(address[0])
        if not is_public(address[0]):
            raise ConnectionRefusedError("a test counts this")
        _real_connect(one, ("127.0.0.1", int(self.server.url.rsplit(":", 1)[1])))


_real_resolve, _real_connect = socket.getaddrinfo, socket.socket.connect


@pytest.fixture
def net(monkeypatch):
    server = FakeServer()
    made = Net(server)
    made.names["news.example"] = [[PUBLIC]]
    monkeypatch.setattr(guarded.socket, "getaddrinfo", made.resolve)

    def connect(one: socket.socket, address: tuple) -> None:
        made.connect(one, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    yield made
    monkeypatch.undo()
    server.close()


def page(url: str = "http://news.example/a", **more: object) -> guarded.Page:
    return fetch_page(url, user_agent="test", **({"deadline_s": DEADLINE_S} | more))


def html(content: bytes = PAGE, **more: str) -> Callable:
    return answer(content, kind="text/html; charset=koi8-r", **more)


def endless_page(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"<p>word</p>" * 3_000)


def moved(to: str) -> Callable:
    return answer(b"", status="302 Found", kind="text/html", more=f"Location: {to}\r\n")


def test_a_public_page_is_fetched(net):
    net.server.behaviour = html()
    found = page()
    assert (found.content, found.ending, found.charset) == (PAGE, ".html", "koi8-r")
    assert found.url == "http://news.example/a"
    assert net.connected == [PUBLIC]


@pytest.mark.parametrize("address", [one for one in NOT_PUBLIC if one[:4] not in ("nons", "")])
def test_a_name_that_is_not_public_is_not_connected_to(net, address):
    net.names["evil.example"] = [[address]]
    with pytest.raises(InputError, match="not on the public internet"):
        page("http://evil.example/")
    assert net.connected == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/",
        "http://127.1/", "http://0177.0.0.1/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
        "http://169.254.169.254/latest/meta-data", "http://[fe80::1%25lo]/", "https://10.0.0.1/", "http://0/",
        "http://①②⑦.0.0.1/", "http://127.0.0.1./",
    ],
)  # fmt: skip
def test_addresses_inside_are_refused_however_they_are_written(net, url):
    with pytest.raises(ThalwegError):
        page(url)
    assert net.connected == []


def test_one_address_inside_among_public_ones_is_enough_to_refuse(net):
    net.names["both.example"] = [[PUBLIC, "127.0.0.1"]]
    with pytest.raises(InputError, match="not on the public internet"):
        page("http://both.example/")
    assert net.connected == []


def test_a_name_is_asked_once_so_that_it_can_t_change(net):
    net.names["rebind.example"] = [[PUBLIC], ["127.0.0.1"]]
    net.server.behaviour = html()
    page("http://rebind.example/")
    assert (net.asked, net.connected) == (["rebind.example"], [PUBLIC])


@pytest.mark.parametrize(
    "to", ["http://127.0.0.1/", "http://localhost/", "//10.0.0.1/", "http://evil.example/", "http://[::1]/"]
)
def test_a_redirect_inside_is_not_followed(net, to):
    net.names["evil.example"] = [["192.168.0.1"]]
    net.server.behaviour = moved(to)
    with pytest.raises(InputError, match="not on the public internet"):
        page()
    assert net.connected == [PUBLIC]


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://news.example/", "http://me:pw@news.example/"])
def test_a_redirect_to_something_else_is_not_followed(net, to):
    net.server.behaviour = moved(to)
    with pytest.raises(InputError):
        page()
    assert net.connected == [PUBLIC]


@pytest.mark.parametrize(("moves", "is_found"), [(0, True), (1, True), (3, True), (4, False), (99, False)])
def test_three_redirects_are_followed_and_no_more(net, moves, is_found):
    net.names["next.example"] = [[PUBLIC]]
    found, further = html(), moved("http://next.example/b")

    def answered(connection: socket.socket) -> None:
        (further if len(net.connected) <= moves else found)(connection)

    net.server.behaviour = answered
    if is_found:
        assert page(deadline_s=5).url == ("http://next.example/b" if moves else "http://news.example/a")
    else:
        with pytest.raises(OnlineError, match="moved more than 3 times"):
            page(deadline_s=5)
    assert len(net.connected) == min(moves, 3) + 1


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/", "file:///etc/passwd", "news.example", "http://", "http:///a", "javascript:1",
        "http://me@news.example/", "http://me:pw@news.example/", "http://news.example:22/",
        "http://news.example:x/", "http://a b/", "http://news.example/\r\nX: y", "http://" + "a" * 300, "http://[::1",
        "",
        "https://news.example:80/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(net, url):
    with pytest.raises(InputError):
        page(url)
    assert net.asked == []
    assert net.connected == []


def test_other_letters_in_an_address_are_encoded():
    target = check_address("http://brücke.example/fluß?a=ü")
    assert (target.host, target.path) == ("xn--brcke-lva.example", "/flu%C3%9F?a=%C3%BC")


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "HTML"])
def test_every_fault_ends_within_the_deadline(net, fault):
    net.server.behaviour, _ = FAULTS[fault]
    began = time.monotonic()
    with pytest.raises(ThalwegError):
        page()
    assert time.monotonic() - began < DEADLINE_S + GRACE_S


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        (drip(b"x" * 1_000, head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"), "in time"),
        (drip(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1_000), "in time"),
        (endless, "something else"),
        (endless_page, "longer than 50,000 bytes|in time"),
        (answer(b"x" * 60_000, kind="text/html"), "longer than 50,000 bytes"),
        (answer(b"{}", kind="application/json"), "something else"),
        (answer(PAGE, kind="text/html", more="Content-Encoding: gzip\r\n"), "packed"),
        (answer(PAGE, kind="text/html", status="404 Not Found"), "404"),
    ],
)
def test_what_is_no_page_is_refused_in_a_sentence(net, behaviour, why):
    net.server.behaviour = behaviour
    began = time.monotonic()
    with pytest.raises(OnlineError, match=why):
        page(most=50_000)
    assert time.monotonic() - began < DEADLINE_S + GRACE_S


def test_a_resolver_that_hangs_does_not_hold_us_up(net, monkeypatch):
    monkeypatch.setattr(guarded.socket, "getaddrinfo", lambda *_, **__: time.sleep(5) or [])
    began = time.monotonic()
    with pytest.raises(OnlineError, match="in time"):
        page(deadline_s=0.3)
    assert time.monotonic() - began < 0.3 + GRACE_S


def test_the_name_stays_in_the_request_and_no_cookie_goes_along(net):
    net.server.behaviour = html(more="Set-Cookie: a=b\r\n")
    page()
    page()
    request = net.server.requests[-1].lower()
    assert "host: news.example\r\n" in request
    assert "cookie" not in request
