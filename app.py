"""The frame: page config, navigation, nothing else; and the server's app, which warms up while it starts.

`streamlit run app.py` imports this file for the app, which then runs it once more for each visitor.
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from geo.ui.start import FrameWatch, warm_up

PAGES = Path(__file__).parent / "pages"


def draw() -> None:
    """One run for one visitor."""
    from geo.ui import words
    from geo.ui.frame import LOOKS, is_embedded, run_framed
    from geo.ui.readings import settle_memory

    st.set_page_config(page_title=words.APP, page_icon=str(LOOKS / "icon.png"), layout="wide")
    page = st.navigation(
        [
            st.Page(PAGES / "claims_map.py", title=words.PAGE_MAP, default=True),
            st.Page(PAGES / "text.py", title=words.PAGE_TEXT, url_path="text"),
            st.Page(PAGES / "actors.py", title=words.PAGE_ACTORS, url_path="actors"),
            st.Page(PAGES / "disputes.py", title=words.PAGE_DISPUTES, url_path="disputes"),
            st.Page(PAGES / "review.py", title=words.PAGE_REVIEW, url_path="review"),
            st.Page(PAGES / "brief.py", title=words.PAGE_BRIEF, url_path="brief"),
            st.Page(PAGES / "read.py", title=words.PAGE_READ, url_path="read"),
            st.Page(PAGES / "about.py", title=words.PAGE_ABOUT, url_path="about"),
        ],
        position="hidden" if is_embedded() else "top",
    )
    run_framed(page.run)
    settle_memory()


if __name__ == "__main__":
    draw()
else:
    app = st.App(__file__, lifespan=warm_up, middleware=[Middleware(FrameWatch)])
