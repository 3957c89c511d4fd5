"""How fast the map answers: filters at three sizes beside an empty app, first paint, memory, bytes."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import ROOT, painted_map, start_streamlit
from tests.browser.setup import ARGUMENTS, find_chromium

Row = tuple[str, float, str, str]

APP = ROOT / "tests/browser/apps/bench_app.py"
SIZES = (1_000, 10_000, 100_000)
TARGETS = {1_000: "target + 60", 10_000: "target + 30", 100_000: "target + 100"}
ROUNDS = 9
WIDE = {"viewport": {"width": 1280, "height": 900}}

CLICK = "const t = performance.now(); top.document.querySelectorAll('input[type=radio]')[which].click();"
UNTIL = "const until = async ok => { while (!ok()) await new Promise(requestAnimationFrame); };"
RERUN = f"""async ([which, word]) => {{ {UNTIL} {CLICK}
    await until(() => document.body.innerText.includes("showing " + word));
    return performance.now() - t; }}"""
REPAINT = f"""async ([which]) => {{ {UNTIL} const s = Thalweg.state; const before = s.paints; {CLICK}
    await until(() => s.paints > before);
    return performance.now() - t; }}"""


def run() -> list[Row]:
    """Medians in milliseconds; `make bench` prints the rows."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        rows = [row for size in SIZES for row in _filter_rows(browser, size)]
        rows += _first_paint(browser)
        browser.close()
    return rows


@contextmanager
def _served(script: Path, **environment: str) -> Iterator[tuple[str, int]]:
    with tempfile.TemporaryDirectory() as folder:
        process, url = start_streamlit(script, Path(folder), **environment)
        try:
            yield url, process.pid
        finally:
            process.terminate()
            process.wait(timeout=20)


def _filter_rows(browser: Browser, size: int) -> list[Row]:
    """An empty app and the map take turns, so that a busy machine slows both alike."""
    with _served(APP) as (empty, _), _served(APP, TEST_CLAIMS=str(size)) as (url, pid):
        bare, page = browser.new_page(**WIDE), browser.new_page(**WIDE)
        received = _count_bytes(page)
        for each, address in ((bare, empty), (page, url)):
            each.goto(address)
            each.get_by_role("radio").first.wait_for(state="attached")
        frame = painted_map(page, 120)
        page.wait_for_timeout(1500)
        times: dict[str, list[float]] = {"floor": [], "quarter": [], "all": []}
        times |= {"quarter bytes": [], "all bytes": []}
        for turn in range(2 * ROUNDS + 2):
            which = (turn + 1) % 2
            word = ("all", "quarter")[which]
            floor = bare.evaluate(RERUN, [which, word])
            bare.wait_for_timeout(250)
            before = received[0]
            spent = frame.evaluate(REPAINT, [which])
            page.wait_for_timeout(400)
            if turn > 1:
                times["floor"].append(floor)
                times[word].append(spent)
                times[f"{word} bytes"].append(received[0] - before)
        memory = _resident_mb(pid)
        bare.close()
        page.close()
    floor, quarter, every = (median(times[name]) for name in ("floor", "quarter", "all"))
    best = min(times["quarter"]) - min(times["floor"])
    return [
        (f"an empty app's rerun beside {size:,} claims", floor, "ms", "the floor"),
        (
            f"filter to a quarter of {size:,} claims",
            quarter,
            "ms",
            f"floor + {quarter - floor:.0f}, at best {best:.0f}; {TARGETS[size]}",
        ),
        (f"show all {size:,} claims", every, "ms", f"floor + {every - floor:.0f}"),
        (
            f"received at a filter of {size:,} claims",
            median(times["quarter bytes"]) / 1000,
            "kB",
            "≤ 30 kB at 100,000",
        ),
        (f"server's memory with {size:,} claims", memory, "MB", "the made-up claims included"),
    ]


def _first_paint(browser: Browser) -> list[Row]:
    """The real app on its sample case, from the command to the painted map; then a second visitor."""
    begin = time.monotonic()
    with _served(ROOT / "app.py") as (url, pid):
        page = browser.new_page(**WIDE)
        page.goto(url)
        painted_map(page, 120)
        first = time.monotonic() - begin
        page.close()
        begin = time.monotonic()
        page = browser.new_page(**WIDE)
        page.goto(url)
        painted_map(page, 120)
        second = time.monotonic() - begin
        page.wait_for_timeout(1000)
        memory = _resident_mb(pid)
        page.close()
    return [
        ("streamlit run to the first painted map", first, "s", "target ≤ 6 s"),
        ("a second visitor's first painted map", second, "s", "target ≤ 1.5 s"),
        ("server's memory with the sample case", memory, "MB", "target ≤ 250 MB"),
    ]


def _count_bytes(page: Page) -> list[int]:
    total = [0]

    def received(payload: str | bytes) -> None:
        total[0] += len(payload)

    page.on("websocket", lambda socket: socket.on("framereceived", received))
    return total


def _resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


if __name__ == "__main__":
    from tests.bench.__main__ import show

    show("map", run())
