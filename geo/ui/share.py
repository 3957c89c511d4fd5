"""The share panel: the link, the snippet for an article with a preview, the QR code, and keeping a text.

The server does not know where the map stands nor under which address it is seen; the panel's script tells it
when the panel opens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files

import streamlit as st

from geo import links, sharing
from geo.brief import Look, brief_bytes, brief_of
from geo.cases import Visibility, is_kept_id, keep_documents, load_kept_case, open_desk
from geo.errors import ThalwegError
from geo.escape import for_filename, for_html, for_markdown
from geo.links import Part, Theme, View
from geo.model import Filter
from geo.settings import read_settings
from geo.ui import words
from geo.ui.inputs import (
    belongings_of,
    forget_visit_journal,
    journal_of,
    kept_case,
    own_places,
    river_lines,
    visit_journal,
)
from geo.ui.readings import Case
from geo.ui.telling import told
from geo.ui.view import OWN, change_view, current_view
from geo.ui.visitor import this_visitor

_THEME, _PARTS, _HEIGHT, _WAY, _FIELD = "s_theme", "s_parts", "s_height", "s_way", "s_field"
_KEPT, _REFUSED, _SEEN_BY = "kept_as", "keep_refused", "seen_by"
_FOLDER = files("geo.ui")
_draw_field = st.components.v2.component(
    "thalweg_share",
    html='<div class="share">\n</div>',
    css=(_FOLDER / "share.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "share.js").read_text(encoding="utf-8"),
)


def draw_share(case: Case) -> None:
    """The button that opens the panel."""
    if st.button(words.SHARE, key="share"):
        _open_panel(case)


def draw_heading(case: Case, title: str, lead: str) -> None:
    """A page's title and what it shows, with the button at the right."""
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        with st.container(width="stretch", gap="small"):
            st.title(title, anchor=False)
            st.caption(lead)
        with st.container(width="content"):
            draw_share(case)


@st.dialog(words.SHARE_TITLE, width="large")
def _open_panel(case: Case) -> None:
    if current_view().case == OWN or _has_added(case):
        _draw_own(case)
    elif is_kept_id(current_view().case) and this_visitor().may_change:
        _draw_visibility(current_view().case)
    view = _shared_view()
    way = st.segmented_control(
        words.SHARE_WAY, [words.AS_LINK, words.AS_EMBED], key=_WAY, default=words.AS_LINK, required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    theme = st.segmented_control(
        words.THEME,
        list(words.THEMES),
        key=_THEME,
        default="",
        format_func=words.THEMES.__getitem__,
        required=True,
    )
    view = replace(view, theme=Theme(theme) if theme in set(Theme) else None)
    if way == words.AS_EMBED:
        _draw_embed(view, case.title or words.APP)
    else:
        _draw_link(view)
    if view.base is not links.Base.PLAIN:
        st.caption(words.SHARE_TILES)


def _draw_visibility(identity: str) -> None:
    """Who can open a kept case, for those who may change it."""
    try:
        head = load_kept_case(identity, this_visitor()).head
    except ThalwegError as error:
        st.error(for_markdown(told(error)))
        return
    st.session_state[_SEEN_BY] = head.visibility.value
    st.segmented_control(
        words.VISIBILITY,
        list(words.VISIBILITIES),
        key=_SEEN_BY,
        format_func=words.VISIBILITIES.__getitem__,
        required=True,
        on_change=_take_visibility,
        args=(identity,),
        help=words.VISIBILITY_HELP,
    )


def _take_visibility(identity: str) -> None:
    chosen = st.session_state[_SEEN_BY]
    if chosen not in set(Visibility):
        return
    try:
        open_desk(this_visitor()).show_case(identity, Visibility(chosen))
    except ThalwegError as error:
        st.session_state[_REFUSED] = told(error)


def _place() -> str:
    """Where the browser says it is: the installation's address and the map's place, apart by a space."""
    told = getattr(st.session_state.get(_FIELD), "place", None)
    return told if isinstance(told, str) else ""


def _base() -> str:
    base = _place().partition(" ")[0]
    return base if sharing.is_base(base) else ""


def _shared_view() -> View:
    """What the page shows, with the place of the map as it stands now."""
    at = links.from_query({"at": _place().partition(" ")[2]})[0].at
    return replace(current_view(), at=at)


def _draw_link(view: View) -> None:
    link = sharing.link_of(view, _base())
    _field(words.LINK_LABEL, link, rows=2)
    st.caption(words.LINK_NOTE)
    picture = sharing.qr_picture(link) if _base() else ""
    if picture:
        st.html(f'<img class="qr" alt="{for_html(words.QR)}" src="{for_html(picture)}">')
    elif _base():
        st.caption(words.QR_TOO_LONG)


def _draw_embed(view: View, title: str) -> None:
    st.session_state.setdefault(_HEIGHT, view.height)
    left, right = st.columns([3, 1])
    parts = left.pills(
        words.EMBED_PARTS, [part.value for part in Part], selection_mode="multi", key=_PARTS,
        format_func=words.PARTS.__getitem__,
    )  # fmt: skip
    least, most = links.HEIGHTS
    height = right.number_input(words.HEIGHT, least, most, step=20, key=_HEIGHT)
    view = replace(view, show=frozenset(Part(part) for part in parts), height=int(height))
    _field(
        words.SNIPPET,
        sharing.embed_snippet(view, _base(), words.embed_title(title)),
        rows=5,
        preview=sharing.embed_address(view, _base()) if _base() else "",
        height=view.height,
    )
    st.caption(words.EMBED_NOTE)


def _field(label: str, text: str, *, rows: int, preview: str = "", height: int = 0) -> None:
    _draw_field(
        key=_FIELD,
        data={
            "label": label,
            "text": text,
            "rows": rows,
            "copy": words.COPY,
            "copied": words.COPIED,
            "preview": preview,
            "previewed": words.PREVIEW,
            "height": height,
            "page": current_view().page.value,
            "place": _place(),
        },
        on_place_change=_nothing,
    )


def _nothing() -> None:
    """A state without a listener is dropped by Streamlit."""


# ---------------------------------------------------------------- a text that is in this visit only


def _draw_own(case: Case) -> None:
    st.warning(words.OWN_UNKEPT if current_view().case == OWN else words.ADDED_UNKEPT)
    with st.container(horizontal=True):
        if may_keep():
            st.button(words.KEEP, key="s_keep", type="primary", on_click=_keep, args=(case,))
        st.download_button(
            words.EXPORT_CASE,
            _case_file(case),
            file_name=f"{for_filename(case.title)}.zip",
            mime="application/zip",
            key="s_case",
            on_click="ignore",
        )
        st.download_button(
            words.EXPORT_PAGE,
            _page_file(case, current_view().wanted),
            file_name=f"{for_filename(case.title)}.html",
            mime="text/html",
            key="s_page",
            on_click="ignore",
        )
    st.caption(words.KEEP_NOTE if may_keep() else words.KEEP_OFF)
    refused = st.session_state.pop(_REFUSED, "")
    if refused:
        st.error(for_markdown(words.sentence(refused)))


def _has_added(case: Case) -> bool:
    """Whether this visitor has corrected or brought something that is in no case yet."""
    return kept_case() is None and bool(visit_journal(*case.ids) or own_places() or river_lines())


def _case_file(case: Case) -> Callable[[], bytes]:
    """Makes the file of the case when it is clicked for, with what was corrected and brought."""
    kept = kept_case()
    journal, inputs = journal_of(*case.ids), belongings_of(case.river, current_view().river)
    brought = (*kept.inputs, *inputs) if kept is not None else inputs
    once = {(one.kind, one.name): one for one in brought}
    return lambda: sharing.case_file(
        case.documents, datetime.now(UTC), title=case.title, corrections=journal, inputs=tuple(once.values())
    )


def _page_file(case: Case, wanted: Filter) -> Callable[[], bytes]:
    """Makes the self-contained page when it is clicked for."""
    look = Look(as_of=case.document.published)
    return lambda: brief_bytes(brief_of(case.scene, wanted, look, documents=case.documents), "html")


def may_keep() -> bool:
    """Whether this visitor may keep a case on this server."""
    setting = read_settings().keep_texts
    return setting == "yes" or (setting == "local" and this_visitor().may_change)


def _keep(case: Case) -> None:
    """Keep the text with all that was added, once, and show it under its own name from now on."""
    if not may_keep():
        return
    journal = visit_journal(*case.ids)
    inputs = belongings_of(case.river, current_view().river)
    kept: dict[tuple[object, ...], str] = st.session_state.setdefault(_KEPT, {})
    what = (case.documents, journal[-1].id if journal else "", len(inputs), current_view().home)
    try:
        identity = kept.get(what) or keep_documents(
            case.documents, this_visitor(), title=case.title, corrections=journal, inputs=inputs
        )
    except ThalwegError as error:
        st.session_state[_REFUSED] = told(error)
        return
    kept[what] = identity
    if is_kept_id(identity):
        forget_visit_journal(*case.ids)
        change_view(replace(current_view(), case=identity))
