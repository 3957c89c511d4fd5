"""The server's side of a quick start: what visitors would wait for is done while their browsers load.

`streamlit run app.py` imports app.py to find the server's app; this is that app's lifespan, and a look at
which files it serves.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Condition, Thread
from time import sleep

from starlette.types import ASGIApp, Receive, Scope, Send

from geo.memory import settle

LAST_FILE = "/static/leaflet/thalweg.js"
LONGEST_S, PAINT_S, REPAINT_S = 1.2, 0.15, 0.03
ROOMS = ("geo.ui.map_page", "geo.ui.sidebar", "geo.ui.downloads", "geo.ui.embed", "geo.ui.timeline")
_log = logging.getLogger(__name__)


_opened = Condition()
_seen = {"serving": False, "frames": 0}


class FrameWatch:
    """Notes that a browser has fetched the last file of the map's frame."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)
        if scope["type"] == "http" and scope["path"].endswith(LAST_FILE):
            with _opened:
                _seen["frames"] += 1
                _opened.notify_all()


def let_map_load() -> None:
    """Waits, at most LONGEST_S, until a map's frame has its files and time to paint.

    Everything that is sent meanwhile would be drawn before the map: a browser has one thread for both.
    """
    if not _seen["serving"]:
        return
    with _opened:
        before = _seen["frames"]
        found = _opened.wait_for(lambda: _seen["frames"] > before, LONGEST_S)
    if found:
        sleep(PAINT_S)


def let_map_repaint() -> None:
    """Leaves the machine to the map for a moment, once what it shows is sent; the list can come later."""
    if _seen["serving"]:
        sleep(REPAINT_S)


@asynccontextmanager
async def warm_up(_: object) -> AsyncIterator[None]:
    """Starts the work beside the server, which answers meanwhile."""
    _seen["serving"] = True
    Thread(target=_prepare, name="warm-up", daemon=True).start()
    yield


def _prepare() -> None:
    """A start without it is slower and no worse: what fails here is said by the page that needs it."""
    try:
        for room in ROOMS:
            import_module(room)
        _read_first_case()
        import_module("pandas")  # Streamlit asks of every component's data whether it is a table
        inspect.stack()  # and once who called it, for which all modules' files are looked up
        _open_store()
        settle()
    except Exception as error:  # any failure will meet a page again, which can say it
        _log.info("not warmed up: %s", type(error).__name__)


def _read_first_case() -> None:
    from geo.cases import load_samples
    from geo.ui.folium_map import prepared_map
    from geo.ui.map_page import MAP_KEY
    from geo.ui.map_panel import prepare_packets
    from geo.ui.readings import read_shared

    prepared_map(MAP_KEY)
    first = load_samples()[0]
    prepare_packets(read_shared(first.documents, title=first.title).scene)


def _open_store() -> None:
    """What opens a kept case is there, and so is the store, where there is one."""
    from geo.access import READER
    from geo.cases import list_kept

    list_kept(READER)
