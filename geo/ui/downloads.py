"""Download: the claims as a file for other programs, made when the button is clicked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st

from geo import filters
from geo.escape import for_filename
from geo.model import Filter, PlacedClaim
from geo.scene import map_credits
from geo.tables import KINDS, Export, export_bytes
from geo.ui import words
from geo.ui.readings import Case
from geo.ui.view import View

_MIME = {
    "geojson": "application/geo+json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "kml": "application/vnd.google-earth.kml+xml",
    "gpkg": "application/geopackage+sqlite3",
    "parquet": "application/vnd.apache.parquet",
    "timemap.json": "application/json",
    "acled.csv": "text/csv",
    "jsonld": "application/ld+json",
    "json": "application/json",
}


def draw_downloads(case: Case, view: View, shown: Sequence[PlacedClaim]) -> None:
    """A small menu: which claims, which kind of file. What is in it is drawn only while it is open."""
    if case.placed:
        _draw_menu(case, view.wanted, len(shown))


@st.fragment
def _draw_menu(case: Case, wanted: Filter, count: int) -> None:
    menu = st.popover(words.DOWNLOAD, key="downloads", on_change="rerun")
    if not menu.open:
        return
    with menu:
        everything = _choose_claims(count, len(case.placed))
        kind = st.selectbox(words.DOWNLOAD_KIND, KINDS, key="download_kind", format_func=words.file_kind)
        st.download_button(
            words.download(len(case.placed) if everything else count),
            _file_of(case, Filter() if everything else wanted, kind),
            file_name=f"{for_filename(case.title)}.{kind}",
            mime=_MIME[kind],
            key="download_file",
            on_click="ignore",
            type="primary",
        )
        st.caption(words.DOWNLOAD_NOTE)


def _choose_claims(count: int, total: int) -> bool:
    """Whether all claims are wanted; not asked where nothing is filtered out."""
    if count == total:
        return True
    shown, every = words.download_shown(count), words.download_all(total)
    choice = st.radio(words.DOWNLOAD_CLAIMS, (shown, every), key="download_claims")
    return bool(choice == every)


def _file_of(case: Case, wanted: Filter, kind: str) -> Callable[[], bytes]:
    """Makes the file when it is clicked for. It reads nothing of the session."""
    return lambda: export_bytes(export_of(case, wanted, datetime.now(UTC)), kind)


def export_of(case: Case, wanted: Filter, made: datetime) -> Export:
    """The claims that a filter keeps, as the map draws them, with what the file says of itself."""
    claims = case.scene.claims
    return Export(
        documents=case.documents,
        placed=tuple(filters.apply(wanted, claims)),
        made=made,
        conflicts=case.conflicts,
        river=case.river,
        filters=filters.describe(wanted, claims, sides=case.sides),
        credits=map_credits(claims, case.river),
        total=len(claims),
        also_in=case.also_in(),
    )
