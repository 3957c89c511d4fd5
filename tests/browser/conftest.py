"""A server and a real Chromium for the tests of this folder.

`serve(script)` starts Streamlit on a free loopback port, with a home folder of its own; `app` is our app.
`visit(url)` opens a page that notes every request to anything but the server, and every page error.
"""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect
from playwright.sync_api import Error as PlaywrightError

from geo.ui.assets import install_leaflet

ROOT = Path(__file__).resolve().parents[2]
START_S = 60.0
PAINT_MS = 40_000
RERUNS = 2
"""Times that a browser test is run again before it counts as failed; the summary tells how many were."""
PAINTED = (
    "() => window.Thalweg && Thalweg.state && Thalweg.state.paints > 0 && Thalweg.state.colours !== null"
)


expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=RERUNS))


@dataclass
class Visit:
    """A page being looked at, with what it should not have done."""

    page: Page
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def map_frame(self) -> Frame:
        """The map's frame, once the claims are painted in it."""
        return painted_map(self.page)


def painted_map(page: Page, timeout_s: float = PAINT_MS / 1000) -> Frame:
    """The frame of the page's map, once the claims are painted in it."""
    until = time.monotonic() + timeout_s
    while time.monotonic() < until:
        for frame in page.frames:
            if "st_folium" in frame.url and is_painted(frame):
                return frame
        page.wait_for_timeout(30)
    pytest.fail(f"no map was painted within {timeout_s:.0f} s")


def is_painted(frame: Frame) -> bool:
    try:
        return bool(frame.evaluate(PAINTED))
    except PlaywrightError:  # the frame is being loaded or has just gone
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    running: list[subprocess.Popen[bytes]] = []

    def start(script: Path, **environment: str) -> str:
        folder = tmp_path_factory.mktemp("served")
        process, url = start_streamlit(script, folder, **environment)
        running.append(process)
        return url

    yield start
    for process in running:
        process.terminate()
        process.wait(timeout=20)


def start_streamlit(script: Path, folder: Path, **environment: str) -> tuple[subprocess.Popen[bytes], str]:
    """Streamlit serving `script` as the app would be: with the project's settings and static files."""
    main = script
    if script.parent != ROOT:
        main = folder / script.name
        main.write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
        for name in ("static", ".streamlit"):
            (folder / name).symlink_to(ROOT / name)
    install_leaflet()
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(main), "--server.port", str(port),
         "--server.headless", "true"],
        cwd=main.parent,
        env={**os.environ, "HOME": str(folder), "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.DEVNULL,
        stderr=(folder / "log").open("wb"),
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    wait_until_up(process, url)
    return process, url


def wait_until_up(process: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        assert process.poll() is None, f"streamlit ended with {process.returncode}"
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    process.terminate()
    pytest.fail(f"streamlit did not answer at {url} within {START_S:.0f} s")


@pytest.fixture(scope="session")
def app(serve: Callable[..., str]) -> str:
    return serve(ROOT / "app.py")


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Visit]]:
    contexts = []

    def open_page(
        url: str, *, width: int = 1280, height: int = 900, dark: bool = False, calm: bool = False
    ) -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if calm else "no-preference",
        )
        contexts.append(context)
        visited = Visit(context.new_page())
        watch(visited, url)
        visited.page.goto(url, timeout=PAINT_MS)
        return visited

    yield open_page
    for context in contexts:
        context.close()


def watch(visited: Visit, url: str) -> None:
    """Note requests that leave the server, and errors of page and console."""
    host = re.match(r"\w+:(//[^/]+)?", url)
    assert host is not None
    own = (host.group(), host.group().replace("http", "ws", 1), "data:", "blob:", "about:")
    page = visited.page
    page.on("request", lambda r: None if r.url.startswith(own) else visited.outside.append(r.url))
    page.on("websocket", lambda s: None if s.url.startswith(own) else visited.outside.append(s.url))
    page.on("pageerror", lambda error: visited.errors.append(str(error)))
    page.on("console", lambda m: visited.errors.append(m.text) if m.type == "error" else None)
