"""One door to every briefing file: a Scene in, the bytes of a PNG, SVG, PDF, PPTX or HTML file out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from geo import filters
from geo.briefing import SHEETS, THEMES, Brief, compose_brief
from geo.errors import InputError
from geo.model import Document, Filter, Scene
from geo.scene import compose_scene, side_words

KINDS = ("png", "svg", "pdf", "pptx", "html")
LAYOUTS = tuple(SHEETS)
FRAMES = ("case", "claims")

__all__ = [
    "FRAMES",
    "KINDS",
    "LAYOUTS",
    "THEMES",
    "Brief",
    "Look",
    "brief_bytes",
    "brief_of",
    "compose_brief",
    "make_brief",
    "narrowed",
]


@dataclass(frozen=True, slots=True)
class Look:
    """How a briefing is composed. Title and subtitle are proposed from case and filter where empty."""

    layout: str = "16:9"
    theme: str = "light"
    frame: str = "case"
    """What the map shows: all of the "case", as the screen does, or the "claims" that are kept, larger."""
    title: str = ""
    subtitle: str = ""
    as_of: date | None = None
    marking: str = ""


def brief_of(case: Scene, wanted: Filter, look: Look, *, documents: Sequence[Document] = ()) -> Brief:
    """The briefing of what a filter keeps of a case. `case` is the scene of all its claims.

    InputError names the layouts, themes and frames there are.
    """
    if look.frame not in FRAMES:
        raise InputError(f"unknown frame {look.frame!r}; choose one of {', '.join(FRAMES)}")
    return compose_brief(
        narrowed(case, wanted, closely=look.frame == "claims"),
        layout=look.layout,
        theme=look.theme,
        title=look.title,
        subtitle=look.subtitle or proposed_subtitle(case, wanted),
        as_of=look.as_of,
        marking=look.marking,
        documents=documents,
        total=len(case.claims),
    )


def narrowed(case: Scene, wanted: Filter, *, closely: bool = False) -> Scene:
    """The scene of the claims that a filter keeps, on the same map, its banks named as in the case.

    `closely` frames the kept claims alone.
    """
    sides = side_words(case)
    kept = filters.apply(wanted, case.claims)
    ids = {placed.claim.id for placed in kept}
    scene = compose_scene(
        kept,
        title=case.title,
        river=case.boundary,
        conflicts=[conflict for conflict in case.conflicts if {conflict.a, conflict.b} <= ids],
        sources=case.sources,
        caption=filters.describe(wanted, case.claims, case.boundary, sides=sides),
        bounds=None if closely and kept else case.bounds,
    )
    labels = {area.bank: area.label for area in case.areas}
    areas = tuple(replace(area, label=labels.get(area.bank, area.label)) for area in scene.areas)
    return replace(scene, areas=areas)


def proposed_subtitle(case: Scene, wanted: Filter) -> str:
    """The filter in words; where it leaves nothing out, that."""
    words = filters.describe(wanted, case.claims, case.boundary, sides=side_words(case))
    return words if " · " in words or len(case.claims) < 2 else f"All {words} of the report"


def make_brief(
    scene: Scene,
    out_suffix: str,
    *,
    layout: str = "16:9",
    theme: str = "light",
    title: str = "",
    subtitle: str = "",
    as_of: date | None = None,
    marking: str = "",
    documents: Sequence[Document] = (),
    total: int | None = None,
    page: int = 1,
    scale: float = 1.0,
) -> bytes:
    """The file of the kind that `out_suffix` (".png" or "png") names.

    `scene` holds the claims that a filter kept, its caption their description; `total` is how many claims
    there were before the filter. `documents` are the reports that the claims come from. `layout` is one of
    LAYOUTS, `theme` of THEMES. PNG and SVG show one `page`; `scale` 2 makes a PNG of 3840×2160 at 16:9.
    InputError names what there is.
    """
    brief = compose_brief(
        scene,
        layout=layout,
        theme=theme,
        title=title,
        subtitle=subtitle,
        as_of=as_of,
        marking=marking,
        documents=documents,
        total=total,
    )
    return brief_bytes(brief, out_suffix, page=page, scale=scale)


def brief_bytes(brief: Brief, out_suffix: str, *, page: int = 1, scale: float = 1.0) -> bytes:
    """The file of a composed briefing, as `make_brief` makes it."""
    kind = out_suffix.lower().lstrip(".")
    if kind not in KINDS:
        raise InputError(f"can't write a {kind!r} file; choose one of {', '.join(KINDS)}")
    if not 1 <= page <= len(brief.pages):
        raise InputError(f"there is no page {page}; the briefing has {len(brief.pages)}")
    if not 0.25 <= scale <= 4:
        raise InputError(f"scale {scale:g} is too {'small' if scale < 1 else 'large'}; give 0.25 to 4")
    return _writer(kind)(brief, page, scale)


def _writer(kind: str) -> Callable[[Brief, int, float], bytes]:
    """Each library is loaded only by the kind of file that needs it."""
    if kind == "html":
        from geo.page_file import write_page

        return lambda brief, page, scale: write_page(brief)
    if kind == "pptx":
        from geo.slide import write_slides

        return lambda brief, page, scale: write_slides(brief)
    from geo.still import draw_pdf, draw_png, draw_svg

    if kind == "png":
        return lambda brief, page, scale: draw_png(brief, page=page, scale=scale)
    if kind == "svg":
        return lambda brief, page, scale: draw_svg(brief, page=page)
    return lambda brief, page, scale: draw_pdf(brief)
