"""The picture on the briefing page, its words to paste, and its files: all made of one Brief."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from geo.brief import Brief, Look, brief_bytes, brief_of
from geo.errors import ThalwegError
from geo.escape import for_filename, for_markdown
from geo.model import Filter
from geo.ui import words
from geo.ui.leaf import draw_leaf, node
from geo.ui.readings import Case

_HELD, _PAINTED, _PAGE = "brief_held", "brief_painted", "b_page"
_LONG_4K = 3840
_MIME = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": "text/html",
}


def compose(case: Case, wanted: Filter, look: Look) -> Brief | None:
    """The briefing of what is kept, composed again only when something changed; None after a refusal."""
    key = (wanted, look)
    held = st.session_state.get(_HELD)
    if held is None or held[0] is not case.scene or held[1] != key:
        try:
            with st.spinner(words.COMPOSING, show_time=False):
                held = (case.scene, key, brief_of(case.scene, wanted, look, documents=case.documents))
        except ThalwegError as error:
            st.error(for_markdown(f"{error}."))
            return None
        st.session_state[_HELD] = held
    brief: Brief = held[2]
    return brief


def draw_preview(brief: Brief) -> int:
    """The picture itself, byte for byte the file that is downloaded, and the page that is shown."""
    pages = len(brief.pages)
    place = st.container()
    page = 1
    if pages > 1:
        if st.session_state.get(_PAGE, 1) > pages:
            st.session_state[_PAGE] = pages
        page = st.pagination(pages, key=_PAGE, width="stretch")
    content = picture(brief, page)
    data = base64.b64encode(content).decode("ascii")
    alt = brief.alt_text if page == 1 else words.list_page(page, pages)
    with place:
        draw_leaf([node("img", "brief", picture=f"data:image/png;base64,{data}", alt=alt)], key="picture")
    return page


def picture(brief: Brief, page: int) -> bytes:
    """The PNG of a page in the sheet's own size, painted once."""
    held = st.session_state.get(_PAINTED)
    if held is None or held[0] is not brief or held[1] != page:
        with st.spinner(words.PAINTING, show_time=False):
            held = (brief, page, brief_bytes(brief, "png", page=page))
        st.session_state[_PAINTED] = held
    content: bytes = held[2]
    return content


def draw_files(brief: Brief, page: int) -> None:
    """A button for each kind of file; those of one page say which."""
    sheet, many = brief.sheet, len(brief.pages) > 1
    large = _LONG_4K / max(sheet.width, sheet.height)
    on_page = words.of_page(page) if many else ""
    all_pages = words.of_pages(len(brief.pages)) if many else ""
    sizes = [_pixels(brief, 1.0), _pixels(brief, large)]
    files: tuple[tuple[str, str, str, Callable[[], bytes]], ...] = (
        ("png", words.png_size(*sizes[0]), on_page, partial(picture_bytes, brief, page, 1.0)),
        ("png", words.png_size(*sizes[1]), on_page, partial(picture_bytes, brief, page, large)),
        ("svg", "SVG", on_page, partial(brief_bytes, brief, "svg", page=page)),
        ("pdf", "PDF", all_pages, partial(brief_bytes, brief, "pdf")),
        ("pptx", "PowerPoint", all_pages, partial(brief_bytes, brief, "pptx")),
        ("html", words.HTML_FILE, "", partial(brief_bytes, brief, "html")),
    )
    st.subheader(words.FILES, anchor=False)
    with st.container(horizontal=True):
        for number, (kind, label, note, make) in enumerate(files):
            st.download_button(
                label,
                data=make,
                file_name=file_name(brief, kind, page if note == on_page else 0, large=number == 1),
                mime=_MIME[kind],
                on_click="ignore",
                key=f"b_file_{number}",
                help=note or None,
            )


def picture_bytes(brief: Brief, page: int, scale: float) -> bytes:
    return brief_bytes(brief, "png", page=page, scale=scale)


def _pixels(brief: Brief, scale: float) -> tuple[int, int]:
    return round(brief.sheet.width * scale), round(brief.sheet.height * scale)


def file_name(brief: Brief, kind: str, page: int = 0, *, large: bool = False) -> str:
    """A name made of title, sheet, theme and page: letters, digits, hyphens."""
    parts = [for_filename(brief.texts.title, "briefing")[:50], for_filename(brief.sheet.name), brief.theme]
    parts += ["4k"] if large else []
    parts += [f"page-{page}"] if page and len(brief.pages) > 1 else []
    return f"{'-'.join(parts)}.{kind}"


def draw_words(brief: Brief) -> None:
    """Caption and alternative text, each with a button that copies it."""
    st.subheader(words.WORDS_TO_PASTE, anchor=False)
    for label, text in _texts(brief):
        st.caption(label)
        st.code(text, language=None, wrap_lines=True)


def _texts(brief: Brief) -> Sequence[tuple[str, str]]:
    return (words.CAPTION, brief.caption), (words.ALT_TEXT, brief.alt_text)
