"""What this is, in one sentence, for a first visit; whoever closes it does not see it again.

The browser remembers that it was closed; the server is not told.
"""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

from geo.ui import words

_FOLDER = files("geo.ui")
_draw = st.components.v2.component(
    "thalweg_hint",
    html='<div class="hint" role="note" hidden>\n</div>',
    css=(_FOLDER / "hint.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "hint.js").read_text(encoding="utf-8"),
)


def draw_hint() -> None:
    _draw(key="hint", data={"text": words.HINT, "close": words.HINT_CLOSE})
