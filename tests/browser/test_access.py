"""Every page, in both themes, read by axe-core: nothing that is serious or critical."""

from collections.abc import Callable
from importlib.resources import files

import pytest

from tests.browser.conftest import Visit

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RUN = """async () => (await axe.run({ resultTypes: ["violations"] })).violations
    .filter(rule => ["serious", "critical"].includes(rule.impact))
    .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`))"""
PAGES = {
    "/": ".row",
    "/?stance=denied,doubted": ".row",
    "/?words=zzzz": "button",
    "/text": ".chip",
    "/actors": ".matrix",
    "/disputes": ".pair",
    "/brief": "img",
    "/read": "textarea",
    "/review": "canvas",
    "/about": "h3",
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_serious_finding_on_any_page(visit: Callable[..., Visit], app: str, dark: bool) -> None:
    visited = visit(app, dark=dark)
    found = []
    for path, landmark in PAGES.items():
        visited.page.goto(app + path)
        visited.page.locator(f"[data-testid=stMain] {landmark}").first.wait_for(timeout=40_000)
        if path.startswith(("/?", "/text")) or path == "/":
            visited.page.wait_for_timeout(800)  # pieces that are still fading in have too little contrast
        for frame in visited.page.frames:
            frame.evaluate(AXE)
        found += [f"{path} {finding}" for finding in visited.page.evaluate(RUN)]
    assert found == []
