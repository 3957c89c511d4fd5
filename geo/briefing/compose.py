"""Composes a Brief from a Scene: which sheet, which words, what stands on which page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from geo.briefing.lettering import plain
from geo.briefing.page import (
    Rooms,
    body_of,
    first_page,
    frame_layer,
    further_page,
    paged,
    rooms_of,
)
from geo.briefing.panel import Panel, map_panel
from geo.briefing.theme import THEMES, Theme, theme_of
from geo.briefing.values import MOST_MARKING, SHEETS, Brief, Entry, Page, Sheet, Texts
from geo.briefing.words import (
    alt_text_of,
    caption_of,
    count_words,
    day_words,
    entries_of,
    proposed_title,
    source_words,
)
from geo.errors import InputError
from geo.model import Document, Scene

T = TypeVar("T")


def compose_brief(
    scene: Scene,
    *,
    layout: str = "16:9",
    theme: str = "light",
    title: str = "",
    subtitle: str = "",
    as_of: date | None = None,
    marking: str = "",
    documents: Sequence[Document] = (),
    total: int | None = None,
) -> Brief:
    """Everything a briefing shows, page by page.

    `scene` holds the claims that a filter kept; `total` is how many there were. Title and subtitle are
    proposed from the scene where none is given; `documents` are the reports, named as sources.
    InputError names the layouts and themes there are, and refuses a marking line that is too long.
    """
    sheet = _chosen(layout, SHEETS, "layout")
    colours = theme_of(_chosen(theme, {name: name for name in THEMES}, "theme"), scene)
    texts = Texts(
        title=plain(title) or plain(scene.title) or proposed_title(scene),
        subtitle=plain(subtitle) or plain(scene.caption),
        as_of=day_words(as_of),
        marking=_marking(marking),
        notice=scene.notice,
        count=count_words(scene, total),
        sources=_sources(scene, documents),
        credits=tuple(plain(credit) for credit in scene.credits if credit not in scene.sources),
    )
    rooms = rooms_of(sheet, texts, scene, colours)
    panel = map_panel(scene, rooms.map, colours)
    by_id = {document.id: document for document in documents}
    entries = entries_of(scene, panel.markers, by_id, texts.sources[0] if len(texts.sources) == 1 else "")
    return Brief(
        scene=scene,
        sheet=sheet,
        theme=theme,
        texts=texts,
        entries=entries,
        caption=caption_of(texts),
        alt_text=alt_text_of(texts.title, scene, entries),
        pages=_pages(scene, sheet, texts, colours, entries, rooms=rooms, panel=panel),
    )


def _marking(text: str) -> str:
    line = plain(text)
    if len(line) > MOST_MARKING:
        raise InputError(f"the marking line has {len(line)} characters; give at most {MOST_MARKING}")
    return line


def _sources(scene: Scene, documents: Sequence[Document]) -> tuple[str, ...]:
    """The reports, each once: as documents where they are given, else as the scene credits them."""
    named = dict.fromkeys(plain(source_words(document)) for document in documents)
    return tuple(named) or tuple(plain(credit) for credit in scene.sources)


def _pages(
    scene: Scene,
    sheet: Sheet,
    texts: Texts,
    theme: Theme,
    entries: Sequence[Entry],
    *,
    rooms: Rooms,
    panel: Panel,
) -> tuple[Page, ...]:
    """The map with the beginning of the list, then the rest of the list."""
    listings = paged(entries, rooms.columns, body_of(sheet, texts), sheet)
    count = len(listings)
    frames = [frame_layer(sheet, texts, theme, number=number + 1, of=count) for number in range(count)]
    left = len(entries) - sum(len(column.rows) for column in listings[0])
    opening = first_page(
        frame=frames[0],
        panel=(panel.layers, panel.drawn),
        rooms=rooms,
        listing=listings[0],
        scene=scene,
        theme=theme,
        note=f"{left} more on the following {'pages' if count > 2 else 'page'}" if left else "",
    )
    others = (further_page(frames[n], listings[n], theme, n + 1) for n in range(1, count))
    return (opening, *others)


def _chosen(name: str, known: Mapping[str, T], what: str) -> T:
    if name not in known:
        raise InputError(f"unknown {what} {name!r}; choose one of {', '.join(known)}")
    return known[name]
