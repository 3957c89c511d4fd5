"""Who this visit is by, as geo.access tells from what the server knows of the connection."""

from __future__ import annotations

import streamlit as st

from geo.access import Request, Visitor, visitor_of
from geo.settings import read_settings

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
