"""What leaves the screen with a view: its link, the snippet for an article, a QR code, the case as a file.

In: a View and the address of the installation that shows it, such as "http://127.0.0.1:8501". Nothing here
asks another server: the QR code is drawn on this machine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from geo.cases.archive import write_archive
from geo.cases.values import CaseHead, Correction, StoredCase, StoredDocument, StoredInput, new_id
from geo.escape import for_html
from geo.links import Page, View, to_address
from geo.model import Document

_BASE = re.compile(r"https?://[^\s\"'<>{}\\`?#]{1,300}")


def is_base(address: str) -> bool:
    """Whether a browser's words for where it is can stand before a link."""
    return _BASE.fullmatch(address) is not None


def link_of(view: View, base: str) -> str:
    """The link that restores the view; what a screen folds away at the start is spelled out."""
    return to_address(replace(view, show=frozenset(), height=View().height), base, explicit=True)


def embed_address(view: View, base: str) -> str:
    """The link of the view's map alone, for a frame in somebody's page.

    `embed` and `embed_options` are Streamlit's own keys: they take its bars away and set the theme at once.
    """
    address = to_address(replace(view, page=Page.MAP, theme=None), base, explicit=True)
    theme = f"&embed_options={view.theme}_theme" if view.theme else ""
    return f"{address}&embed=true{theme}"


def embed_snippet(view: View, base: str, title: str) -> str:
    """HTML that shows the view's map in an article, with a plain link where frames are not shown."""
    return (
        f'<iframe src="{for_html(embed_address(view, base))}" title="{for_html(title)}" width="100%" '
        f'height="{view.height}" style="border: 1px solid #ccc" loading="lazy" allowfullscreen></iframe>\n'
        f'<p><a href="{for_html(link_of(view, base))}">{for_html(title)}</a></p>'
    )


def qr_picture(address: str) -> str:
    """A QR code as a data address for an image, black on white; empty where the address is too long."""
    import segno

    try:
        code = segno.make(address, micro=False, error="m")
    except segno.DataOverflowError:
        return ""
    picture: str = code.svg_data_uri(scale=4, border=4, dark="#000", light="#fff")
    return picture


def case_file(
    documents: Sequence[Document],
    made: datetime,
    *,
    title: str = "",
    corrections: Sequence[Correction] = (),
    inputs: Sequence[StoredInput] = (),
) -> bytes:
    """The documents as a case in one file, which `python -m geo cases load` reads anywhere.

    With them go their corrections and those of the whole case, and what somebody brought besides.
    """
    head = CaseHead(new_id(), title or documents[0].title, "", made, made, documents=len(documents))
    kept = tuple(StoredDocument(document, made) for document in documents)
    return write_archive([StoredCase(head, kept, tuple(corrections), tuple(inputs))], made)
