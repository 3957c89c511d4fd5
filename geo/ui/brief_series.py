"""A series on the briefing page: one picture per side, actor or week, made on demand with its progress."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from geo.brief import Look
from geo.errors import ThalwegError
from geo.escape import for_filename, for_markdown
from geo.model import Filter, Scene
from geo.series import BY, left_out, parts_of, series_zip
from geo.ui import words
from geo.ui.readings import Case

_BY, _MADE = "b_series", "brief_series"


@dataclass(frozen=True, slots=True)
class _Made:
    """A zip, and what it was made of: another view has to make its own."""

    scene: Scene
    key: object
    content: bytes


def draw_series(case: Case, wanted: Filter, look: Look) -> None:
    """The choice, how many pictures it gives, the button that makes them, and then the download."""
    st.subheader(words.SERIES, anchor=False)
    st.caption(words.SERIES_LEAD)
    st.session_state.setdefault(_BY, BY[0])
    by = st.segmented_control(
        words.SERIES_BY, BY, key=_BY, format_func=words.SERIES_OF.__getitem__, required=True,
        label_visibility="collapsed", persist_state="session",
    ) or BY[0]  # fmt: skip
    try:
        parts = parts_of(case.scene, wanted, by)
    except ThalwegError as error:
        st.info(for_markdown(f"{error}."))
        return
    if not parts:
        st.info(words.SERIES_EMPTY[by])
        return
    names = ", ".join(part.label for part in parts[:12]) + (" …" if len(parts) > 12 else "")
    missing = len(left_out(case.scene, wanted, parts))
    st.write(for_markdown(words.series_parts(len(parts), names, missing)))
    key = (wanted, look, by)
    if st.button(words.series_make(len(parts)), key="b_series_make"):
        _make(case, wanted, look, by, key)
    made: _Made | None = st.session_state.get(_MADE)
    if made is not None and made.scene is case.scene and made.key == key:
        st.download_button(
            words.series_download(len(made.content)),
            data=made.content,
            file_name=f"{for_filename(case.title, 'briefing')[:50]}-by-{by}.zip",
            mime="application/zip",
            on_click="ignore",
            key="b_series_file",
            type="primary",
        )


def _make(case: Case, wanted: Filter, look: Look, by: str, key: object) -> None:
    bar = st.progress(0.0)

    def tell(done: int, of: int, label: str) -> None:
        bar.progress(done / of, text=for_markdown(words.series_step(done, of, label)))

    try:
        content = series_zip(case.scene, wanted, look, by=by, documents=case.documents, progress=tell)
    except ThalwegError as error:
        st.error(for_markdown(f"{error}."))
    else:
        st.session_state[_MADE] = _Made(case.scene, key, content)
    bar.empty()
