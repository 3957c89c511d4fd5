"""`make screenshots`: pictures of the dashboard on the sample case, for the README and for looking at.

Writes the SHOTS into docs/ from a real Chromium, and the BRIEFINGS as `python -m geo brief` makes them.
"""

import io
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from geo.brief import Look, brief_bytes, brief_of
from geo.cases import sample_document
from geo.conflicts import find_conflicts
from geo.filters import from_query
from geo.pipeline import place_claims, read_document, suggest_river
from geo.river import load_river
from geo.scene import compose_scene
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
    wait_for: str = ""


SHOTS = (
    Shot("map-light"),
    Shot("map-dark", scheme="dark"),
    Shot("empty", query="?side=both&words=zeppelin", has_map=False),
    Shot("error", query="?side=nowhere&claim=lost"),
    Shot("offline", query="?base=street"),
    Shot("wide", width=1920, height=1080, scheme="dark"),
    Shot("arabic", query="disputes", has_map=False),
    Shot("read", query="read", has_map=False),
    Shot("phone", width=380, height=820),
    Shot("embed", query="?embed=true&height=560", width=800, height=560),
    Shot("briefing", query="brief", height=1240, has_map=False, wait_for="img.brief"),
)
BRIEFINGS = {
    "briefing-light": ("", Look()),
    "briefing-dark": ("side=right,river", Look(layout="4:3", theme="dark", frame="claims")),
    "briefing-print": ("", Look(layout="a4-portrait", theme="print", marking="Example of a marking line")),
}
"""By name: the filter as in a link, and how the picture is composed."""
SCALE, COLOURS = 0.8, 256
"""Small files: the pictures are flat colours and text."""


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
    if shot.wait_for:
        page.wait_for_selector(shot.wait_for)
    page.wait_for_timeout(2500)
    page.screenshot(path=folder / f"{shot.name}.png")
    context.close()


def draw_briefings(folder: Path) -> None:
    """Briefing pictures of the sample case, read as any text is."""
    document = sample_document()
    claims = read_document(document)
    river = load_river(suggest_river(claims) or "")
    placed = place_claims(claims, river)
    case = compose_scene(placed, title=document.title, river=river, conflicts=find_conflicts(placed))
    for name, (query, look) in BRIEFINGS.items():
        wanted, _ = from_query(query)
        brief = brief_of(case, wanted, replace(look, as_of=document.published), documents=[document])
        picture = Image.open(io.BytesIO(brief_bytes(brief, "png", scale=SCALE)))
        small = picture.quantize(COLOURS, kmeans=1, dither=Image.Dither.NONE)
        small.save(folder / f"{name}.png", optimize=True)
        print(f"docs/{name}.png", file=sys.stderr)


def main() -> None:
    path = find_chromium()
    if path is None:
        sys.exit("no Chromium was found; run: python -m tests.browser.setup")
    DOCS.mkdir(exist_ok=True)
    draw_briefings(DOCS)
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
