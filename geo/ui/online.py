"""Whether this host lets its readers ask other servers; what does the asking is loaded only where it does."""

from __future__ import annotations

import streamlit as st

from geo.errors import InputError
from geo.escape import for_markdown
from geo.model import PlacedClaim
from geo.settings import Settings, read_settings

LOOK_S = 0.7
"""How often a waiting question is looked at."""
_NONE = "none"


def settings_or_warning() -> Settings | None:
    """The host's settings; None, and a sentence on the page, where they can't be used."""
    try:
        return read_settings()
    except InputError as error:
        st.warning(for_markdown(f"{error}."))
        return None


def draw_lookup_if_on(placed: PlacedClaim, document_id: str) -> None:
    """The buttons that ask another service about a claim's names, where the host has switched one on."""
    settings = settings_or_warning()
    if settings is None or settings.geocoder == _NONE:
        return
    from geo.ui.lookup import draw_lookup

    draw_lookup(settings, placed, document_id)
