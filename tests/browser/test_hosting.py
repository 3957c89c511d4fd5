"""The guide's own nginx file, two replicas behind it: TLS, headers, sticky visits, a replica that dies."""

import re
import shutil
import ssl
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.ui import words
from tests.browser.acting import press
from tests.browser.conftest import ROOT, Visit, free_port, start_streamlit, watch
from tests.browser.test_journey import pill, rows

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
SITE = ROOT / "docs" / "hosting" / "thalweg.nginx.conf"
AROUND = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fast;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


@dataclass
class Hosted:
    url: str
    replicas: list[subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    folder = tmp_path_factory.mktemp("hosted")
    replicas, ports = [], []
    for name in ("one", "two"):
        (folder / name).mkdir()
        environment = {
            "THALWEG_ACCESS": "hosted",
            "THALWEG_DATA_DIR": str(folder / "data"),
            "STREAMLIT_SERVER_COOKIE_SECRET": "the same in both",
            "STREAMLIT_SERVER_ALLOWED_HOSTS": "localhost",
        }
        process, url = start_streamlit(ROOT / "app.py", folder / name, **environment)
        replicas.append(process)
        ports.append(url.rpartition(":")[2])
    port = free_port()
    lay_out(folder, port, ports)
    nginx = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")])
    url = f"https://localhost:{port}"
    wait_for(url)
    yield Hosted(url, replicas)
    for process in (nginx, *replicas):
        process.terminate()
        process.wait(timeout=20)


def lay_out(folder: Path, port: int, replicas: list[str]) -> None:
    """The guide's file with this machine's ports and a certificate of its own."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
         "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    site = SITE.read_text(encoding="utf-8")
    for there, here in (
        ("127.0.0.1:8501", f"127.0.0.1:{replicas[0]}"),
        ("127.0.0.1:8502", f"127.0.0.1:{replicas[1]}"),
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("map.desk.example", "localhost"),
        ("/etc/ssl/thalweg", str(folder)),
        ("/var/log/nginx", str(folder)),
    ):
        assert there in site
        site = site.replace(there, here)
    (folder / "site.conf").write_text(site, encoding="utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder), encoding="utf-8")


def unverified() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def headers_of(url: str) -> dict[str, str]:
    with urllib.request.urlopen(url, timeout=10, context=unverified()) as answer:
        return dict(answer.headers.items())


def wait_for(url: str) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            return bool(headers_of(f"{url}/_stcore/health")) or None
        except OSError:
            assert time.monotonic() < until, "nginx did not answer"
            time.sleep(0.1)


@pytest.fixture
def look(chromium: Browser) -> Iterator[Callable[[str], Visit]]:
    contexts = []

    def open_page(url: str) -> Visit:
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, ignore_https_errors=True)
        contexts.append(context)
        visited = Visit(context.new_page())
        watch(visited, url)
        visited.page.goto(url, timeout=40_000)
        return visited

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("path", "ancestors"),
    [("/", "'self'"), ("/?embed=true", "*"), ("/?case=a&embed=true", "*"), ("/?case=embed=true", "'self'")],
)
def test_every_answer_has_the_headers(hosted: Hosted, path: str, ancestors: str) -> None:
    headers = headers_of(hosted.url + path)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    sources = headers["Content-Security-Policy"]
    assert sources.endswith(f"frame-ancestors {ancestors}")
    assert "object-src 'none'" in sources
    assert re.fullmatch(
        r"thalweg_visit=[0-9a-f]{32}; Path=/; Secure; HttpOnly; SameSite=Lax", headers["Set-Cookie"]
    )


def test_a_visit_through_the_proxy_is_whole_and_breaks_no_policy(
    hosted: Hosted, look: Callable[[str], Visit]
) -> None:
    visited = look(hosted.url)
    page = visited.page
    visited.map_frame()
    press(pill(page, "East bank"))
    expect(rows(page)).to_have_count(1)
    assert visited.outside == []
    assert [error for error in visited.errors if "Content Security Policy" in error] == []
    assert visited.errors == []


def test_a_reader_is_offered_no_keeping(hosted: Hosted, look: Callable[[str], Visit]) -> None:
    page = look(hosted.url).page
    expect(rows(page).first).to_be_visible(timeout=40_000)
    press(page.get_by_role("button", name=words.SHARE, exact=True))
    expect(page.get_by_role("button", name=words.COPY, exact=True)).to_be_visible()
    expect(page.get_by_role("button", name=words.KEEP)).to_have_count(0)


def answering(page: Page) -> bool:
    return page.evaluate("() => fetch('/_stcore/health').then((answer) => answer.ok)")


def test_one_replica_dies_and_the_next_visit_is_served(hosted: Hosted, look: Callable[[str], Visit]) -> None:
    hosted.replicas[0].kill()
    hosted.replicas[0].wait(timeout=20)
    for _ in range(3):
        visited = look(hosted.url)
        expect(rows(visited.page).first).to_be_visible(timeout=40_000)
        assert answering(visited.page)
