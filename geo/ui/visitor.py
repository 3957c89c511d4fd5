"""Who this visit is by, as geo.access tells from what the server knows of the connection."""

from __future__ import annotations

import streamlit as st

from geo.access import Request, Visitor, visitor_of
from geo.escape import for_markdown
from geo.settings import read_settings
from geo.ui import words

_PROXY = ("X-Forwarded-For", "Forwarded", "X-Real-Ip")


def this_visitor() -> Visitor:
    """Owner, editor or reader; a reader where it can't be known."""
    headers = st.context.headers
    user = st.user.to_dict() if hasattr(st, "user") else {}
    request = Request(
        host=headers.get("Host", ""),
        address=st.context.ip_address or "",
        is_forwarded=any(headers.get(name) for name in _PROXY),
        mail=str(user.get("email") or ""),
        is_mail_verified=user.get("email_verified") is True,
    )
    return visitor_of(request, read_settings())


def draw_login() -> None:
    """For a hosted installation: the way in for editors, and out. Nothing where the host has set up none."""
    if read_settings().access != "hosted" or not _has_login():
        return
    st.subheader(words.EDITORS, anchor=False)
    if not is_logged_in():
        st.caption(words.EDITORS_LEAD)
        st.button(words.LOG_IN, key="log_in", on_click=st.login)
        return
    visitor = this_visitor()
    st.caption(for_markdown(words.logged_in(visitor.name) if visitor.may_change else words.NO_EDITOR))
    st.button(words.LOG_OUT, key="log_out", on_click=st.logout)


def is_logged_in() -> bool:
    return bool(st.user.is_logged_in)


def _has_login() -> bool:
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False
