"""How fast the map answers: filters at four sizes and on the whole page beside an empty app, first paint,
memory, bytes.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import ROOT, painted_map, start_streamlit
from tests.browser.setup import ARGUMENTS, find_chromium

Row = tuple[str, float, str, str]

APP = ROOT / "tests/browser/apps/bench_app.py"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
TARGETS = {1_000: "30", 10_000: "30", 100_000: "100", 1_000_000: "1,000"}
ALL_TARGETS = {10_000: "; target + 60", 100_000: "; target + 250"}
ROUNDS = 9
FIRSTS = 7
LOAD_S = 600.0
"""A million made-up claims take minutes to make up."""
WIDE = {"viewport": {"width": 1280, "height": 900}}

CLICK = "const t = performance.now(); top.document.querySelectorAll('input[type=radio]')[which].click();"
UNTIL = "const until = async ok => { while (!ok()) await new Promise(requestAnimationFrame); };"
PAINTED = """let count = s.paints;
    const set = (value, ok, done) => { count = value; if (ok()) done(performance.now()); };
    const painted = ok => new Promise(done => Object.defineProperty(s, 'paints',
        { configurable: true, get: () => count, set: value => set(value, ok, done) }));"""
"""When the map has drawn itself: within a frame, where `until` asks for the floor's text, too; a question in
each frame would be answered one late, for it comes before the drawing."""
RERUN = f"""async ([which, word]) => {{ {UNTIL} {CLICK}
    await until(() => document.body.innerText.includes("showing " + word));
    return performance.now() - t; }}"""
SIDE = "'[data-testid=stSidebar] [data-testid=stButtonGroup] button'"
PAGE_REPAINT = f"""async () => {{ const s = Thalweg.state; {PAINTED}
    const west = [...top.document.querySelectorAll({SIDE})].find(button => button.innerText);
    const seen = painted(() => true), t = performance.now(); west.click();
    return await seen - t; }}"""
"""On the page of the sample: the first side is chosen, or left again."""
PAGE_SELECT = f"""async ([number]) => {{ const s = Thalweg.state; const was = s.selected; {PAINTED}
    const isRow = element => element.classList.contains('row');
    const inside = root => [...root.querySelectorAll('*')]
        .flatMap(e => [...(isRow(e) ? [e] : []), ...(e.shadowRoot ? inside(e.shadowRoot) : [])]);
    const row = inside(top.document)[number];
    const seen = painted(() => s.selected !== was), t = performance.now(); row.click();
    return await seen - t; }}"""
REPAINT = f"""async ([which]) => {{ const s = Thalweg.state; {PAINTED}
    const seen = painted(() => true); {CLICK}
    return await seen - t; }}"""


def run() -> Iterator[Row]:
    """Medians in milliseconds; `make bench` prints each row as it comes."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        for size in SIZES:
            yield from _filter_rows(browser, size)
        yield from _page_rows(browser)
        yield from _first_paint(browser)
        browser.close()


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
            each.get_by_role("radio").first.wait_for(state="attached", timeout=LOAD_S * 1000)
        frame = painted_map(page, LOAD_S)
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
            f"floor + {quarter - floor:.0f}, at best {best:.0f}; target + {TARGETS[size]}",
        ),
        (
            f"show all {size:,} claims",
            every,
            "ms",
            f"floor + {every - floor:.0f}{ALL_TARGETS.get(size, '')}",
        ),
        (
            f"received at a filter of {size:,} claims",
            median(times["quarter bytes"]) / 1000,
            "kB",
            "≤ 30 kB at 100,000",
        ),
        (f"server's memory with {size:,} claims", memory, "MB", "the made-up claims included"),
    ]


def _page_rows(browser: Browser) -> list[Row]:
    """The whole page with its sample case: a filter and a selection, from the click to the repainted map."""
    with _served(APP) as (empty, _), _served(ROOT / "app.py") as (url, _):
        bare, page = browser.new_page(**WIDE), browser.new_page(**WIDE)
        bare.goto(empty)
        bare.get_by_role("radio").first.wait_for(state="attached")
        page.goto(url)
        frame = painted_map(page, 120)
        page.locator("[data-testid=stSidebar] [data-testid=stButtonGroup] button").last.wait_for()
        page.locator(".row").last.wait_for(state="attached")
        page.wait_for_timeout(2000)
        times: dict[str, list[float]] = {"floor": [], "filter": [], "select": []}
        for turn in range(2 * ROUNDS + 2):
            which = (turn + 1) % 2
            spent = {"floor": bare.evaluate(RERUN, [which, ("all", "quarter")[which]])}
            bare.wait_for_timeout(250)
            spent["filter"] = frame.evaluate(PAGE_REPAINT)
            page.wait_for_timeout(700)
            if which == 0:  # every side is shown again
                spent["select"] = frame.evaluate(PAGE_SELECT, [turn // 2 % 6])
                page.wait_for_timeout(700)
            if turn > 1:
                for name, value in spent.items():
                    times[name].append(value)
        bare.close()
        page.close()
    floor = median(times["floor"])

    def remark(name: str) -> str:
        best = min(times[name]) - min(times["floor"])
        return f"floor + {median(times[name]) - floor:.0f}, at best {best:.0f}; target + 30"

    return [
        ("an empty app's rerun beside the whole page", floor, "ms", "the floor"),
        ("filter on the whole page", median(times["filter"]), "ms", remark("filter")),
        ("select a claim on the whole page", median(times["select"]), "ms", remark("select")),
    ]


def _first_paint(browser: Browser) -> list[Row]:
    """The real app on its sample case, from the command to the painted map; then later visitors.

    An empty app's text takes turns with them: what Streamlit itself needs before it shows anything.
    """
    firsts = [_from_start(browser) for _ in range(FIRSTS)]
    with _served(APP) as (empty, _), _served(ROOT / "app.py") as (url, pid):
        floors, seconds = [], []
        for _ in range(ROUNDS):
            floors.append(_timed(browser, empty, lambda page: page.get_by_text("showing all").wait_for()))
            seconds.append(_timed(browser, url, lambda page: painted_map(page, 120)))
        memory = _resident_mb(pid)
    floor, second = median(floors[1:]), median(seconds[1:])
    at_best = f"at best {min(firsts):.2f}; target ≤ 4 s"
    return [
        ("streamlit run to the first painted map", median(firsts), "s", at_best),
        ("an empty app's first text", floor, "s", f"the floor; at best {min(floors[1:]):.2f}"),
        (
            "a second visitor's first painted map",
            second,
            "s",
            f"floor + {second - floor:.2f}, at best {min(seconds[1:]):.2f}; target ≤ 1.5 s",
        ),
        ("server's memory with the sample case", memory, "MB", "target ≤ 250 MB"),
    ]


def _from_start(browser: Browser) -> float:
    begin = time.monotonic()
    with _served(ROOT / "app.py") as (url, _):
        _timed(browser, url, lambda page: painted_map(page, 120))
        return time.monotonic() - begin


def _timed(browser: Browser, url: str, until: Callable[[Page], object]) -> float:
    """Seconds from a new visitor's opening of a page, nothing of it in the browser's store."""
    page = browser.new_page(**WIDE)
    begin = time.monotonic()
    page.goto(url, wait_until="commit")
    until(page)
    spent = time.monotonic() - begin
    page.close()
    return spent


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
