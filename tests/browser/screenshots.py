"""`make screenshots`: pictures of the dashboard on the sample case, for the README and for looking at.

Writes docs/map-light.png, map-dark.png, claim.png, empty.png, read.png and phone.png from a real Chromium.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ROOT, painted_map, start_streamlit
from tests.browser.setup import ARGUMENTS, find_chromium

DOCS = ROOT / "docs"


@dataclass(frozen=True)
class Shot:
    name: str
    query: str = ""
    width: int = 1440
    height: int = 960
    scheme: str = "light"
    has_map: bool = True


SHOTS = (
    Shot("map-light"),
    Shot("map-dark", scheme="dark"),
    Shot("empty", query="?side=both&words=zeppelin", has_map=False),
    Shot("read", query="read", has_map=False),
    Shot("phone", width=380, height=820),
)


def take(browser: Browser, url: str, shot: Shot, folder: Path) -> None:
    """One picture, after the map has been painted and the page has come to rest."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(f"{url}/{shot.query}")
    if shot.has_map:
        painted_map(page)
    page.wait_for_timeout(2500)
    page.screenshot(path=folder / f"{shot.name}.png")
    context.close()


def main() -> None:
    path = find_chromium()
    if path is None:
        sys.exit("no Chromium was found; run: python -m tests.browser.setup")
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        process, url = start_streamlit(ROOT / "app.py", Path(folder))
        try:
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            for shot in SHOTS:
                take(browser, url, shot, DOCS)
                print(f"docs/{shot.name}.png", file=sys.stderr)
            browser.close()
        finally:
            process.terminate()
            process.wait(timeout=20)


if __name__ == "__main__":
    main()
